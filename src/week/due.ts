import { daysOfWeek, mondayOf, weeksLater } from '../calendar/iso-week.ts';
import type { Day, Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { Rules } from '../policy/rules.ts';

/**
 * Pure: the week whose letter is due, by its Monday: last week's, from the first sending hour of this week's first working day on, and
 * for as long as this week lasts; null before. A week without a working day has no letter of its own.
 */
export function weekDue(now: Instant, { calendar, hours, company }: Rules): Day | null {
  const zone = zoneOf(company.timeZone);
  const monday = mondayOf(zone.dayAt(now));
  const first = daysOfWeek(monday).find((day) => calendar.isWorkingDay(day));
  if (first === undefined || now < zone.instantOf(first, hours.from)) return null;
  return weeksLater(monday, -1);
}
