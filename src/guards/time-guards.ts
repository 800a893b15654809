import { type Instant, isoInstant } from '../calendar/time.ts';
import type { Rules } from '../policy/rules.ts';
import type { Trip } from './guards.ts';
import type { TripWhy, WhyOf } from './trip-why.ts';

/** The clocks of a round. */
export interface RoundTimes {
  /** The clock of the last round of a machine's own clock that ended; null: there was none. */
  readonly lastRound: Instant | null;
  /** When the last pause ended: nobody wonders that no round ran before that. */
  readonly lastResume: Instant | null;
  /** What the database's own clock shows. */
  readonly database: Instant;
}

/**
 * Why the clocks cannot be trusted; null: they can. One of two clocks is wrong when they differ, and nobody can say which: so
 * nothing may expire, and no hour of the day is known.
 * @param now what the worker's clock shows
 * @param database what the database's shows
 * @param clockOff how far they may differ, in milliseconds
 */
export function clockDoubt(now: Instant, database: Instant, clockOff: number): WhyOf<'clock'> | null {
  const by = Math.abs(now - database);
  return by <= clockOff ? null : { code: 'clock', way: now > database ? 'ahead' : 'behind', by };
}

/**
 * The guard that the clocks trip, or null. A wrong clock makes every wait look too long or too short. A ledger whose last
 * round is long past was restored from a backup, or nobody ran it: it may not know what customers were told since.
 */
export function trippedByTime(
  now: Instant,
  { lastRound, lastResume, database }: RoundTimes,
  { clockOff, longestGap }: Rules['guards'],
): Trip | null {
  const doubt = clockDoubt(now, database, clockOff);
  if (doubt !== null) return trip('clock', doubt);
  if (lastRound === null) return null;
  if (lastRound - now > clockOff) return trip('clock', { code: 'round_to_come', at: isoInstant(lastRound) });
  const since = lastResume !== null && lastResume > lastRound ? lastResume : lastRound;
  if (now - since <= longestGap) return null;
  return trip('longest_gap', { code: 'gap', since: now - lastRound, at: isoInstant(lastRound) });
}

const trip = (guard: 'clock' | 'longest_gap', why: TripWhy): Trip => ({ guard, kinds: null, why: [why] });
