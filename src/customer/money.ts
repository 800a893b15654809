import type { Amount } from './money-facts.ts';

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether this is the ISO 4217 code of a currency. */
export const isCurrency = (code: string): boolean => currencies.has(code);

/** Asking Intl costs some 20 microseconds, and a round asks for every amount. There are but some hundred currencies. */
const digitsOf = new Map<string, number>();

/** Where the company's tables name none. */
const DIGITS_OF_NONE = 2;

/** Digits after the point in amounts of a currency: 2 for PLN, 0 for JPY, 3 for KWD; of what is no code, 2. */
export function minorDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  if (!/^[A-Za-z]{3}$/.test(currency)) return DIGITS_OF_NONE;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  if (isCurrency(currency)) digitsOf.set(currency, digits);
  return digits;
}

/** An amount as it is written (`20`, `4.50`) in minor units; null when it is none of this currency. */
export function minorUnits(written: string, currency: string): bigint | null {
  return /^\d{1,12}(?:\.\d+)?$/.test(written.trim()) ? signedMinorUnits(written.trim(), currency) : null;
}

/**
 * An amount as PostgreSQL writes a numeric (`-129.00`, `99999999999999.99`) in minor units, exactly; null when it has
 * more digits than the currency, or is none at all (`NaN`).
 */
export function signedMinorUnits(written: string, currency: string): bigint | null {
  const match = /^(-?)(\d{1,30})(?:\.(\d+))?$/.exec(written);
  if (!match) return null;
  const digits = minorDigits(currency);
  const fraction = (match[3] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return null;
  return BigInt(`${match[1]}${match[2]}${fraction.padEnd(digits, '0')}`);
}

/** Minor units as a letter's facts hold them, exactly: 12900 PLN is `129.00`, 500 JPY is `500`. */
export function amountOf(minor: bigint, currency: string): Amount {
  const digits = minorDigits(currency);
  const sign = minor < 0n ? '-' : '';
  const written = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = written.slice(0, written.length - digits);
  return { amount: `${sign}${whole}${digits > 0 ? `.${written.slice(-digits)}` : ''}`, currency };
}
