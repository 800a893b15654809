import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';

/** Calendar days of a wait that is long enough for a note at its half. */
const LONG = 28;

/** Policy asks for one note at the half of a long wait that is on course; by default it asks for none. */
export function findHalfTime({ item, zone, today, rules, letters }: Situation): Finding | null {
  const { promisedFor, openedAt } = item;
  if (rules.waiting.onCourseNote === 'never' || promisedFor === null || letters.length > 0) return null;
  const opened = zone.dayAt(openedAt);
  const half = opened + Math.ceil((promisedFor - opened) / 2);
  if (promisedFor - opened < LONG || today < half) return null;
  return { kind: 'half_time', began: zone.instantOf(today, 0), promisedFor };
}

/** The promise was later than the customer's own day from the start: no news for them, and a talk for the owner. */
export function findNeededBeforePromise({ item, zone, today, letters }: Situation): Finding | null {
  const { promisedFor, neededBy, openedAt } = item;
  if (promisedFor === null || neededBy === null || neededBy >= promisedFor) return null;
  if (letters.length > 0 || today > neededBy || neededBy < zone.dayAt(openedAt)) return null;
  return { kind: 'needed_before_promise', began: openedAt, neededBy, promisedFor };
}
