import type { Day } from '../calendar/time.ts';
import type { BilledItem } from './account.ts';

/**
 * Whether we kept the customer waiting for what they were to pay: it was done after the promised day, or the promise
 * had passed on `day` (the day of the payment, or today) and it was still not done. What was done after `today` is
 * not known yet.
 */
export function keptWaiting(item: BilledItem | null, day: Day, today: Day): boolean {
  if (item === null || item.promisedFor === null) return false;
  const doneOn = item.doneOn !== null && item.doneOn <= today ? item.doneOn : null;
  return doneOn === null ? item.promisedFor < day : doneOn > item.promisedFor;
}
