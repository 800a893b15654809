import { type Instant, instantOf, MINUTE } from '../calendar/time.ts';

/** Anybody mistypes now and then. */
const FREE = 4;
const FIRST = MINUTE / 6;
/** Longer would let a stranger keep its owner out. */
const LONGEST = 15 * MINUTE;

/** Until when a name is locked after so many wrong passwords in a row: 10 s, then twice as long each time; null: it is not. */
export function lockedUntil(failures: number, now: Instant): Instant | null {
  if (failures <= FREE) return null;
  return instantOf(now + Math.min(LONGEST, FIRST * 2 ** (failures - FREE - 1)));
}
