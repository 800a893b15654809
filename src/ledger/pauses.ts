import type pg from 'pg';
import { type Instant, isoInstant } from '../calendar/time.ts';
import { inTheNameOf } from './in-the-name-of.ts';

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
