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
const SHOWN = 40;

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

/** A value as it may be printed: short, and unable to move a terminal's cursor. */
export function visible(value: string): string {
  const start = [...value.slice(0, SHOWN + 1)];
  // Joined from single characters: a slice would keep the whole piece of the file in memory.
  const shown = start.slice(0, SHOWN).map((char) => (CONTROL.test(char) ? escapeOf(char) : char));
  return shown.join('') + (value.length > SHOWN ? '…' : '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

const escapeOf = (char: string): string => {
  const short = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }[char];
  return short ?? `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
};
