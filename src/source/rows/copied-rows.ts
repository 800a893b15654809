import { isAscii } from 'node:buffer';
import type { Readable } from 'node:stream';
import type { Raw } from './raw.ts';

/** The rows of `COPY … TO STDOUT` in text format, as pages of what arrived together; null at the end. */
export function copiedRows(stream: Readable): () => Promise<Raw[][] | null> {
  // Whoever reads hears of a failure; one that nobody reads any more must not end the process.
  stream.on('error', () => undefined);
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let begun: Buffer[] = [];
  return async () => {
    for (;;) {
      const { value, done } = await chunks.next();
      if (done) return null;
      const end = value.lastIndexOf(LINE_FEED);
      if (end < 0) {
        begun.push(value);
        continue;
      }
      const page = textOf(Buffer.concat([...begun, value.subarray(0, end)]));
      begun = [value.subarray(end + 1)];
      return page.split('\n').map(copiedRow);
    }
  };
}

const LINE_FEED = 10;

/** Whole lines, so no character is cut. Nearly all are ASCII, which is read several times as fast when it is known. */
const textOf = (bytes: Buffer): string => bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8');

/**
 * One line of COPY's text format: columns apart by tabs, the rest escaped by backslashes. The null string is empty,
 * because nearly every row has nulls and `\N` would send it the slow way: no column of ours tells the two apart.
 */
export function copiedRow(line: string): Raw[] {
  const row: Raw[] = line.split('\t');
  const escaped = line.includes('\\');
  for (let at = 0; at < row.length; at += 1) {
    const column = row[at];
    if (column === '') row[at] = null;
    else if (escaped) row[at] = column?.replace(ESCAPED, unescaped) ?? null;
  }
  return row;
}

const ESCAPED = /\\(.)/gs;
const LETTERS: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const unescaped = (_all: string, letter: string): string => LETTERS[letter] ?? letter;
