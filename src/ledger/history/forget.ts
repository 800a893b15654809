import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { hashOfForgotten } from '../../customer/forgotten.ts';
import { type AnyLetterKind, DIGEST_KIND, WEEK_KIND } from '../../customer/letter-kinds.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { changedBy, ledger, rowOf, rowsOf } from '../../database/query.ts';
import { RunFailure } from '../../failure.ts';
import { withdrawEmptied, withdrawForgotten } from '../letter-states/withdrawn.ts';
import { forgetInReports } from '../rounds/round-reports.ts';

/** Tables with rows of one customer, in the order in which they may go. Each new table with a customer_id belongs here. */
export const FORGOTTEN_FROM = [
  'replies',
  'answers',
  'less_often',
  'suppressions',
  'inbox_mails',
  'backlog_releases',
  'absences',
  'stages_seen',
  'late_items',
  'recorded_contacts',
  'given_promises',
  'item_holds',
  'asked_letters',
  'customer_notes',
  'taken_complaints',
  'letter_cases',
  'reminders',
  'tasks',
  'verdicts',
  'holds',
  'letters',
  'cases',
] as const;

/** A letter as far as its captured file is named by it. */
export interface GoneLetter {
  readonly id: string;
  readonly kind: string;
  /** Empty for a list of tasks: it is about several customers. */
  readonly customerId: string;
  /** The day that it names. */
  readonly today: string;
}

export interface Forgetting {
  readonly customerId: string;
  readonly by: string;
  readonly why: string;
  readonly at: Instant;
  /** Counts, and changes nothing. */
  readonly dryRun: boolean;
}

/** What was removed of a customer. */
export interface Forgot {
  /** Rows by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Letters among them that had not gone, and never will. */
  readonly withdrawn: number;
  /** Reports of rounds that named the customer. */
  readonly reports: number;
  /** Entries of the history that lost name, reason and id. */
  readonly entries: number;
  /** When they had been forgotten before. */
  readonly before: Date | null;
}

/**
 * Removes a customer from our tables, in one transaction: letters that have not gone are withdrawn, all rows are deleted, and
 * the history keeps that something happened, and no longer of whom. No round may run meanwhile: it would write down what it read before.
 * @param outside is told of all letters before the transaction ends, for what lies outside of the database
 * @throws RunFailure while one of their letters is being sent
 */
export function forgetCustomer(
  pool: Pool,
  forgetting: Forgetting,
  outside: (letters: readonly GoneLetter[]) => Promise<void>,
): Promise<Forgot> {
  const { customerId, by, why, at, dryRun } = forgetting;
  const work = async (client: PoolClient): Promise<Forgot> => {
    const letters = await lockLetters(client, customerId);
    const lists = await forgetInLetters(client, customerId, DIGEST_KIND, 'tasks');
    const weeks = await forgetInLetters(client, customerId, WEEK_KIND, 'longest');
    await withdrawEmptied(
      client,
      lists.map(({ id }) => id),
      at,
    );
    const withdrawn = await withdrawForgotten(client, customerId, at);
    const reports = await forgetInReports(client, customerId);
    const rows: Record<string, number> = {};
    for (const table of FORGOTTEN_FROM) {
      rows[table] = await changedBy(client, ledger.deleteFrom(table).where('customer_id', '=', customerId));
    }
    const alias = `forgotten:${randomBytes(8).toString('hex')}`;
    const blanked = await client.query<{ entries: number }>('select history_forget($1, $2) as entries', [
      customerId,
      alias,
    ]);
    const entries = blanked.rows[0]?.entries ?? 0;
    const before = await remember(client, customerId, at);
    const counts = { rows, withdrawn, reports, entries };
    const entry = ledger.insertInto('history').values({
      at: dateOf(at),
      subject_kind: 'customer',
      subject_id: alias,
      what: 'forgotten',
      who: by,
      why,
      detail: JSON.stringify(counts),
    });
    await changedBy(client, entry);
    await outside([...letters, ...lists, ...weeks]);
    return { ...counts, before };
  };
  return inTheNameOf(pool, { who: by, why }, work, { undo: dryRun });
}

/**
 * Letters to staff that name customers beside one another lose this one from that list of theirs: what a person is to do, or who waited
 * longest. All else that they say stays.
 */
async function forgetInLetters(
  client: PoolClient,
  customerId: string,
  kind: AnyLetterKind,
  list: 'tasks' | 'longest',
): Promise<readonly GoneLetter[]> {
  const { rows } = await client.query<GoneLetter>(
    `update letters set about = '[]', facts = jsonb_set(facts, '{${list}}', (
       select coalesce(jsonb_agg(one order by nth), '[]')
       from jsonb_array_elements(facts -> '${list}') with ordinality as t (one, nth)
       where one -> 'customer' ->> 'id' <> $1))
     where kind = '${kind}' and facts -> '${list}' @> jsonb_build_array(jsonb_build_object('customer', jsonb_build_object('id', $1::text)))
     returning id, kind, customer_id as "customerId", coalesce(facts ->> 'today', '') as today`,
    [customerId],
  );
  return rows;
}

async function lockLetters(client: PoolClient, customerId: string): Promise<readonly GoneLetter[]> {
  const theirs = ledger
    .selectFrom('letters')
    .select(['id', 'kind', 'status', 'customer_id as customerId'])
    .select(sql<string>`coalesce(facts ->> 'today', '')`.as('today'))
    .where('customer_id', '=', customerId)
    .orderBy('id')
    .forUpdate();
  const rows = await rowsOf(client, theirs);
  const underWay = rows.filter(({ status }) => status === 'sending').length;
  if (underWay > 0)
    throw new RunFailure(
      `${underWay} of their letters ${underWay === 1 ? 'is' : 'are'} being sent at this moment; nothing was changed. Try again in a minute. After a worker died it may take ten.`,
    );
  return rows;
}

/** Keeps the hash, and returns when it was kept before. */
async function remember(client: PoolClient, customerId: string, at: Instant): Promise<Date | null> {
  const hash = hashOfForgotten(customerId);
  const before = await rowOf(client, ledger.selectFrom('forgotten').select('at').where('hash', '=', hash));
  const kept = ledger
    .insertInto('forgotten')
    .values({ hash, at: dateOf(at) })
    .onConflict((conflict) =>
      conflict.column('hash').doUpdateSet({ at: sql<Date>`greatest(forgotten.at, excluded.at)` }),
    );
  await changedBy(client, kept);
  return before?.at ?? null;
}
