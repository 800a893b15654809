import { HOUR, type Instant, instantOf, MINUTE } from '../../calendar/time.ts';

// Greylisting lets a second attempt in after a few minutes; an hour is often enough for a server that is down.
const FIRST_WAIT = MINUTE;
const LONGEST_WAIT = HOUR;

/**
 * When to try again after `attempts` attempts (from 1): doubling waits up to an hour, each cut by up to half
 * at random, so that the letters of one outage do not all return in the same second.
 * @param random 0 to 1
 */
export function nextTry(attempts: number, now: Instant, random: number): Instant {
  // 2^16 minutes is far over the ceiling; the exponent must not grow without end.
  const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts - 1, 16));
  return instantOf(Math.round(now + wait * (0.5 + random / 2)));
}

/** Whether a letter is too old to be sent: nobody wants last month's news. `expireAfter` in milliseconds. */
export const isExpired = (since: Instant, now: Instant, expireAfter: number): boolean =>
  now - since > expireAfter;
