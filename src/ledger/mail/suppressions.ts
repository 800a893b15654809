import type { Pool, PoolClient } from 'pg';
import { DAY, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import type { SuppressedBecause } from '../../customer/replies.ts';
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
  await withdrawTo(client, address, `no letter goes to its address: ${SAYS[given.why]}`, now);
}

/** Other addresses of the same provider that came back for good within a day and are closed. */
export async function closedToday(client: PoolClient, address: string, now: Instant): Promise<number> {
  const { rows } = await client.query<{ addresses: number }>(
    `select count(distinct address)::int as addresses from suppressions
     where lifted_at is null and why = 'bounced' and since > $2
       and split_part(address, '@', 2) = split_part($1, '@', 2) and address <> $1`,
    [address.toLowerCase(), isoInstant(instantOf(now - DAY))],
  );
  return rows[0]?.addresses ?? 0;
}

const SAYS: Readonly<Record<SuppressedBecause, string>> = {
  bounced: 'a letter to it came back',
  complained: 'its reader reported a letter as spam',
};

/**
 * Letters among these that go to an address that was suppressed for somebody else: it is suppressed for their customers too.
 * @returns why each may not go
 */
export async function findSuppressed(
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
  return new Map(rows.map(({ id, why }) => [id, `no letter goes to its address: ${SAYS[why]}`]));
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

/** All that are not lifted, the oldest first, a page at a time so that memory stays bounded. */
export async function* listSuppressions(pool: Pool): AsyncGenerator<readonly ListedSuppression[]> {
  let last = '0';
  for (;;) {
    const { rows } = await pool.query<ListedSuppression & { id: string }>(
      `select id, address, customer_id, since, why, said, letter_id from suppressions
       where lifted_at is null and id > $1 order by id limit ${PAGE}`,
      [last],
    );
    if (rows.length > 0) yield rows.map(({ id: _, ...row }) => row);
    if (rows.length < PAGE) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** A page of them, the newest first. @param before the id of the last one of the page before */
export async function suppressionsBefore(
  pool: Pool,
  before: string | null,
  most: number,
): Promise<readonly (ListedSuppression & { readonly id: string })[]> {
  const { rows } = await pool.query<ListedSuppression & { id: string }>(
    `select id, address, customer_id, since, why, left(said, 500) as said, letter_id from suppressions
     where lifted_at is null and ($1::bigint is null or id < $1) order by id desc limit $2`,
    [before, most],
  );
  return rows;
}

/** A person says that the address is good again. Returns whose it was. */
export async function liftSuppression(
  pool: Pick<Pool, 'query'>,
  address: string,
  by: string,
  at: Instant,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ customer_id: string }>(
    `update suppressions set lifted_at = $2, lifted_by = $3 where address = $1 and lifted_at is null
     returning customer_id`,
    [address.trim().toLowerCase(), isoInstant(at), by],
  );
  return rows.map(({ customer_id }) => customer_id);
}

/** A person says that the mail servers of a provider were wrong: all its addresses that came back since then are good again. */
export async function liftProvider(
  pool: Pick<Pool, 'query'>,
  provider: string,
  since: Instant,
  by: string,
  at: Instant,
): Promise<readonly string[]> {
  const { rows } = await pool.query<{ address: string }>(
    `update suppressions set lifted_at = $3, lifted_by = $4
     where lifted_at is null and why = 'bounced' and split_part(address, '@', 2) = $1 and since >= $2 returning address`,
    [provider.trim().toLowerCase(), isoInstant(since), isoInstant(at), by],
  );
  return [...new Set(rows.map(({ address }) => address))].sort();
}
