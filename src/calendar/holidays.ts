import Holidays, { type HolidaysTypes } from 'date-holidays';
import { DAY, type Day, dayOf, HOUR, parseDay } from './time.ts';

/** The public holidays of one country, or of one region in it. */
export interface PublicHolidays {
  /** All days of public holidays in `year` (those of other years may be among them). Milliseconds: ask once. */
  ofYear(year: number): ReadonlySet<Day>;
}

// A day of daylight saving has 23 hours; a holiday that begins at noon is a day people still work on.
const SHORT_DAY = 2 * HOUR;

const known = new Holidays();
const countries: ReadonlySet<string> = new Set(Object.keys(known.getCountries()));

/** Whether the public holidays of this ISO 3166 country code are known. */
export const isKnownCountry = (code: string): boolean => countries.has(code.toUpperCase());

/** The codes of a country's regions that have holidays of their own; empty when it has none. */
export const regionsOf = (country: string): readonly string[] =>
  Object.keys(known.getStates(country.toUpperCase()) ?? {});

/** The time zones (IANA, the capital's mostly first) and languages (ISO 639) of a country; none where it is not known. */
export function usualIn(country: string): {
  readonly zones: readonly string[];
  readonly languages: readonly string[];
} {
  if (!isKnownCountry(country)) return { zones: [], languages: [] };
  const there = new Holidays(country.toUpperCase());
  return { zones: there.getTimezones(), languages: there.getLanguages() };
}

/** Public holidays of a country (ISO 3166 code) and, where given, its region (`NY`). An unknown country has none. */
export function publicHolidays(country: string, region?: string): PublicHolidays {
  const rules = region
    ? new Holidays(country.toUpperCase(), region.toUpperCase(), { types: ['public'] })
    : new Holidays(country.toUpperCase(), { types: ['public'] });

  const begun = new Map<number, ReadonlySet<Day>>();
  const begunIn = (year: number): ReadonlySet<Day> => {
    const days = begun.get(year) ?? daysOf(rules.getHolidays(year));
    begun.set(year, days);
    return days;
  };
  // A holiday of several days that begins in December reaches into January.
  return { ofYear: (year) => new Set([...begunIn(year - 1), ...begunIn(year)]) };
}

function daysOf(holidays: readonly HolidaysTypes.Holiday[]): ReadonlySet<Day> {
  const days = new Set<Day>();
  for (const holiday of holidays) {
    // The written date is the civil one; `start` may stand on the evening before (islamic, hebrew).
    const first = parseDay(holiday.date.slice(0, 10));
    if (first === null) continue;
    const length = Math.floor((holiday.end.getTime() - holiday.start.getTime() + SHORT_DAY) / DAY);
    for (let n = 0; n < length; n++) days.add(dayOf(first + n));
  }
  return days;
}
