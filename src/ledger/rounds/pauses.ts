import { sql } from 'kysely';
import type pg from 'pg';
import { dateOf, type Instant, instantFrom } from '../../calendar/time.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';

export interface Pause {
  readonly since: Date;
  readonly why: string;
  readonly by: string;
}

const open = ledger.selectFrom('pauses').where('until', 'is', null);

/** The open pause, or null: while there is one nothing is written or sent. */
export const openPause = (pool: pg.Pool): Promise<Pause | null> =>
  rowOf(pool, open.select(['since', 'why', 'by']));

/** Since when the open pause lasts, and when the last one that is over ended; null where there is none. */
export async function pauseTimes(
  pool: pg.Pool,
): Promise<{ readonly pausedSince: Instant | null; readonly lastResume: Instant | null }> {
  const last = ledger.selectFrom('pauses').select(({ fn }) => fn.max<Date | null>('until').as('until'));
  const times = ledger.selectNoFrom([open.select('since').as('since'), last.as('until')]);
  const row = await rowOf(pool, times);
  return { pausedSince: instantFrom(row?.since ?? null), lastResume: instantFrom(row?.until ?? null) };
}

/** Pauses everything. False when it was paused already: the first reason stands. */
export async function pause(pool: pg.Pool, now: Instant, why: string, by: string): Promise<boolean> {
  const paused = ledger
    .insertInto('pauses')
    .values({ since: dateOf(now), why, by })
    .onConflict((conflict) => conflict.expression(sql`(true)`).where('until', 'is', null).doNothing());
  return (await changedBy(pool, paused)) === 1;
}

/** Ends the open pause and returns it; null when there was none. */
export const resume = (pool: pg.Pool, now: Instant, by: string): Promise<Pause | null> =>
  inTheNameOf(pool, { who: by, why: null }, (client) =>
    rowOf(
      client,
      ledger
        .updateTable('pauses')
        .set({ until: dateOf(now) })
        .where('until', 'is', null)
        .returning(['since', 'why', 'by']),
    ),
  );
