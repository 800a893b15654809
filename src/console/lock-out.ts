import { DAY, type Instant, instantOf, MINUTE } from '../calendar/time.ts';

/** Anybody mistypes now and then. */
const FREE = 4;
const FIRST = MINUTE / 6;
/** Longer would let a stranger keep its owner out. */
const LONGEST = 15 * MINUTE;

/** Until when a name is locked after so many tries without the right password: 10 s, then twice as long each time; null: it is not. */
export function lockedUntil(tries: number, now: Instant): Instant | null {
  if (tries <= FREE) return null;
  return instantOf(now + Math.min(LONGEST, FIRST * 2 ** (tries - FREE - 1)));
}

/** Tries count no more when the last one was before this: what was mistyped last month locks nobody out today. */
export const triesForgottenBefore = (now: Instant): Instant => instantOf(now - DAY);
