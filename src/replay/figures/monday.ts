import { type Day, dayOf } from '../../calendar/time.ts';
import { weekdayOf } from '../../calendar/weekend.ts';

/** The Monday of a day's week: every figure that counts by weeks counts by the same ones. */
export const mondayOf = (day: Day): Day => dayOf(day - ((weekdayOf(day) + 6) % 7));
