import type { Pool } from 'pg';
import { instantFrom } from '../../calendar/time.ts';
import type { Clock } from '../../clock.ts';
import { databaseClock } from '../../database/database-clock.ts';
import { ledger, rowOf } from '../../database/query.ts';
import type { Guard } from '../../guards/guards.ts';
import { keptWhy } from '../../guards/kept-why.ts';
import { clockDoubt, type RoundTimes } from '../../guards/time-guards.ts';
import { clockText } from '../../guards/trip-text.ts';
import type { TripWhy } from '../../guards/trip-why.ts';

/** The clocks that a round is compared with; read before it begins. */
export async function readRoundTimes(pool: Pool): Promise<RoundTimes> {
  const { rows } = await pool.query<{ last_round: Date | null; last_resume: Date | null; database: Date }>(
    `select (select at from rounds where finished_at is not null and own_clock
             order by id desc limit 1) as last_round,
            (select max(until) from pauses) as last_resume, clock_timestamp() as database`,
  );
  const [row] = rows;
  if (!row) throw new Error('the database has no clock');
  return {
    lastRound: instantFrom(row.last_round),
    lastResume: instantFrom(row.last_resume),
    database: instantFrom(row.database),
  };
}

/** Why the worker's clock is in doubt now (`clockDoubt`), in English; null: it is not. */
export async function readClockDoubt(pool: Pool, clock: Clock, clockOff: number): Promise<string | null> {
  const doubt = clockDoubt(clock.now(), await databaseClock(pool), clockOff);
  return doubt && clockText(doubt);
}

/** A trip that a person has not yet decided about. */
export interface OpenTrip {
  readonly id: string;
  readonly why: readonly TripWhy[];
}

/** The open trip of a guard that looks at clocks: it holds what comes until then, under one name. */
export async function openTrip(pool: Pool, guard: Guard): Promise<OpenTrip | null> {
  const open = ledger
    .selectFrom('guard_trips')
    .select(['id', 'reason', 'why_codes'])
    .where('guard', '=', guard)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .limit(1);
  const row = await rowOf(pool, open);
  return row && { id: row.id, why: keptWhy(row.why_codes, row.reason) };
}
