import { sql } from 'kysely';
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Half } from '../../attend/half.ts';
import { dateOf, type Instant, instantFrom, isoInstant } from '../../calendar/time.ts';
import type { ItemKind } from '../../customer/ids.ts';
import { IN_QUEUE } from '../../customer/letter-status.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';
import type { LeftBehind } from '../../guards/guards.ts';
import { vanishedTotals } from '../../guards/vanished-totals.ts';
import { listed } from '../letter-states/listed.ts';
import { REACHED } from '../letters/letters.ts';

/** A round that has begun, with what a killed one left to it: its guards must see that too. */
export interface BegunRound {
  readonly id: string;
  readonly takenOver: LeftBehind;
}

/**
 * Opens a round, and takes over the letters of a round that was killed before its end.
 * @param ownClock `at` is what the machine's own clock shows
 */
export async function beginRound(
  pool: Pool,
  at: Instant,
  startedAt: Instant,
  half: Half = 'both',
  ownClock = false,
): Promise<BegunRound> {
  const { rows } = await pool.query<{ id: string } & LeftBehind>(
    `with opened as (insert into rounds (at, started_at, half, own_clock) values ($1, $2, $3, $4)
                         returning id),
          taken_over as (
            update letters set round_id = (select id from opened)
            where status in (${listed(IN_QUEUE)}) and round_id in (select id from rounds where finished_at is null)
            returning id, audience, about, released_at),
          letters_left as (
            select array(select distinct a ->> 'kind' from jsonb_array_elements(about) as a order by 1) as kinds,
                   count(*)::int as count
            from taken_over where audience = 'customer' and released_at is null group by 1),
          stalled_left as (
            select c.item_kind, count(*)::int as count
            from taken_over t join letter_cases lc on lc.letter_id = t.id join cases c on c.id = lc.case_id
            where t.audience = 'customer' and t.released_at is null
              and not exists (select from backlog_releases b where (b.item_kind, b.item_id) = (c.item_kind, c.item_id))
              and not exists (select from letter_cases e join letters l on l.id = e.letter_id
                              where e.case_id = lc.case_id and e.ordinal < lc.ordinal
                                and ${REACHED('l')})
            group by 1)
     select id, (select coalesce(json_agg(l), '[]') from letters_left l) as letters,
            (select coalesce(json_object_agg(item_kind, count), '{}') from stalled_left) as "newlyStalled"
     from opened`,
    [isoInstant(at), isoInstant(startedAt), half, ownClock],
  );
  const [row] = rows;
  if (!row) throw new Error('the round could not be opened');
  const { id, letters, newlyStalled } = row;
  return { id, takenOver: { letters, newlyStalled } };
}

/** Ends a round: its letters may go, but for those that a guard holds. */
export async function endRound(pool: Pool, id: string, finishedAt: Instant, report: object): Promise<void> {
  const totals = Object.entries(report).filter(([, value]) => !Array.isArray(value));
  const ended = ledger
    .updateTable('rounds')
    .set({
      finished_at: dateOf(finishedAt),
      report: JSON.stringify(report),
      totals: JSON.stringify(Object.fromEntries(totals)),
    })
    .where('id', '=', id);
  await changedBy(pool, ended);
}

/** The last round that ended. */
const latest = ledger
  .selectFrom('rounds')
  .where('finished_at', 'is not', null)
  .orderBy('id', 'desc')
  .limit(1);

/** What the last round that looked at what customers wait for saw of it. */
export interface SeenLastRound {
  readonly at: Instant;
  /** Open items. */
  readonly open: Readonly<Record<ItemKind, number>>;
  /** Tables that had become empty all at once, with how many rows are gone. */
  readonly emptied: Readonly<Record<string, { readonly gone: number; readonly of: number }>>;
}

/** Null where no round tells. */
export async function readLastLook(pool: Pool): Promise<SeenLastRound | null> {
  const last = latest
    .select(['at', sql`totals -> 'looked'`.as('looked'), sql`totals -> 'vanished'`.as('vanished')])
    .where('half', '<>', 'dunning')
    .where(sql<boolean>`totals ? 'looked'`);
  const row = await rowOf(pool, last);
  const read = row ? lastLook.safeParse(row) : null;
  if (!read?.success) return null;
  const { at, looked, vanished } = read.data;
  const emptied = Object.entries(vanished ?? {}).filter(([, table]) => table.emptied);
  return {
    at: instantFrom(at),
    open: { order: looked.orders, service_job: looked.service_jobs },
    emptied: Object.fromEntries(emptied.map(([table, { gone, of }]) => [table, { gone, of }])),
  };
}

// A report of the version before tells of no table.
const lastLook = z.object({
  at: z.date(),
  looked: z.object({ orders: z.number(), service_jobs: z.number() }),
  vanished: vanishedTotals.nullish(),
});

/** What the last round that looked at what customers wait for set aside, and did not know. */
export interface LastReport {
  readonly id: string;
  /** Stages that the policy does not map. */
  readonly unmapped: number;
  /** Rows that cannot be judged, and fields that cannot be right. */
  readonly setAside: number;
  /** What waits to be released, as far as the reports list it: orders and jobs, and invoices as the last round that looked at money saw them. */
  readonly backlog: number;
}

/** Null: there was none yet. */
export async function lastReport(pool: Pool): Promise<LastReport | null> {
  const { rows } = await pool.query<LastReport>(
    `select id, coalesce((totals -> 'waits' ->> 'unmapped_stages')::int, 0) as unmapped,
       coalesce((totals -> 'waits' ->> 'backlog')::int, 0) + coalesce((
         select (totals -> 'waits' ->> 'old_debts')::int from rounds
         where finished_at is not null and half <> 'waiting' order by id desc limit 1), 0) as backlog,
       coalesce((totals -> 'counts' ->> 'quarantined')::int, 0) + coalesce((totals -> 'counts' ->> 'doubtful')::int, 0) as "setAside"
     from rounds where finished_at is not null and half <> 'dunning' order by id desc limit 1`,
  );
  return rows[0] ?? null;
}

/** When the last finished round began by its clock, or null when there was none. */
export async function lastRoundAt(pool: Pool): Promise<Instant | null> {
  const row = await rowOf(pool, latest.select('at'));
  return row && instantFrom(row.at);
}
