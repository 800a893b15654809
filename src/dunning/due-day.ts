import { type Day, dayOf } from '../calendar/time.ts';
import type { Rules } from '../policy/rules.ts';

/** The day by which it must be paid: one that is no working day of the company moves on to the next that is. */
export const movedDueDay = (dueOn: Day, rules: Rules): Day => rules.calendar.addWorkingDays(dueOn, 0);

/** Calendar days from a due day (moved on already) to a later day; 0 when that day has not passed. */
export const daysPast = (dueDay: Day, day: Day): number => Math.max(0, day - dueDay);

export const dayAfter = (day: Day): Day => dayOf(day + 1);
