import { DAY, type Day, dayOf, type Instant } from '../calendar/time.ts';
import type { WorkingCalendar } from '../calendar/working-days.ts';
import type { Zone } from '../calendar/zone.ts';

/**
 * The working time in which usual times are counted: bins of half a working day of the company's calendar and clock.
 * A working day is two bins, before and from noon. What happens on any other day counts to the first bin of the next
 * working day: a parcel that came on Saturday came "by Monday morning". So a promise for Friday is broken by Saturday's
 * delivery, as it should be; one for Saturday looks broken by it too, which the recalibration makes good.
 */
export interface WorkTime {
  readonly calendar: WorkingCalendar;
  readonly zone: Zone;
}

declare const half: unique symbol;
/** A half of a calendar day: twice the day, and one more from noon of a working day on. Small, and fit for JSON. */
export type HalfDay = number & { readonly [half]: true };

export const halfDay = (value: number): HalfDay => value as HalfDay;

/** The half day in which a moment falls. */
export function halfDayAt({ calendar, zone }: WorkTime, at: Instant): HalfDay {
  const { day, msOfDay } = zone.toLocal(at);
  return halfDay(2 * day + (msOfDay >= DAY / 2 && calendar.isWorkingDay(day) ? 1 : 0));
}

/** The first half day that is no part of this day any more: what happens from here on is too late for it. */
export const endOf = (day: Day): HalfDay => halfDay(2 * (day + 1));

/** The calendar day of a half day. */
export const dayOfHalf = (value: HalfDay): Day => dayOf(Math.floor(value / 2));

/** 0 before noon, 1 from noon on; also before 1970. */
const afternoon = (value: HalfDay): number => value - 2 * dayOfHalf(value);

/** Bins of half a working day from one half day to another; never negative. */
export function binsBetween(calendar: WorkingCalendar, from: HalfDay, to: HalfDay): number {
  if (to <= from) return 0;
  const whole = calendar.workingDaysBetween(dayOf(dayOfHalf(from) - 1), dayOf(dayOfHalf(to) - 1));
  return Math.max(0, 2 * whole + afternoon(to) - afternoon(from));
}

/** The day on which the nth bin (from 0) after a half day lies. */
export function dayOfBin(calendar: WorkingCalendar, from: HalfDay, bin: number): Day {
  const first = calendar.addWorkingDays(dayOfHalf(from), 0);
  return calendar.addWorkingDays(first, Math.floor((afternoon(from) + bin) / 2));
}
