import { expect, test } from 'vitest';
import { smallBalanceIn } from '../../src/account/small-balance.ts';
import { minorDigits } from '../../src/customer/money.ts';
import { rules } from '../support/policy.ts';

const CURRENCIES = Intl.supportedValuesOf('currency');

test('every currency has a sum that is too small to write about, and none in which a real bill is small', () => {
  expect(CURRENCIES.length).toBeGreaterThan(150);
  const odd = CURRENCIES.filter((currency) => {
    const units = Number(smallBalanceIn(currency, rules())) / 10 ** minorDigits(currency);
    return !(units >= 0.5 && units <= 100_000);
  });
  expect(odd).toEqual([]);
});

test('what the policy names comes first, also nothing at all', () => {
  const policy = rules({ dunning: { small_balance: { GBP: 0, JPY: 20 } } });
  expect(smallBalanceIn('GBP', policy)).toBe(0n);
  expect(smallBalanceIn('JPY', policy)).toBe(20n);
  expect(smallBalanceIn('KWD', policy)).toBe(1_000n);
});
