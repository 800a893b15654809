import { dayOf, type Instant } from './time.ts';
import type { WorkingCalendar } from './working-days.ts';
import type { Zone } from './zone.ts';

/** When letters may leave, in minutes after midnight in the customer's zone. */
export interface SendingHours {
  readonly from: number;
  readonly to: number;
  readonly on: 'working days' | 'every day';
}

/** Whether a letter may leave at this moment: the company's working days, the customer's day and clock. */
export function maySendAt(hours: SendingHours, calendar: WorkingCalendar, zone: Zone, at: Instant): boolean {
  const minute = zone.minuteOfDay(at);
  if (minute < hours.from || minute >= hours.to) return false;
  return hours.on === 'every day' || calendar.isWorkingDay(zone.dayAt(at));
}

/** A calendar without any working day has no such moment: nobody waits longer than this. */
const LONGEST = 366;

/** The first moment from `at` on at which a letter may leave; null: there is none within a year. */
export function nextSendingHour(
  hours: SendingHours,
  calendar: WorkingCalendar,
  zone: Zone,
  at: Instant,
): Instant | null {
  if (maySendAt(hours, calendar, zone, at)) return at;
  const today = zone.dayAt(at);
  for (let n = 0; n <= LONGEST; n += 1) {
    const from = zone.instantOf(dayOf(today + n), hours.from);
    if (from > at && maySendAt(hours, calendar, zone, from)) return from;
  }
  return null;
}
