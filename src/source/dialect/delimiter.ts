import { parse } from 'csv-parse/sync';
import type { FileQuestion } from './question.ts';

/** What may stand between the fields. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const NAMES: Readonly<Record<Delimiter, string>> = {
  ',': '","',
  ';': '";"',
  '\t': '"\\t"',
  '|': '"|"',
};
/** Enough to tell fields apart; the rest of the file is read by it. */
const ROWS = 200;
const SEP = /^sep=(.)\r?\n/i;

/** `sep=;` in the first line, as Excel writes and reads it: the delimiter and the length of that line. */
export function saidInFile(text: string): { readonly delimiter: Delimiter; readonly length: number } | null {
  const match = SEP.exec(text);
  const delimiter = DELIMITERS.find((each) => each === match?.[1]);
  return match && delimiter !== undefined ? { delimiter, length: match[0].length } : null;
}

/**
 * What stands between the fields of a file: what gives each row the fields of its header.
 * @param text the beginning of the file, in whole rows
 * @param wanted names of columns that somebody looks for in it
 * @param header the line of the header, from 1
 */
export function findDelimiter(
  text: string,
  wanted: ReadonlySet<string>,
  header = 1,
): Delimiter | FileQuestion {
  const strict = waysToRead(text, wanted, header, false);
  // A quote inside a field that is not quoted (5" pipe) breaks the strict reading of every delimiter.
  const found = strict.length > 0 ? strict : waysToRead(text, wanted, header, true);
  const most = Math.max(0, ...found.map(({ known }) => known));
  const likely = most > 0 ? found.filter(({ known }) => known === most) : found;
  const even = likely.filter((each) => each.even);
  const left = even.length > 0 ? even : likely;
  const [first, second] = left;
  if (first === undefined) return ',';
  if (second === undefined) return first.delimiter;
  const line = text.split('\n', header)[header - 1] ?? '';
  return {
    column: null,
    line: header,
    value: line.trimEnd(),
    readings: left.map(({ delimiter, names }) => ({
      means: { code: 'columns', columns: names.length, delimiter: NAMES[delimiter] },
      write: `delimiter: ${NAMES[delimiter]}`,
    })),
  };
}

interface Way {
  readonly delimiter: Delimiter;
  readonly names: readonly string[];
  /** Each row has the fields of the header. */
  readonly even: boolean;
  readonly known: number;
}

function waysToRead(text: string, wanted: ReadonlySet<string>, header: number, relaxed: boolean): Way[] {
  return DELIMITERS.flatMap((delimiter) => {
    const rows = rowsBy(text, delimiter, relaxed).slice(header - 1);
    const names = rows[0] ?? [];
    if (names.length < 2) return [];
    const even = rows.every((row) => row.length === names.length);
    const known = names.filter((name) => wanted.has(name.trim())).length;
    return [{ delimiter, names, even, known }];
  });
}

function rowsBy(text: string, delimiter: Delimiter, relaxed: boolean): string[][] {
  try {
    const options = {
      delimiter,
      relax_column_count: true,
      relax_quotes: relaxed,
      skip_empty_lines: true,
      to: ROWS,
    };
    return parse(text, options);
  } catch {
    return [];
  }
}
