import { visible } from '../dialect/visible.ts';

/** One thing that is wrong with one row of a file. */
export interface BadRow {
  readonly file: string;
  /** The physical line on which the row begins, from 1 (the header). */
  readonly line: number;
  /** null: the row as a whole. */
  readonly column: string | null;
  /** At most 40 characters, control characters made visible; null where there is no one value. */
  readonly value: string | null;
  /** A clause that follows the column's name. */
  readonly reason: string;
}

/** More would not be read by anyone, and ten million of them would not fit into memory. */
const LISTED = 1_000;

/** What is wrong with one file: the first faults in words, the rest in number. */
export class BadRows {
  readonly listed: BadRow[] = [];
  /** Rows, not faults: a row may have several. */
  rows = 0;
  private readonly file: string;

  constructor(file: string) {
    this.file = file;
  }

  /** Notes one row with all its faults. */
  add(
    line: number,
    faults: readonly { column: string | null; value: string | null; reason: string }[],
  ): void {
    this.rows++;
    for (const { column, value, reason } of faults) {
      if (this.listed.length >= LISTED) return;
      this.listed.push({
        file: this.file,
        line,
        column,
        value: value === null ? null : visible(value),
        reason,
      });
    }
  }
}

/** `orders.csv:17 promised_for "31.11.2026" is no day; write it like 2026-11-26` */
export function sayBadRow(bad: BadRow): string {
  const what = [bad.column, bad.value === null ? null : `"${bad.value}"`].filter((part) => part !== null);
  return `${bad.file}:${bad.line} ${[...what, bad.reason].join(' ')}`;
}
