import { expect, test } from 'vitest';
import { localeOf, readLocale } from '../../../src/letters/language/locale.ts';

const CZECH = 'name: čeština\nlocale: cs\n';
const faultsOf = (dates: string): readonly string[] => {
  const read = readLocale(`${CZECH}dates: { ${dates} }\n`, 'cs');
  return 'faults' in read ? read.faults.map(({ message }) => message) : [];
};

test('a shape of dates names a day and a month, with the year where it is another one', () => {
  expect(faultsOf('this_year: "{day}. {month}", other_year: "{day}. {month} {year}"')).toEqual([]);
  expect(faultsOf('this_year: "{day}."')).toEqual(['dates.this_year: names no {day} or no {month}']);
  expect(faultsOf('other_year: "{day}. {month}"')).toEqual(['dates.other_year: names no {year}']);
});

test.each([
  ['another part', '{weekday} {day} {month}', '{weekday}'],
  ['a part with another case', '{day} {month} {Month}', '{Month}'],
  ['a part with a blank', '{day} {month} { year }', '{ year }'],
  ['a part with a number', '{day} {month} {day2}', '{day2}'],
  ['a part without a name', '{day} {month} {}', '{}'],
  ['a part that does not end', '{day} {month} {year', '{year'],
  ['a part that does not begin', '{day} {month} year}', '}'],
])('%s would stand in a letter as it is, and is a fault', (_, shape, named) => {
  expect(faultsOf(`this_year: "${shape}"`)).toEqual([
    `dates.this_year: names ${named}, and a date has {day}, {month} and {year} alone`,
  ]);
});

test('what is wrong with a file is told at its line', () => {
  const text = 'name: čeština\nlocale: cs\nreadability: Fog\ndates: { this_year: "{day}" }\n';
  expect(readLocale(text, 'cs')).toEqual({
    faults: expect.arrayContaining([
      expect.objectContaining({ line: 3, message: expect.stringMatching(/^readability: is none of/) }),
      expect.objectContaining({ line: 4, message: 'dates.this_year: names no {day} or no {month}' }),
    ]),
  });
  expect(() => localeOf({ language: 'cs', locale: text })).toThrow(
    'emails/cs/language.yaml:3:14: readability',
  );
  expect(readLocale('name: &it cs\nlocale: *it\n', 'cs')).toHaveProperty('faults');
});

test('a language without a file is written as CLDR has it, and one with an empty file is at fault, whichever is read first', () => {
  const faulty = { faults: [expect.objectContaining({ line: 1, column: 1 })] };
  const asInCldr = { locale: { language: 'sv', name: 'sv', tag: 'sv', dates: {}, readability: 'LIX' } };
  expect(readLocale('', 'sv')).toEqual(faulty);
  expect(readLocale(undefined, 'sv')).toEqual(asInCldr);
  expect(readLocale('', 'sv')).toEqual(faulty);
});
