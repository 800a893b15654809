import { withoutYearWord } from '../../letters/language/days.ts';
import { lately } from '../../letters/language/kept-lately.ts';

/*
 * What Intl makes is kept: each formatter holds a hundred kilobytes and more outside the heap of JavaScript, where nobody counts
 * them, and a page of fifty rows would make two hundred.
 */
const MOST = 200;
const dates = lately<Intl.DateTimeFormat>(MOST);
const numbers = lately<Intl.NumberFormat>(MOST);
const names = lately<Intl.DisplayNames>(MOST);

/** BCP 47: a language as a country writes its days, 25 Nov 2026 in the English of Poland. */
export const localeIn = (language: string, country: string): string => `${language}-${country}`;

/** A format of moments. @throws RangeError for a zone that there is not */
export const dateFormat = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  dates(`${language} ${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(language, options));

/** An ISO moment on the clocks of a zone: day and minute, or as the style says. @throws RangeError for a zone that there is not */
export const momentIn = (
  iso: string,
  locale: string,
  timeZone: string,
  style: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' },
): string => withoutYearWord(dateFormat(locale, { ...style, timeZone }).format(new Date(iso)));

/** A day, `2026-11-30`, as the reader writes it. */
export const dayIn = (iso: string, locale: string): string =>
  momentIn(`${iso}T12:00:00Z`, locale, 'UTC', { dateStyle: 'medium' });

/** A day or moment that a table of the company has, as ISO; what cannot be one of these centuries, as it stands there. */
export function writtenIn(written: string, locale: string, timeZone: string): string {
  if (/^[12]\d{3}-\d\d-\d\d$/.test(written)) return dayIn(written, locale);
  return /^[12]\d{3}-\d\d-\d\dT[\d:.]+Z$/.test(written) ? momentIn(written, locale, timeZone) : written;
}

/** A format of numbers. @throws RangeError for a currency that cannot be one */
export const numberFormat = (language: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat =>
  numbers(`${language} ${JSON.stringify(options)}`, () => new Intl.NumberFormat(language, options));

/** What a language is called in that of a page; what Intl does not know, as the company's tables may name one, stays as it is. */
export function languageName(code: string, language: string): string {
  try {
    return names(language, () => new Intl.DisplayNames(language, { type: 'language' })).of(code) ?? code;
  } catch {
    return code;
  }
}
