const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Whether this is the ISO 4217 code of a currency. */
export const isCurrency = (code: string): boolean => currencies.has(code);

/** Digits after the point in amounts of a currency: 2 for PLN, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}

/** An amount as it is written (`20`, `4.50`) in minor units; null when it is none of this currency. */
export function minorUnits(written: string, currency: string): bigint | null {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(written.trim());
  if (!match) return null;
  const digits = minorDigits(currency);
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > digits) return null;
  return BigInt(`${match[1]}${fraction.padEnd(digits, '0')}`);
}
