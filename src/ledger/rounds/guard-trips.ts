import type { Pool } from 'pg';
import { type Instant, instantOf } from '../../calendar/time.ts';
import type { Clock } from '../../clock.ts';
import type { Guard } from '../../guards/guards.ts';
import { clockDoubt, type RoundTimes } from '../../guards/time-guards.ts';

/** The clocks that a round is compared with; read before it begins. */
export async function readRoundTimes(pool: Pool): Promise<RoundTimes> {
  const { rows } = await pool.query<{ last_round: Date | null; last_resume: Date | null; database: Date }>(
    `select (select at from rounds where finished_at is not null and own_clock
             order by id desc limit 1) as last_round,
            (select max(until) from pauses) as last_resume, clock_timestamp() as database`,
  );
  const [row] = rows;
  if (!row) throw new Error('the database has no clock');
  const moment = (date: Date): Instant => instantOf(date.getTime());
  return {
    lastRound: row.last_round && moment(row.last_round),
    lastResume: row.last_resume && moment(row.last_resume),
    database: moment(row.database),
  };
}

/** Why the worker's clock is in doubt now (`clockDoubt`); null: it is not. */
export async function readClockDoubt(pool: Pool, clock: Clock, clockOff: number): Promise<string | null> {
  const { rows } = await pool.query<{ now: Date }>('select clock_timestamp() as now');
  const [row] = rows;
  if (!row) throw new Error('the database has no clock');
  return clockDoubt(clock.now(), instantOf(row.now.getTime()), clockOff);
}

/** A trip that a person has not yet decided about. */
export interface OpenTrip {
  readonly id: string;
  readonly reason: string;
}

/** The open trip of a guard that looks at clocks: it holds what comes until then, under one name. */
export async function openTrip(pool: Pool, guard: Guard): Promise<OpenTrip | null> {
  const { rows } = await pool.query<OpenTrip>(
    'select id, reason from guard_trips where guard = $1 and ended_at is null order by id limit 1',
    [guard],
  );
  return rows[0] ?? null;
}
