import type { FileQuestion, ToldByColumn } from './question.ts';
import { harmless } from './visible.ts';

/** What stands before the decimals. */
export type Decimal = '.' | ',';

const SPACES = ' \u00a0\u202f';
const APOSTROPHES = "'’";
/** Groups of exactly three, apart by one and the same sign; the sign is `\2`. */
const shape = (decimal: Decimal): RegExp => {
  const group = `${decimal === '.' ? ',' : '.'}${APOSTROPHES}${SPACES}`;
  const mark = decimal === '.' ? '\\.' : ',';
  return new RegExp(`^(\\d{1,3}(?:([${group}])\\d{3}(?:\\2\\d{3})*)|\\d{1,30})?(?:${mark}(\\d{1,20}))?$`);
};
const SHAPES: Readonly<Record<Decimal, RegExp>> = { '.': shape('.'), ',': shape(',') };
const PLAIN = /^[+-]?\d{1,30}(?:\.\d{1,20})?$/;
/** What programs write beside an amount: it tells nothing of how the number is written. */
const CURRENCY = /^(?:[€$£¥₽₴]|zł|Kč|руб\.?|грн\.?|Ft|kr\.?|CHF|[A-Z]{3})$/u;
const AMOUNT = /^(\D*?)\s*([+-]?)\s*([\d.,'’ \u00a0\u202f]*\d)\s*(-?)\s*([^\d]*)$/u;

/** The number alone with its sign, or null: `-12,50 zł`, `(12.50)`, `12.50-` and `€ 12,50` have one. */
function bare(value: string): { readonly sign: '' | '-'; readonly digits: string } | null {
  const bracketed = /^\((.+)\)$/.exec(value);
  const match = AMOUNT.exec(bracketed?.[1] ?? value);
  if (match === null) return null;
  const [, lead = '', before, digits, after, tail = ''] = match;
  // `-€ 5` has its sign before the currency.
  const ahead = /^([+-]?)\s*(.*?)\s*([+-]?)$/u.exec(lead);
  const signs = [ahead?.[1], ahead?.[3], before, after].filter((sign) => sign !== undefined && sign !== '');
  if (signs.length > 1 || (bracketed !== null && signs.length > 0)) return null;
  const beside = [ahead?.[2] ?? '', tail.trim()].filter((text) => text !== '');
  if (beside.length > 1 || beside.some((text) => !CURRENCY.test(text))) return null;
  return { sign: bracketed !== null || signs[0] === '-' ? '-' : '', digits: digits ?? '' };
}

/** A number as the contract has it (`-1234.50`), or null when it is none with these decimals. */
export function readNumber(value: string, decimal: Decimal): string | null {
  if (decimal === '.' && PLAIN.test(value)) return value;
  const found = bare(value);
  const match = found === null ? null : SHAPES[decimal].exec(found.digits);
  if (!found || !match || (match[1] === undefined && match[3] === undefined)) return null;
  const whole = (match[1] ?? '0').replace(/\D/g, '');
  return `${found.sign}${whole}${match[3] === undefined ? '' : `.${match[3]}`}`;
}

interface SeenNumber {
  readonly value: string;
  readonly line: number;
}

/** Gathers what the numbers of one column say of their decimals. */
export class NumberEvidence {
  private contract = true;
  private withPoint: SeenNumber | null = null;
  private withComma: SeenNumber | null = null;
  private either: SeenNumber | null = null;

  add(value: string, line: number): void {
    const plain = PLAIN.test(value);
    if (plain && (this.withPoint !== null || !value.includes('.'))) return;
    const point = readNumber(value, '.');
    const comma = readNumber(value, ',');
    if (!plain && (point ?? comma) !== null) this.contract = false;
    if (point === comma) return;
    if (comma === null) this.withPoint ??= { value, line };
    else if (point === null) this.withComma ??= { value, line };
    else this.either ??= { value, line };
  }

  /** The decimals, if one number can be read in no other way. */
  told(): ToldByColumn | null {
    const seen = this.withComma ?? this.withPoint;
    if (seen === null || (this.withComma && this.withPoint)) return null;
    return { key: 'decimal', is: this.withComma ? '","' : '"."', ...seen };
  }

  /**
   * The decimals of the column, or what to ask.
   * @param contract the file keeps the contract's own way of writing, which has a point and nothing else
   */
  conclude(column: string, contract: boolean): Decimal | FileQuestion {
    const { withPoint, withComma, either } = this;
    if (withPoint && withComma) {
      return {
        column,
        line: withComma.line,
        value: withComma.value,
        readings: [
          { means: { code: 'with_comma' }, write: 'decimal: ","' },
          { means: { code: 'bad' }, write: 'decimal: "."' },
        ],
        note: { code: 'with_point', line: withPoint.line, value: harmless(withPoint.value) },
      };
    }
    if (withComma) return ',';
    if (withPoint || either === null || (contract && this.contract)) return '.';
    return {
      column,
      line: either.line,
      value: either.value,
      readings: [
        {
          means: { code: 'number', number: `${readNumber(either.value, '.')}`, decimal: '.' },
          write: 'decimal: "."',
        },
        {
          means: { code: 'number', number: `${readNumber(either.value, ',')}`, decimal: ',' },
          write: 'decimal: ","',
        },
      ],
    };
  }
}
