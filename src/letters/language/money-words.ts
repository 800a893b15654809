import type { Amount } from '../../customer/money-facts.ts';
import { cleanOr, LENGTHS } from './clean.ts';

/** More currencies than any company has; what a hostile table invents is not remembered for ever. */
const MOST_FORMATS = 200;
type DecimalText = `${number}`;

/**
 * Writes amounts in a locale (`en-GB`): `129,00 zł`, `€20.00`; a list of them as "€20.00 and PLN 129.00". Takes an
 * amount as facts hold it (`{ amount: "129.00", currency: "PLN" }`) or a list; never by way of a float.
 */
export function moneyFilter(tag: string): (value: unknown) => string {
  const list = new Intl.ListFormat(tag, { type: 'conjunction' });
  const formats = new Map<string, Intl.NumberFormat>();
  const formatOf = (currency: string): Intl.NumberFormat => {
    const known = formats.get(currency);
    if (known) return known;
    const made = new Intl.NumberFormat(tag, { style: 'currency', currency });
    if (formats.size < MOST_FORMATS) formats.set(currency, made);
    return made;
  };
  const one = ({ amount, currency }: Amount): string =>
    isDecimal(amount) && /^[A-Z]{3}$/.test(currency)
      ? formatOf(currency).format(amount)
      : `${cleanOr(amount, LENGTHS.number, '…')} ${cleanOr(currency, LENGTHS.number, '')}`.trim();
  return (value) => {
    const amounts: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.format(amounts.filter(isAmount).map(one));
  };
}

/** Writes percentages in a locale: "11.25" as `11.25%`, `11,25%`. What is no decimal number is said as it stands. */
export function percentFilter(tag: string): (value: unknown) => string {
  const format = new Intl.NumberFormat(tag, {
    style: 'unit',
    unit: 'percent',
    maximumFractionDigits: 4,
  });
  return (value) => {
    const text = String(value);
    return isDecimal(text) ? format.format(text) : text;
  };
}

/** Intl formats a decimal string digit by digit. */
const isDecimal = (text: string): text is DecimalText => /^-?\d+(\.\d+)?$/.test(text);

const isAmount = (value: unknown): value is Amount =>
  typeof value === 'object' &&
  value !== null &&
  'amount' in value &&
  'currency' in value &&
  typeof value.amount === 'string' &&
  typeof value.currency === 'string';
