import { minorDigits } from '../policy/money.ts';
import type { Amount } from './money-facts.ts';

/** Minor units as a letter's facts hold them, exactly: 12900 PLN is `129.00`, 500 JPY is `500`. */
export function amountOf(minor: bigint, currency: string): Amount {
  const digits = minorDigits(currency);
  const sign = minor < 0n ? '-' : '';
  const written = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, '0');
  const whole = written.slice(0, written.length - digits);
  return { amount: `${sign}${whole}${digits > 0 ? `.${written.slice(-digits)}` : ''}`, currency };
}
