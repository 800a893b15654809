import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { monthFilter } from '../../../src/letters/language/days.ts';
import { moneyFilter } from '../../../src/letters/language/money-words.ts';

/** No-break spaces read as plain ones. */
const plain = (text: string): string => text.replace(/\s/g, ' ');

describe('money', () => {
  test.each([
    ['en', '129.00', 'PLN', 'PLN 129.00'],
    ['en', '1234.5', 'EUR', '€1,234.50'],
    ['en', '-3.5', 'PLN', '-PLN 3.50'],
    ['pl', '129.00', 'PLN', '129,00 zł'],
    ['pl', '20000', 'PLN', '20 000,00 zł'],
    ['pl', '55.40', 'EUR', '55,40 €'],
    ['ru', '1100.00', 'PLN', '1 100,00 PLN'],
    ['ru', '20.00', 'RUB', '20,00 ₽'],
    ['de', '1240.00', 'EUR', '1.240,00 €'],
    ['pl', '500', 'JPY', '500 JPY'],
    ['en', '1.234', 'KWD', 'KWD 1.234'],
    ['pl', '99999999999999.99', 'PLN', '99 999 999 999 999,99 zł'],
  ])('%s: %s %s is %s', (language, amount, currency, written) => {
    expect(plain(moneyFilter(language)({ amount, currency }))).toBe(written);
  });

  test('several amounts are a list in the language', () => {
    const amounts = [
      { amount: '369.00', currency: 'PLN' },
      { amount: '55.40', currency: 'EUR' },
    ];
    expect(plain(moneyFilter('en')(amounts))).toBe('PLN 369.00 and €55.40');
    expect(plain(moneyFilter('pl')(amounts))).toBe('369,00 zł i 55,40 €');
    expect(plain(moneyFilter('ru')(amounts))).toBe('369,00 PLN и 55,40 €');
  });

  test('every digit of fourteen stays', () => {
    const money = moneyFilter('pl');
    const digits = fc.bigInt({ min: 10n ** 13n, max: 10n ** 16n - 1n });
    fc.assert(
      fc.property(digits, (minor) => {
        const written = minor.toString();
        const amount = `${written.slice(0, -2)}.${written.slice(-2)}`;
        expect(money({ amount, currency: 'PLN' }).replace(/[^\d]/g, '')).toBe(written);
      }),
    );
  });

  test.each([
    ['<b>1</b>', 'PLN', '<b>1</b> PLN'],
    ['1e5', 'PLN', '1e5 PLN'],
    ['12', 'zloty', '12 zloty'],
    ['1\r\n2', '', '1 2'],
  ])('what is no amount is shown as it stands, on one line: %j %j', (amount, currency, written) => {
    expect(moneyFilter('en')({ amount, currency })).toBe(written);
  });

  test('what is nothing of the kind is nothing', () => {
    expect(moneyFilter('en')(null)).toBe('');
    expect(moneyFilter('en')(12)).toBe('');
    expect(moneyFilter('en')([])).toBe('');
  });
});

test.each([
  ['en', 'March 2019'],
  ['pl', 'marca 2019'],
  ['ru', 'марта 2019'],
  ['de', 'März 2019'],
])('%s: a month reads as in a date: %s', (language, written) => {
  expect(plain(monthFilter(language)('2019-03-14'))).toBe(written);
});
