/** A moment as the item queries give it (`epoch` in src/source/rows/raw.ts), from `2026-11-23 08:00:00+00`. */
export const rawMoment = (text: string): string =>
  String(Date.parse(text.replace(' ', 'T').replace('+00', 'Z')) / 1_000);
