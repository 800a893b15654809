import type { Day } from './time.ts';

/** The company's working days. Built once per policy; holidays are computed year by year as they are asked for. */
export interface WorkingCalendar {
  isWorkingDay(day: Day): boolean;
  /** The nth working day after `day` (n ≥ 1); n = 0 gives `day` itself, or the next working day if it is none. */
  addWorkingDays(day: Day, n: number): Day;
  /** Working days in (from, to]: 0 for the same day, 1 from Friday to Monday. Negative never; 0 when to < from. */
  workingDaysBetween(from: Day, to: Day): number;
}
