import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { DAY, dateOf, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import type { SuppressedBecause } from '../../customer/replies.ts';
import { statusReason } from '../../customer/status-reason.ts';
import { type Connection, ledger, rowOf, rowsOf } from '../../database/query.ts';
import { withdrawTo } from '../letter-states/withdrawn.ts';

/** Why an address is suppressed, and from what. */
export interface NewSuppression {
  readonly address: string;
  readonly why: SuppressedBecause;
  readonly said: string;
  readonly letterId: string;
  readonly mailId: string;
}

/**
 * No letter goes to this address any more, whoever had one to it. Letters that still wait for their turn are withdrawn:
 * the next round decides anew, and a person calls.
 */
export async function suppress(client: PoolClient, given: NewSuppression, now: Instant): Promise<void> {
  const address = given.address.toLowerCase();
  await client.query(
    `insert into suppressions (address, customer_id, since, why, said, letter_id, mail_id)
     select distinct $1, customer_id, $2::timestamptz, $3, $4, $5, $6 from letters
     where lower(to_address) = $1 and audience = 'customer'
     on conflict (address, customer_id) where lifted_at is null do nothing`,
    [address, isoInstant(now), given.why, given.said, given.letterId, given.mailId],
  );
  await withdrawTo(client, address, REASONS[given.why], now);
}

const open = ledger.selectFrom('suppressions').where('lifted_at', 'is', null);

const PROVIDER = sql<string>`split_part(address, '@', 2)`;

/** Other addresses of the same provider that came back for good within a day and are closed. */
export async function closedToday(client: PoolClient, address: string, now: Instant): Promise<number> {
  const written = address.toLowerCase();
  const closed = open
    .select(({ fn }) => fn.count<string>('address').distinct().as('addresses'))
    .where('why', '=', 'bounced')
    .where('since', '>', dateOf(instantOf(now - DAY)))
    .where(PROVIDER, '=', sql<string>`split_part(${written}, '@', 2)`)
    .where('address', '<>', written);
  return Number((await rowOf(client, closed))?.addresses ?? 0);
}

const REASONS: Readonly<Record<SuppressedBecause, string>> = {
  bounced: statusReason('address_bounced'),
  complained: statusReason('address_complained'),
};

/**
 * An address among these letters' that was suppressed for somebody else is suppressed for their customers too.
 * @returns which of the letters may not go, and why
 */
export async function suppressForOthers(
  pool: Pool,
  letters: readonly { readonly id: string; readonly address: string }[],
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ id: string; why: SuppressedBecause }>(
    `with found as (
       select l.id, l.customer_id, s.*
       from json_to_recordset($1::json) as g(id text, address text) join letters l on l.id = g.id cross join lateral (
         select address, since, why, said from suppressions
         where address = lower(g.address) and lifted_at is null limit 1) s
       where l.audience = 'customer'
     ), shared as (
       insert into suppressions (address, customer_id, since, why, said)
       select distinct on (address, customer_id) address, customer_id, since, why, said from found
       on conflict (address, customer_id) where lifted_at is null do nothing
     )
     select id, why from found`,
    [JSON.stringify(letters)],
  );
  return new Map(rows.map(({ id, why }) => [id, REASONS[why]]));
}

/** A suppression as `tidings inbox suppressed` lists it. */
export interface ListedSuppression {
  readonly address: string;
  readonly customer_id: string;
  readonly since: Date;
  readonly why: SuppressedBecause;
  readonly said: string;
  readonly letter_id: string | null;
}

const PAGE = 1_000;
const LISTED = ['id', 'address', 'customer_id', 'since', 'why', 'letter_id'] as const;

/** All that are not lifted, the oldest first, a page at a time so that memory stays bounded. */
export async function* listSuppressions(pool: Pool): AsyncGenerator<readonly ListedSuppression[]> {
  const page = open
    .select([...LISTED, 'said'])
    .orderBy('id')
    .limit(PAGE);
  let last = '0';
  for (;;) {
    const rows = await rowsOf(pool, page.where('id', '>', last));
    if (rows.length > 0) yield rows.map(({ id: _, ...row }) => row);
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** A page of them, the newest first. @param before the id of the last one of the page before */
export function suppressionsBefore(
  pool: Pool,
  before: string | null,
  most: number,
): Promise<readonly (ListedSuppression & { readonly id: string })[]> {
  const page = open
    .select([...LISTED, sql<string>`left(said, 500)`.as('said')])
    .orderBy('id', 'desc')
    .limit(most);
  return rowsOf(pool, before === null ? page : page.where('id', '<', before));
}

/** A person says that the address is good again. Returns whose it was. */
export async function liftSuppression(
  connection: Connection,
  address: string,
  by: string,
  at: Instant,
): Promise<readonly string[]> {
  const lifted = lifting(by, at).where('address', '=', address.trim().toLowerCase()).returning('customer_id');
  return (await rowsOf(connection, lifted)).map(({ customer_id }) => customer_id);
}

/** A person says that the mail servers of a provider were wrong: all its addresses that came back since then are good again. */
export async function liftProvider(
  connection: Connection,
  provider: string,
  since: Instant,
  by: string,
  at: Instant,
): Promise<readonly string[]> {
  const lifted = lifting(by, at)
    .where('why', '=', 'bounced')
    .where(PROVIDER, '=', provider.trim().toLowerCase())
    .where('since', '>=', dateOf(since))
    .returning('address');
  return [...new Set((await rowsOf(connection, lifted)).map(({ address }) => address))].sort();
}

const lifting = (by: string, at: Instant) =>
  ledger
    .updateTable('suppressions')
    .set({ lifted_at: dateOf(at), lifted_by: by })
    .where('lifted_at', 'is', null);
