import { subtract } from '../../calendar/duration.ts';
import {
  type Day,
  dayOf,
  type Instant,
  type IsoDay,
  instantOf,
  isoDay,
  isoInstant,
  MINUTE,
  parseDay,
} from '../../calendar/time.ts';
import { weekdayOf } from '../../calendar/weekend.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { Rules } from '../../policy/rules.ts';

/** The calendar in which the demo company's story is told: everything counts from the day it is started. */
export interface DemoDays {
  readonly now: Instant;
  /** A moment `n` working days before today (n ≥ 1), at `clock` in the company's zone, as ISO text. */
  ago(n: number, clock?: string): string;
  /** Noon of the last working day: the letters of the day before went then. */
  readonly dayBefore: Instant;
  minutesAgo(n: number): string;
  monthsAgo(n: number): string;
  /** The nth working day after today, or before it when n is negative. */
  day(n: number): IsoDay;
  /** `n` calendar days before today; after it when n is negative. */
  daysAgo(n: number): IsoDay;
  /** The last working day that is `n` calendar days or more before today: a due day that nothing moves on. */
  overdue(n: number): IsoDay;
  /** The first Saturday after today. */
  readonly saturday: IsoDay;
  /** The day before that Saturday. */
  readonly friday: IsoDay;
  /** The first working day after that Saturday. */
  readonly afterSaturday: IsoDay;
}

const SATURDAY = 6;

/** The demo's days around `now`, on the company's working calendar. */
export function demoDays(now: Instant, { company, calendar }: Rules): DemoDays {
  const zone = zoneOf(company.timeZone);
  const today = zone.dayAt(now);
  const workingDayUpTo = (day: Day): Day => {
    let last = day;
    while (!calendar.isWorkingDay(last)) last = dayOf(last - 1);
    return last;
  };
  const before = (n: number): Day => {
    let day = today;
    for (let left = n; left > 0; ) {
      day = dayOf(day - 1);
      if (calendar.isWorkingDay(day)) left -= 1;
    }
    return day;
  };
  let saturday = dayOf(today + 1);
  while (weekdayOf(saturday) !== SATURDAY) saturday = dayOf(saturday + 1);

  return {
    now,
    ago: (n, clock = '10:20') => isoInstant(zone.instantOf(before(n), minuteOf(clock))),
    dayBefore: zone.instantOf(before(1), minuteOf('12:00')),
    minutesAgo: (n) => isoInstant(instantOf(now - n * MINUTE)),
    monthsAgo: (n) => isoInstant(subtract(zone, now, { amount: n, unit: 'months' })),
    daysAgo: (n) => isoDay(dayOf(today - n)),
    overdue: (n) => isoDay(workingDayUpTo(dayOf(today - n))),
    day: (n) => isoDay(n < 0 ? before(-n) : calendar.addWorkingDays(today, n)),
    saturday: isoDay(saturday),
    friday: isoDay(dayOf(saturday - 1)),
    afterSaturday: isoDay(calendar.addWorkingDays(saturday, 1)),
  };
}

/** The day `n` calendar days after `day`; before it when n is negative. */
export function daysAfter(day: IsoDay, n: number): IsoDay {
  const parsed = parseDay(day);
  if (parsed === null) throw new Error(`${day} is no day of the calendar`);
  return isoDay(dayOf(parsed + n));
}

function minuteOf(clock: string): number {
  const [hour, minute] = clock.split(':').map(Number);
  return (hour ?? 0) * 60 + (minute ?? 0);
}

/** The nth of some values, beginning anew after the last. */
export function byTurns<Value>(values: readonly Value[], n: number): Value {
  const value = values[n % values.length];
  if (value === undefined) throw new Error('there is nothing to take turns with');
  return value;
}
