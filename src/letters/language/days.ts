import { DAY, type IsoDay, parseDay } from '../../calendar/time.ts';
import { localeOf } from '../compose/customer-letter.ts';

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
  language: string,
  words: { readonly weekdays: WeekdayForms; readonly day_separator: string },
): Readonly<Record<keyof WeekdayForms, DayFilter>> {
  const locale = localeOf(language);
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' });
  const long = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const written = (form: keyof WeekdayForms): DayFilter => {
    const names = words.weekdays[form].map((name) => name.replace(SHORT_BEFORE_WEEKDAY, `$1${NO_BREAK}`));
    return remembered((iso, today) => {
      const day = parseDay(iso);
      if (day === null) throw new Error(`"${iso}" is not a day`);
      // 1970-01-01 was a Thursday: index 3 when the week starts on Monday.
      const weekday = names[(((day + 3) % 7) + 7) % 7] ?? '';
      const date = (iso.slice(0, 4) === today.slice(0, 4) ? short : long).format(day * DAY);
      const spoken = withYearWord(date, language).replaceAll(' ', NO_BREAK);
      return `${weekday}${words.day_separator}${spoken}`;
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

/** Polish and Russian name the year as one; in full, because "r." and "г." would end a sentence with two full stops. */
function withYearWord(date: string, language: string): string {
  if (language === 'pl') return date.replace(/\d{4}$/, '$& roku');
  return date.replace(/\sг\.$/u, ' года');
}

/** A date of a page as Intl writes it, without the Russian "г.": a sentence that ends there would have two full stops. */
export const withoutYearWord = (date: string): string => date.replace(/\sг\.(?=$|,)/u, '');

/** Writes the month and year of a day, in the form in which a date has them: "March 2019", "marca 2019". */
export function monthFilter(language: string): (day: IsoDay) => string {
  const locale = localeOf(language);
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const write = remembered((iso) => {
    const day = parseDay(iso);
    if (day === null) throw new Error(`"${iso}" is not a day`);
    const parts = format.formatToParts(day * DAY);
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
