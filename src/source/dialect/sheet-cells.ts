import { DAY, dayOf, dayOfDate, isoDay } from '../../calendar/time.ts';

/** How a workbook shows the number of a cell. */
export type NumberStyle =
  | { readonly kind: 'number' | 'date' }
  /** A number of so many digits, with zeros in front: a postal code, an article number. */
  | { readonly kind: 'padded'; readonly digits: number };

/** Formats that every workbook has without saying them: days, times and both. */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57]);
const EPOCH = { from1900: dayOfDate(1899, 12, 30), from1904: dayOfDate(1904, 1, 1) };

/** What the styles of cells make of a number, by their formats. */
export const dateStyles = (
  cells: readonly number[],
  formats: ReadonlyMap<number, string>,
): readonly NumberStyle[] =>
  cells.map((id) => {
    const format = formats.get(id);
    if (format === undefined) return { kind: BUILT_IN_DATES.has(id) ? 'date' : 'number' };
    if (/^0{2,30}$/.test(format)) return { kind: 'padded', digits: format.length };
    // Texts in quotes, colours, languages and escaped signs are no letters of a day.
    const bare = format.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '');
    return { kind: /[yd]/i.test(bare) ? 'date' : 'number' };
  });

/** The number of a cell as text: `2026-11-02`, `2026-11-02 10:00:00` or `1234.5`. */
export function cellText(value: string, style: NumberStyle, from1904: boolean): string {
  const number = Number(value);
  if (!Number.isFinite(number)) return value;
  if (style.kind === 'date' && number >= 1) return dayText(number, from1904);
  const text = plainNumber(number);
  return style.kind === 'padded' && /^\d+$/.test(text) ? text.padStart(style.digits, '0') : text;
}

function dayText(number: number, from1904: boolean): string {
  const seconds = Math.round((number % 1) * 86_400);
  const day = isoDay(
    dayOf(EPOCH[from1904 ? 'from1904' : 'from1900'] + Math.floor(number) + (seconds === 86_400 ? 1 : 0)),
  );
  if (seconds % 86_400 === 0) return day;
  return `${day} ${new Date((seconds * 1_000) % DAY).toISOString().slice(11, 19)}`;
}

/** Without an exponent, and without what a binary fraction adds beyond the fifteen digits that Excel keeps. */
function plainNumber(number: number): string {
  const text = String(Number(number.toPrecision(15)));
  if (!text.includes('e')) return text;
  return number >= 1 || number <= -1
    ? BigInt(Math.round(number)).toString()
    : number.toFixed(20).replace(/\.?0+$/, '');
}
