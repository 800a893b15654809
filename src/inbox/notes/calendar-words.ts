import { plainLetters } from './plain-letters.ts';

const STYLES = ['long', 'short'] as const;
/** A day of each month of 2026, and seven days that begin with a Monday. */
const MONTHS = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 12)));
const WEEK = Array.from({ length: 7 }, (_, day) => new Date(Date.UTC(2026, 0, 5 + day)));

/**
 * Whether a word is the name of a month or a weekday in one of these languages: long or short, alone or in a date, and inflected,
 * for those begin as CLDR writes them but for their ends: `poniedziałku`, `detsembrini`, `maaliskuuhun`.
 */
export function calendarWords(codes: readonly string[]): (word: string) => boolean {
  const names = new Set(
    codes.flatMap((code) =>
      STYLES.flatMap((style) => [
        ...namesIn(code, { month: style }, MONTHS),
        ...namesIn(code, { day: 'numeric', month: style }, MONTHS),
        ...namesIn(code, { weekday: style }, WEEK),
      ]),
    ),
  );
  const stems = new Set([...names].filter((name) => name.length >= 6).map((name) => name.slice(0, -2)));
  return (word) =>
    names.has(word) ||
    [4, 5, 6, 7, 8, 9].some((length) => word.length <= length + 5 && stems.has(word.slice(0, length)));
}

/** Friday in Romanian, shortened, and "I come". */
const ALSO_A_VERB = 'vin';

function namesIn(code: string, how: Intl.DateTimeFormatOptions, days: readonly Date[]): readonly string[] {
  const format = new Intl.DateTimeFormat(code, { ...how, timeZone: 'UTC' });
  return days
    .flatMap((day) => format.formatToParts(day))
    .filter(({ type }) => type === 'month' || type === 'weekday')
    .map(({ value }) => plainLetters(value.toLowerCase()).replace(/[^\p{L}\p{M}'-]/gu, ''))
    .filter((value) => value.length > 1 && value !== ALSO_A_VERB);
}
