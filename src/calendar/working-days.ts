import { type PublicHolidays, publicHolidays } from './holidays.ts';
import { type Day, dayOf, dayOfDate } from './time.ts';
import { weekdayOf, weekendOf } from './weekend.ts';

/**
 * The company's working days. Built once per policy; holidays are computed year by year as they are asked for.
 * Knows the years 1900 to 2200. An earlier day counts as the first of them and a later one as the last, so
 * that a hostile date in a row costs nothing; no answer is ever earlier than the day that was asked about.
 */
export interface WorkingCalendar {
  isWorkingDay(day: Day): boolean;
  /** The nth working day after `day` (n ≥ 1); n = 0 gives `day` itself, or the next working day if it is none. */
  addWorkingDays(day: Day, n: number): Day;
  /** Working days in (from, to]: 0 for the same day, 1 from Friday to Monday. Negative never; 0 when to < from. */
  workingDaysBetween(from: Day, to: Day): number;
}

/** What makes a day a working day. */
export interface WorkingCalendarOptions {
  /** ISO 3166 code; an unknown one has no holidays (`isKnownCountry` tells). */
  readonly country: string;
  /** The country's region, where it has holidays of its own. */
  readonly region?: string | undefined;
  /** Days on which the company rests besides. */
  readonly daysOff: readonly Day[];
  /** Days on which the company works although it is a holiday or weekend; wins over a day off. */
  readonly workingDays: readonly Day[];
}

const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;
const FIRST_DAY = dayOfDate(FIRST_YEAR, 1, 1);
const LAST_DAY = dayOfDate(LAST_YEAR, 12, 31);

// One more than the years known: the start of the year after the last.
const YEAR_STARTS = Int32Array.from({ length: LAST_YEAR - FIRST_YEAR + 2 }, (_, index) =>
  dayOfDate(FIRST_YEAR + index, 1, 1),
);
const startOf = (index: number): number => YEAR_STARTS[index] ?? LAST_DAY + 1;

// The place of each known day's year, counted from the first known year: a look-up is faster than a division.
const YEAR_INDEX = new Int16Array(LAST_DAY - FIRST_DAY + 1);
for (let index = 0; index <= LAST_YEAR - FIRST_YEAR; index++) {
  YEAR_INDEX.fill(index, startOf(index) - FIRST_DAY, startOf(index + 1) - FIRST_DAY);
}
const yearIndex = (day: number): number => YEAR_INDEX[day - FIRST_DAY] ?? 0;

/** Written so that a day which is not a number counts as the first. */
const known = (day: number): number => (day >= FIRST_DAY ? Math.min(day, LAST_DAY) : FIRST_DAY);

/** One year of the calendar, counted once. */
interface Year {
  /** Working days of the year before its nth day (n from 0 to the year's length). */
  readonly before: Int16Array;
  /** The year's working days in order. */
  readonly days: Int32Array;
}

class YearlyCalendar implements WorkingCalendar {
  private readonly years: (Year | undefined)[] = [];
  private readonly holidays: PublicHolidays;
  private readonly weekend: readonly number[];
  private readonly daysOff: ReadonlySet<Day>;
  private readonly workingDays: ReadonlySet<Day>;

  constructor(options: WorkingCalendarOptions) {
    this.holidays = publicHolidays(options.country, options.region);
    this.weekend = weekendOf(options.country);
    this.daysOff = new Set(options.daysOff);
    this.workingDays = new Set(options.workingDays);
  }

  isWorkingDay(day: Day): boolean {
    const asked = known(day);
    const index = yearIndex(asked);
    const nth = asked - startOf(index);
    const { before } = this.year(index);
    return before[nth] !== before[nth + 1];
  }

  addWorkingDays(day: Day, n: number): Day {
    if (day > LAST_DAY) return day;
    const asked = known(day);
    let index = yearIndex(asked);
    // n = 0 looks for the first working day from the day itself on: the next after the day before.
    const passed = asked - startOf(index) + (n >= 1 ? 1 : 0);
    let wanted = (this.year(index).before[passed] ?? 0) + Math.max(1, n);
    let { days } = this.year(index);
    while (wanted > days.length) {
      wanted -= days.length;
      index += 1;
      if (startOf(index) > LAST_DAY) return LAST_DAY;
      days = this.year(index).days;
    }
    return dayOf(days[wanted - 1] ?? LAST_DAY);
  }

  workingDaysBetween(from: Day, to: Day): number {
    const first = known(from);
    const last = known(to);
    if (!(last > first)) return 0;
    const start = yearIndex(first);
    const end = yearIndex(last);
    let count = this.upTo(end, last) - this.upTo(start, first);
    for (let index = start; index < end; index++) count += this.year(index).days.length;
    return count;
  }

  /** Working days of the day's year up to and with the day. */
  private upTo(index: number, day: number): number {
    return this.year(index).before[day - startOf(index) + 1] ?? 0;
  }

  private year(index: number): Year {
    return this.years[index] ?? this.count(index);
  }

  private count(index: number): Year {
    const start = startOf(index);
    const length = startOf(index + 1) - start;
    const holidays = this.holidays.ofYear(FIRST_YEAR + index);
    const before = new Int16Array(length + 1);
    const days: number[] = [];
    for (let nth = 0; nth < length; nth++) {
      const day = dayOf(start + nth);
      if (this.works(day, holidays)) days.push(day);
      before[nth + 1] = days.length;
    }
    const year = { before, days: Int32Array.from(days) };
    this.years[index] = year;
    return year;
  }

  private works(day: Day, holidays: ReadonlySet<Day>): boolean {
    if (this.workingDays.has(day)) return true;
    return !(this.weekend.includes(weekdayOf(day)) || holidays.has(day) || this.daysOff.has(day));
  }
}

/** The working days of a company. Cheap to make; the first question about a year costs some milliseconds. */
export const workingCalendar = (options: WorkingCalendarOptions): WorkingCalendar =>
  new YearlyCalendar(options);

/** A company that never works would be looked through for ever. */
const LONGEST_REST = 60;

/** The nth working day before `day`; n = 0 gives `day` itself. */
export function workingDaysBefore(calendar: WorkingCalendar, day: Day, n: number): Day {
  let before = day;
  for (let left = n; left > 0; left -= 1) before = workingDayBefore(calendar, before);
  return before;
}

/** The last working day before `day`. */
function workingDayBefore(calendar: WorkingCalendar, day: Day): Day {
  for (let back = 1; back <= LONGEST_REST; back++) {
    if (calendar.isWorkingDay(dayOf(day - back))) return dayOf(day - back);
  }
  return dayOf(day - 1);
}
