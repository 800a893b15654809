import { Readable } from 'node:stream';
import { cleanOr } from '../../letters/language/clean.ts';
import type { RawAnswer } from '../frame/routes.ts';

/** A cell that a spreadsheet would take for a formula. */
const FORMULA = /^[\s\0]*[=+\-@\t\r]/;
/** A number, or one to dial, is none, whatever its sign. */
const NUMBER = /^[+-]?\d[\d ]*(\.\d+)?$/;

/** Rows of one list in one file: who needs more asks the database. */
const MOST_ROWS = 100_000;
/** Rows that are read and written at once. */
const AT_ONCE = 1_000;

/**
 * Rows as CSV (RFC 4180), with the mark by which spreadsheets know UTF-8. A cell that begins like a formula is given an
 * apostrophe: whoever opens the file must not run what somebody wrote into a name.
 */
export const csv = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  `\ufeff${line(header)}${rows.map(line).join('')}`;

const line = (cells: readonly string[]): string => `${cells.map(cell).join(',')}\r\n`;

const cell = (text: string): string => {
  const harmless = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** Characters of somebody's words in a cell. */
const LONGEST = 1_000;

/** Somebody's words as a cell: one line, no marks that turn its direction; nothing where there is nothing. */
export const words = (text: string | null): string => cleanOr(text, LONGEST, '');

/** A list that goes whole into a file. */
export interface CsvList<Row> {
  /** Of the file, without its ending. */
  readonly name: string;
  readonly header: readonly string[];
  /** Its rows from the first to the last, page by page. */
  readonly pages: AsyncIterable<readonly Row[]>;
  readonly cells: (rows: readonly Row[]) => Promise<readonly (readonly string[])[]>;
  /** What its last line says where the list has more rows than a file holds. */
  readonly cut: (most: number) => string;
}

/**
 * A list as a file, read while it is sent, so that memory stays bounded. Its first page is read before anything is sent: what cannot be
 * read at all is told as any page tells it. A file that broke off later ends without the last piece, which browsers tell.
 * @param most rows of the file
 */
export async function csvFile<Row>(list: CsvList<Row>, most = MOST_ROWS): Promise<RawAnswer> {
  const pieces = piecesOf(list, most);
  const first = await pieces.next();
  const whole = async function* () {
    if (first.done) return;
    yield first.value;
    yield* pieces;
  };
  return {
    type: 'text/csv; charset=utf-8; header=present',
    body: Readable.from(whole()),
    headers: { 'content-disposition': `attachment; filename="${list.name}.csv"` },
  };
}

async function* piecesOf<Row>({ header, pages, cells, cut }: CsvList<Row>, most: number) {
  let before = csv(header, []);
  let left = most;
  for await (const rows of pages) {
    yield before + (await cells(rows.slice(0, left))).map(line).join('');
    before = '';
    if (rows.length > left) {
      yield line([cut(most), ...header.slice(1).map(() => '')]);
      return;
    }
    left -= rows.length;
  }
  if (before !== '') yield before;
}

/** A list from its first row to its last, by the same question as its pages: each goes on after the last row of the one before. */
export async function* wholeList<Row>(
  read: (after: Row | null, most: number) => Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  for (let after: Row | null = null; ; ) {
    const rows = await read(after, AT_ONCE);
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows;
    if (rows.length < AT_ONCE) return;
    after = last;
  }
}
