import type pg from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';

export interface Pause {
  readonly since: Date;
  readonly why: string;
  readonly by: string;
}

/** The open pause, or null: while there is one nothing is written or sent. */
export async function openPause(pool: pg.Pool): Promise<Pause | null> {
  const { rows } = await pool.query<Pause>('select since, why, by from pauses where until is null');
  return rows[0] ?? null;
}

/** Since when the open pause lasts, and when the last one that is over ended; null where there is none. */
export async function pauseTimes(
  pool: pg.Pool,
): Promise<{ readonly pausedSince: Instant | null; readonly lastResume: Instant | null }> {
  const { rows } = await pool.query<{ since: Date | null; until: Date | null }>(
    'select (select since from pauses where until is null), (select max(until) as until from pauses)',
  );
  const moment = (date: Date | null | undefined) => (date ? instantOf(date.getTime()) : null);
  return { pausedSince: moment(rows[0]?.since), lastResume: moment(rows[0]?.until) };
}

/** Pauses everything. False when it was paused already: the first reason stands. */
export async function pause(pool: pg.Pool, now: Instant, why: string, by: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into pauses (since, why, by) values ($1, $2, $3)
     on conflict ((true)) where until is null do nothing`,
    [isoInstant(now), why, by],
  );
  return rowCount === 1;
}

/** Ends the open pause and returns it; null when there was none. */
export async function resume(pool: pg.Pool, now: Instant, by: string): Promise<Pause | null> {
  const { rows } = await inTheNameOf(pool, { who: by, why: null }, (client) =>
    client.query<Pause>('update pauses set until = $1 where until is null returning since, why, by', [
      isoInstant(now),
    ]),
  );
  return rows[0] ?? null;
}
