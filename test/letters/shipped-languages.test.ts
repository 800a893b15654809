import { describe, expect, test } from 'vitest';
import { readSafety } from '../../src/letters/check/safety.ts';
import { datesOf, monthFilter } from '../../src/letters/language/days.ts';
import { readLocale } from '../../src/letters/language/locale.ts';
import { moneyFilter, percentFilter } from '../../src/letters/language/money-words.ts';
import { localePath, safetyPath } from '../../src/letters/template/documents.ts';
import { readFolders } from '../../src/settings/letter-folders.ts';

const { documents, languages } = await readFolders(null);

/** How each language calls itself, and how people who grew up with it write. */
const WRITTEN = {
  de: {
    name: 'Deutsch',
    readability: 'LIX',
    thisYear: '3. März',
    otherYear: '3. März 2027',
    month: 'März 2019',
    money: '12.400,50 € und 129,00 PLN',
    percent: '11,25 %',
  },
  en: {
    name: 'English',
    readability: 'Flesch',
    thisYear: '3 March',
    otherYear: '3 March 2027',
    month: 'March 2019',
    money: '€12,400.50 and PLN 129.00',
    percent: '11.25%',
  },
  pl: {
    name: 'polski',
    readability: 'FOG-PL',
    thisYear: '3 marca',
    otherYear: '3 marca 2027 roku',
    month: 'marca 2019',
    money: '12 400,50 € i 129,00 zł',
    percent: '11,25%',
  },
  ru: {
    name: 'русский',
    readability: 'Flesch-Oborneva',
    thisYear: '3 марта',
    otherYear: '3 марта 2027 года',
    month: 'марта 2019',
    money: '12 400,50 € и 129,00 PLN',
    percent: '11,25 %',
  },
} as const;

test('each that is shipped is looked at', () => {
  expect(Object.keys(WRITTEN)).toEqual(languages);
});

describe.each(Object.entries(WRITTEN))('%s', (language, { name, readability, ...written }) => {
  const locale = readLocale(documents.get(localePath(language)), language);
  const safety = readSafety(documents.get(safetyPath(language)));

  test('language.yaml stands in its folder, whole, under its own name', () => {
    expect(documents.has(localePath(language))).toBe(true);
    expect(locale).toMatchObject({ locale: { language, name, readability } });
  });

  test('days, months, amounts and percentages are as people write them', () => {
    if ('faults' in locale) throw new Error(JSON.stringify(locale.faults));
    const { tag } = locale.locale;
    const { thisYear, otherYear } = datesOf(locale.locale);
    const money = moneyFilter(tag)([
      { amount: '12400.50', currency: 'EUR' },
      { amount: '129.00', currency: 'PLN' },
    ]);
    const said = {
      thisYear: thisYear('2026-03-03'),
      otherYear: otherYear('2027-03-03'),
      month: monthFilter(tag)('2019-03-03'),
      money,
      percent: percentFilter(tag)('11.25'),
    };
    const plain = Object.entries(said).map(([what, text]) => [what, text.replace(/\s/g, ' ')]);
    expect(Object.fromEntries(plain)).toEqual(written);
  });

  test('safety.yaml stands in its folder, whole, in one layer, and names nothing twice', () => {
    expect(documents.has(safetyPath(language))).toBe(true);
    if ('faults' in safety) throw new Error(safety.faults.join('\n'));
    expect(safety.safety).toHaveLength(1);
    for (const { never, harsh, harshAboutMoney, innocent } of safety.safety) {
      const words = [...never, ...harsh, ...harshAboutMoney];
      expect(words.filter((word, nth) => words.indexOf(word) !== nth)).toEqual([]);
      // A word that begins like none of them need not be spared, and one that is the whole of one would take it away.
      expect(innocent.filter((word) => !words.some((each) => word.startsWith(each.trimEnd())))).toEqual([]);
      expect(innocent.filter((word) => words.some((each) => each.startsWith(word)))).toEqual([]);
    }
  });
});
