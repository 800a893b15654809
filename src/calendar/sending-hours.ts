import type { Rules } from '../policy/rules.ts';
import { type Day, dayOf, type Instant } from './time.ts';
import type { WorkingCalendar } from './working-days.ts';
import type { Zone } from './zone.ts';

type Hours = Rules['hours'];

// Longer than any gap that a zone's clocks or a date line ever made.
const MOST_TRIES = 8;

/** Whether a letter may leave at this moment: the company's working days, the customer's day and clock. */
export function maySendAt(hours: Hours, calendar: WorkingCalendar, zone: Zone, at: Instant): boolean {
  const minute = zone.minuteOfDay(at);
  if (minute < hours.from || minute >= hours.to) return false;
  return hours.on === 'every day' || calendar.isWorkingDay(zone.dayAt(at));
}

/** The first moment from `at` on at which a letter may leave: `at` itself, or the opening of the next such day. */
export function nextSending(hours: Hours, calendar: WorkingCalendar, zone: Zone, at: Instant): Instant {
  if (maySendAt(hours, calendar, zone, at)) return at;
  const after = (day: Day): Day =>
    hours.on === 'every day' ? dayOf(day + 1) : calendar.addWorkingDays(day, 1);

  const today = zone.dayAt(at);
  let day = zone.minuteOfDay(at) < hours.from ? today : after(today);
  for (let tries = 1; tries < MOST_TRIES; tries++) {
    const opening = zone.instantOf(day, hours.from);
    if (maySendAt(hours, calendar, zone, opening)) return opening;
    day = after(day);
  }
  return zone.instantOf(day, hours.from);
}
