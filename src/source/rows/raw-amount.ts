import { isCurrency, minorDigits, signedMinorUnits } from '../../customer/money.ts';
import type { Raw } from './raw.ts';

/** A numeric may have a hundred thousand digits; no amount of money has as many as this. */
const LONGEST = 40;

/** A numeric column as `rawAmount` reads it. */
export const amount = (column: string): string => `left(${column}::text, ${LONGEST})`;

/** A currency column: what is longer than a code is none. */
export const currencyText = (column: string): string => `left(${column}, 10)`;

/** The ISO 4217 code, however it is written; null when there is no such currency. */
export function rawCurrency(text: Raw): string | null {
  const code = text?.trim().toUpperCase() ?? '';
  return isCurrency(code) ? code : null;
}

/**
 * An amount in minor units, exactly. Null when it is missing, is no number (`NaN`), has more digits than its currency,
 * or when the currency is not known: an amount is never guessed.
 */
export function rawAmount(text: Raw, currency: string | null): bigint | null {
  // At full length it may have been cut.
  if (text === null || currency === null || text.length >= LONGEST) return null;
  return signedMinorUnits(text, currency);
}

/** Less than half of the smallest unit, and not nothing: a residue of somebody's arithmetic (0.004 PLN), that nobody can pay. */
export function isDust(text: Raw, currency: string | null): boolean {
  if (text === null || currency === null || !/^-?0\.\d+$/.test(text) || text.length >= LONGEST) return false;
  const value = Math.abs(Number(text));
  return value > 0 && value < 0.5 * 10 ** -minorDigits(currency);
}
