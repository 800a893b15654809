import { DAY, type IsoDay, parseDay } from '../../calendar/time.ts';
import type { Locale } from './locale.ts';

/** Weekday names from Monday, in the forms a sentence needs: "Thursday", "on Thursday", "by", "since", "for". */
export interface WeekdayForms {
  readonly day: readonly string[];
  readonly on: readonly string[];
  readonly by: readonly string[];
  readonly since: readonly string[];
  readonly for: readonly string[];
}
/** Days remembered per form: more than any round writes. */
const MOST_DAYS = 2000;
/** Keeps "26" on the line of "November", and "w" on the line of "czwartek". */
export const NO_BREAK = '\u00a0';
const SHORT_BEFORE_WEEKDAY = /^(\p{L}) /u;
type DayFilter = (day: IsoDay, today: IsoDay) => string;

/**
 * Writes days: "Thursday 26 November", "w czwartek, 26 listopada", "с четверга, 26 ноября". The year is
 * added only when it is not the year of `today`. Facts hold days, so no zone is involved. A date holds
 * together with no-break spaces: a letter's text part and subject turn them into plain ones.
 */
export function dayFilters(
  locale: Locale,
  words: { readonly weekdays: WeekdayForms; readonly day_separator: string },
): Readonly<Record<keyof WeekdayForms, DayFilter>> {
  const { thisYear, otherYear } = datesOf(locale);
  const written = (form: keyof WeekdayForms): DayFilter => {
    const names = words.weekdays[form].map((name) => name.replace(SHORT_BEFORE_WEEKDAY, `$1${NO_BREAK}`));
    return remembered((iso, today) => {
      const day = dayIn(iso);
      // 1970-01-01 was a Thursday: index 3 when the week starts on Monday.
      const weekday = names[(((day + 3) % 7) + 7) % 7] ?? '';
      const date = iso.slice(0, 4) === today.slice(0, 4) ? thisYear(iso) : otherYear(iso);
      return `${weekday}${words.day_separator}${date}`;
    });
  };
  return {
    day: written('day'),
    on: written('on'),
    by: written('by'),
    since: written('since'),
    for: written('for'),
  };
}

/** Writes the date of a day without its weekday, held together: without the year, "3. November", and with it. */
export function datesOf({
  tag,
  dates,
}: Locale): Readonly<Record<'thisYear' | 'otherYear', (day: IsoDay) => string>> {
  const format = new Intl.DateTimeFormat(tag, { ...LONG, year: 'numeric' });
  const short = new Intl.DateTimeFormat(tag, LONG);
  const written =
    (intl: Intl.DateTimeFormat, pattern: string | undefined) =>
    (iso: IsoDay): string => {
      const at = dayIn(iso) * DAY;
      const date =
        pattern === undefined
          ? intl.format(at)
          : format
              .formatToParts(at)
              .reduce((text, { type, value }) => text.replaceAll(`{${type}}`, value), pattern);
      return date.replace(/\s/g, NO_BREAK);
    };
  return { thisYear: written(short, dates.this_year), otherYear: written(format, dates.other_year) };
}

/** A date of a page as Intl writes it, without the Russian "г.": a sentence that ends there would have two full stops. */
export const withoutYearWord = (date: string): string => date.replace(/\sг\.(?=$|,)/u, '');

/** The months as dates in a locale have them, from January. */
export function monthsOf(tag: string): readonly string[] {
  const format = new Intl.DateTimeFormat(tag, LONG);
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2026, month, 15));
    return parts.find(({ type }) => type === 'month')?.value ?? '';
  });
}

const LONG = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;

function dayIn(iso: IsoDay): number {
  const day = parseDay(iso);
  if (day === null) throw new Error(`"${iso}" is not a day`);
  return day;
}

/**
 * Writes the month and year of a day, in the form in which a date has them: "March 2019", "marca 2019".
 * @param tag the locale
 */
export function monthFilter(tag: string): (day: IsoDay) => string {
  const format = new Intl.DateTimeFormat(tag, { ...LONG, year: 'numeric' });
  const write = remembered((iso) => {
    const parts = format.formatToParts(dayIn(iso) * DAY);
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '';
    return `${part('month')}${NO_BREAK}${part('year')}`;
  });
  return (iso) => write(iso, '');
}

/** A round writes the same few days in every letter, and Intl is slow. */
function remembered(write: DayFilter): DayFilter {
  const known = new Map<string, string>();
  return (iso, today) => {
    const key = `${iso}/${today.slice(0, 4)}`;
    const text = known.get(key) ?? write(iso, today);
    if (known.size < MOST_DAYS) known.set(key, text);
    return text;
  };
}
