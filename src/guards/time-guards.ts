import { DAY, HOUR, type Instant, isoInstant, MINUTE } from '../calendar/time.ts';
import type { Rules } from '../policy/rules.ts';
import type { Trip } from './guards.ts';

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
 * Why the clocks cannot be trusted, in words; null: they can. One of two clocks is wrong when they differ, and nobody can say which: so
 * nothing may expire, and no hour of the day is known.
 * @param now what the worker's clock shows
 * @param database what the database's shows
 * @param clockOff how far they may differ, in milliseconds
 */
export function clockDoubt(now: Instant, database: Instant, clockOff: number): string | null {
  if (Math.abs(now - database) <= clockOff) return null;
  const which = now > database ? 'ahead of' : 'behind';
  return `the worker's clock stands ${span(Math.abs(now - database))} ${which} the database's`;
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
  if (doubt !== null) return trip('clock', `${doubt}; set the clocks`);
  if (lastRound === null) return null;
  if (lastRound - now > clockOff)
    return trip(
      'clock',
      `the last round was at ${isoInstant(lastRound)}, which is yet to come; a clock stood wrong`,
    );
  const since = lastResume !== null && lastResume > lastRound ? lastResume : lastRound;
  if (now - since <= longestGap) return null;
  return trip(
    'longest_gap',
    `the last round was ${span(now - lastRound)} ago, at ${isoInstant(lastRound)}; was a backup restored?`,
  );
}

const trip = (guard: 'clock' | 'longest_gap', why: string): Trip => ({
  guard,
  kinds: null,
  reason: `guard ${guard}: ${why}`,
});

function span(ms: number): string {
  if (ms >= 2 * DAY) return `${Math.round(ms / DAY)} days`;
  return ms >= 2 * HOUR ? `${Math.round(ms / HOUR)} hours` : `${Math.round(ms / MINUTE)} minutes`;
}
