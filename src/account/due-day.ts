import { type Day, dayOf } from '../calendar/time.ts';
import type { BilledItem } from '../customer/account.ts';
import type { Rules } from '../policy/rules.ts';

/** The day by which it must be paid: one that is no working day of the company moves on to the next that is. */
export const movedDueDay = (dueOn: Day, rules: Rules): Day => rules.calendar.addWorkingDays(dueOn, 0);

/** Calendar days from a due day (moved on already) to a later day; 0 when that day has not passed. */
export const daysPast = (dueDay: Day, day: Day): number => Math.max(0, day - dueDay);

export const dayAfter = (day: Day): Day => dayOf(day + 1);

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
