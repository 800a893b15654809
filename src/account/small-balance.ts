import { minorDigits } from '../customer/money.ts';
import type { Rules } from '../policy/rules.ts';

/**
 * What is too little to write about where the policy names nothing for a currency, in major units: about what a letter is not worth
 * anywhere it is used. Rates move; these stay right to within a few times.
 */
const USUAL: Readonly<Record<string, number>> = {
  GBP: 5,
  CHF: 5,
  CAD: 5,
  AUD: 5,
  NZD: 5,
  SGD: 5,
  PLN: 20,
  RON: 20,
  BGN: 10,
  CZK: 100,
  DKK: 30,
  NOK: 50,
  SEK: 50,
  ISK: 500,
  HUF: 1500,
  RSD: 500,
  UAH: 200,
  RUB: 300,
  KZT: 2000,
  TRY: 150,
  GEL: 10,
  AMD: 2000,
  MDL: 80,
  BYN: 10,
  ALL: 400,
  MKD: 250,
  CNY: 30,
  HKD: 30,
  TWD: 150,
  INR: 300,
  THB: 150,
  PHP: 250,
  MYR: 20,
  MXN: 80,
  BRL: 20,
  ZAR: 80,
  JPY: 500,
  KRW: 5000,
  IDR: 50_000,
  VND: 100_000,
  CLP: 4000,
  COP: 15_000,
  ARS: 4000,
  ILS: 15,
  AED: 15,
  SAR: 15,
  EGP: 150,
};
/** Of a currency that nobody thought of: its unit, or where it has no smaller one (as the yen), some hundred. */
const OTHERWISE = { withCents: 1, without: 500 };

/** Debts below this are left alone, in minor units of the currency; at least one, so that a cent of rounding is nobody's debt. */
export function smallBalanceIn(currency: string, { dunning }: Rules): bigint {
  const named = dunning.smallBalance.get(currency);
  if (named !== undefined) return named;
  const digits = minorDigits(currency);
  const units = USUAL[currency] ?? (digits === 0 ? OTHERWISE.without : OTHERWISE.withCents);
  return BigInt(units) * 10n ** BigInt(digits);
}
