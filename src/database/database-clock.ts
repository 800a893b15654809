import type pg from 'pg';
import { type Instant, instantOf } from '../calendar/time.ts';

/** What the database's own clock shows. @throws the database's error */
export async function databaseClock(pool: pg.Pool): Promise<Instant> {
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
  const [row] = rows;
  if (!row) throw new Error('the database has no clock');
  return instantOf(row.now.getTime());
}
