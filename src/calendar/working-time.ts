import { DAY, dayOf, type Instant, MINUTE } from './time.ts';
import type { WorkingCalendar } from './working-days.ts';
import type { Zone } from './zone.ts';

// A change of daylight saving or of the date line makes the wall clock differ from elapsed time, never by more.
const WALL_CLOCK_SLACK = DAY;

/**
 * The moment when `days` working days of working time have passed since `since`. A working day counts 24 hours
 * of the zone's wall clock, any other day none: Monday 15:00 + 2 is Wednesday 15:00, Friday 15:00 + 1 is Monday
 * 15:00, Saturday noon + 2 is Wednesday 00:00. `days` of 0 or less gives `since`.
 */
export function workingDeadline(
  calendar: WorkingCalendar,
  zone: Zone,
  since: Instant,
  days: number,
): Instant {
  if (!(days > 0)) return since;
  const { day, msOfDay } = zone.toLocal(since);
  const fromMidnight = days * DAY + (calendar.isWorkingDay(day) ? msOfDay : 0);
  const wholeDays = Math.ceil(fromMidnight / DAY) - 1;
  const last = calendar.addWorkingDays(dayOf(day - 1), wholeDays + 1);
  return zone.instantOf(last, (fromMidnight - wholeDays * DAY) / MINUTE);
}

/** Whether `days` working days of working time have passed from `since` to `now` (see `workingDeadline`). */
export function hasOutlasted(
  calendar: WorkingCalendar,
  zone: Zone,
  since: Instant,
  days: number,
  now: Instant,
): boolean {
  // Most items are young: this answers for them without looking at a calendar.
  if (now - since < days * DAY - WALL_CLOCK_SLACK) return false;
  return now >= workingDeadline(calendar, zone, since, days);
}
