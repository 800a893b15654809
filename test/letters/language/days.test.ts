import { expect, test } from 'vitest';
import { withoutYearWord } from '../../../src/letters/language/days.ts';
import { ownFilters } from '../../../src/letters/language/own-filters.ts';
import { readPhrases } from '../../../src/letters/language/phrases.ts';
import { localeIn, sourceOf } from '../letters.ts';

async function filters(language: string) {
  const read = readPhrases((await sourceOf('late', language)).phrases, language);
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return ownFilters(await localeIn(language), read.phrases);
}
const TODAY = () => '2026-11-24';

test.each([
  ['en', 'day', '2026-11-26', 'Thursday 26 November'],
  ['en', 'by', '2026-11-02', 'by Monday 2 November'],
  ['en', 'on', '2027-01-04', 'on Monday 4 January 2027'],
  ['pl', 'day', '2026-11-26', 'czwartek, 26 listopada'],
  ['pl', 'on', '2026-11-24', 'we wtorek, 24 listopada'],
  ['pl', 'by', '2026-11-28', 'do soboty, 28 listopada'],
  ['pl', 'for', '2027-03-03', 'na środę, 3 marca 2027 roku'],
  ['ru', 'day', '2026-11-26', 'четверг, 26 ноября'],
  ['ru', 'by', '2026-11-28', 'к субботе, 28 ноября'],
  ['ru', 'since', '2026-11-24', 'со вторника, 24 ноября'],
  ['de', 'on', '2026-11-26', 'am Donnerstag, 26. November'],
  ['de', 'since', '2026-11-24', 'seit Dienstag, 24. November'],
  ['de', 'for', '2027-03-03', 'für Mittwoch, 3. März 2027'],
  ['en', 'day', '1969-12-31', 'Wednesday 31 December 1969'],
  ['ru', 'by', '2025-12-19', 'к пятнице, 19 декабря 2025 года'],
])('%s %s %s is "%s"', async (language, form, day, written) => {
  expect((await filters(language))[form]?.(day, undefined, TODAY)?.replaceAll('\u00a0', ' ')).toBe(written);
});

test.each([
  ['en', 'on', 'on Thursday 26\u00a0November'],
  ['pl', 'on', 'w\u00a0czwartek, 26\u00a0listopada'],
  ['ru', 'by', 'к\u00a0четвергу, 26\u00a0ноября'],
  ['de', 'by', 'bis Donnerstag, 26.\u00a0November'],
])(
  '%s: no line ends between a day and its month, or after a lone letter',
  async (language, form, written) => {
    expect((await filters(language))[form]?.('2026-11-26', undefined, TODAY)).toBe(written);
  },
);

test('a text that is no day is a fault, not a wrong date', async () => {
  const { on } = await filters('en');
  expect(() => on?.('soon', undefined, TODAY)).toThrow('"soon" is not a day');
});

test.each([
  ['en', 'ready_items', ['ready item', 'ready items', 'ready items', 'ready items']],
  ['pl', 'things', ['sprawie', 'sprawach', 'sprawach', 'sprawach']],
  ['ru', 'of_lines', ['позиции', 'позиций', 'позиций', 'позиций']],
  ['de', 'since_days', ['Tag', 'Tagen', 'Tagen', 'Tagen']],
])('%s has its plural forms for 1, 2, 5 and 22', async (language, noun, forms) => {
  const { plural } = await filters(language);
  expect([1, 2, 5, 22].map((n) => plural?.(n, noun, TODAY))).toEqual(forms);
});

test.each([
  ['ru', {}, '26 нояб. 2026'],
  ['ru', { timeStyle: 'short' }, '26 нояб. 2026, 10:00'],
  ['pl', {}, '26 lis 2026'],
  ['en', {}, 'Nov 26, 2026'],
] as const)(
  '%s: a date of a page %j is "%s", with no full stop of its own at the end',
  (language, more, written) => {
    const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC', ...more });
    expect(withoutYearWord(format.format(new Date('2026-11-26T10:00:00Z')))).toBe(written);
  },
);
