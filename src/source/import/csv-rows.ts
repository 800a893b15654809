import { CsvError, parse } from 'csv-parse/sync';
import type { RowFault } from '../../policy/source-fault.ts';
import { harmless } from '../dialect/visible.ts';

/** A row of the file: its fields, and the physical line on which it begins, from 1. */
export type OnRow = (fields: string[], line: number) => void;
/** A row that is no CSV: why, and the line's own text. */
export type OnBroken = (fault: RowFault, line: number, text: string) => void;

/** No sound row is longer; past it an opening quote is taken as one that was never closed. In characters. */
const LONGEST_ROW = 1_000_000;
/** What csv-parse gets at a time, in characters; larger blocks are not read faster. */
const BLOCK = 65_536;
const OPTIONS = { relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n'] };

/** Where a row begins in the text, and on which line. */
interface Row {
  readonly at: number;
  readonly line: number;
}

/** Whole rows that stand one after the other, and what follows them. */
interface CsvBlock {
  readonly rows: readonly Row[];
  readonly after: Row;
}

/**
 * Reads CSV as RFC 4180 has it, from pieces of text, with csv-parse: lines end with LF or CRLF, empty ones are
 * skipped. Here is only what csv-parse can't do: count physical lines where a quoted field holds CRLF, and go on after
 * a broken row with the line after the one on which it began, so that a quote that was never closed costs one row
 * (csv-parse swallows what follows). To that end the text is cut where rows end, after each line break that an even
 * number of quotes stands before, and handed over many rows at a time.
 */
export class CsvRows {
  private rest = '';
  private line = 1;
  private skipping = false;
  private readonly onRow: OnRow;
  private readonly onBroken: OnBroken;

  private readonly delimiter: string;

  /** @param firstLine where the text begins within its file */
  constructor(onRow: OnRow, onBroken: OnBroken, delimiter = ',', firstLine = 1) {
    this.onRow = onRow;
    this.onBroken = onBroken;
    this.delimiter = delimiter;
    this.line = firstLine;
  }

  /** Takes the next piece; calls back for every row that it completes. */
  push(text: string): void {
    this.rest = this.readFrom(this.rest + text, false);
    if (this.rest.length > LONGEST_ROW && !this.rest.includes('\n')) this.skipLine();
  }

  /** Takes the end of the file: the last line need not end with a line break. */
  end(): void {
    if (this.rest !== '') this.readFrom(this.rest.endsWith('\n') ? this.rest : `${this.rest}\n`, true);
    this.rest = '';
  }

  /** Returns what is left after the last complete row. */
  private readFrom(text: string, atEnd: boolean): string {
    let at = 0;
    if (this.skipping) {
      at = text.indexOf('\n') + 1;
      if (at === 0) return '';
      this.skipping = false;
      this.line++;
    }
    while (at < text.length) {
      const block = nextBlock(text, { at, line: this.line });
      if (block.after.at > at) at = this.readBlock(text, block);
      else if ((atEnd || text.length - at > LONGEST_ROW) && text.includes('\n', at)) {
        at = this.broken(NEVER_CLOSED, text, { at, line: this.line });
      } else break;
    }
    return text.slice(at);
  }

  /** Returns where to read on: after the block, or after the first line of its first broken row. */
  private readBlock(text: string, { rows, after }: CsvBlock): number {
    const records = rows[0] ? recordsOf(text.slice(rows[0].at, after.at), this.delimiter) : [];
    if (!(records instanceof CsvError)) {
      for (const [index, { line }] of rows.entries()) this.onRow(records[index] ?? [], line);
      this.line = after.line;
      return after.at;
    }
    for (const [index, row] of rows.entries()) {
      const alone = recordsOf(text.slice(row.at, (rows[index + 1] ?? after).at), this.delimiter);
      if (alone instanceof CsvError)
        return this.broken(
          FAULTS[alone.code] ?? { code: 'not_csv', said: harmless(alone.message) },
          text,
          row,
        );
      this.onRow(alone[0] ?? [], row.line);
    }
    throw records;
  }

  /** A line that goes on and on is not held in memory. */
  private skipLine(): void {
    this.onBroken(TOO_LONG, this.line, this.rest.slice(0, 200));
    this.rest = '';
    this.skipping = true;
  }

  private broken(fault: RowFault, text: string, { at, line }: Row): number {
    const lineEnd = text.indexOf('\n', at);
    this.onBroken(fault, line, text.slice(at, lineEnd).replace(/\r$/, ''));
    this.line = line + 1;
    return lineEnd + 1;
  }
}

/** Empty, when the text ends within the first row. */
function nextBlock(text: string, from: Row): CsvBlock {
  const rows: Row[] = [];
  let after = from;
  let quote = text.indexOf('"', from.at);
  while (after.at < text.length && after.at - from.at < BLOCK) {
    let { at, line } = after;
    let open = false;
    do {
      const lineEnd = text.indexOf('\n', at);
      if (lineEnd < 0) return { rows, after };
      for (; quote >= 0 && quote < lineEnd; quote = text.indexOf('"', quote + 1)) open = !open;
      at = lineEnd + 1;
      line++;
    } while (open);
    if (!/^\r?\n$/.test(text.slice(after.at, Math.min(at, after.at + 3)))) rows.push(after);
    after = { at, line };
  }
  return { rows, after };
}

function recordsOf(text: string, delimiter: string): string[][] | CsvError {
  try {
    return parse(text, { ...OPTIONS, delimiter });
  } catch (error) {
    if (error instanceof CsvError) return error;
    throw error;
  }
}

const NEVER_CLOSED: RowFault = { code: 'never_closed' };
const TOO_LONG: RowFault = { code: 'line_too_long', most: LONGEST_ROW };
const FAULTS: Readonly<Record<string, RowFault>> = {
  INVALID_OPENING_QUOTE: { code: 'quote_inside' },
  CSV_INVALID_CLOSING_QUOTE: { code: 'after_quote' },
  CSV_QUOTE_NOT_CLOSED: NEVER_CLOSED,
};
