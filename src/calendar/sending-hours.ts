import type { Instant } from './time.ts';
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
