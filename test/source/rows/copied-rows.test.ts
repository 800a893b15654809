import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copiedRow, copiedRows } from '../../../src/source/rows/copied-rows.ts';
import { Snapshot } from '../../../src/source/rows/snapshot.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

/** Streams one column of texts out of PostgreSQL as a round does. */
async function streamed(texts: readonly string[]): Promise<(string | null)[]> {
  const literals = texts.map(literal);
  const query = `select ordinality, t from unnest(array[${literals.join(',')}]::text[]) with ordinality as of (t, ordinality) order by 1`;
  const read: (string | null)[] = [];
  const snapshot = Snapshot.of(databases.sourcePool, 'source', async function* (source) {
    const pages = await source.stream(query);
    for (let page = await pages(); page !== null; page = await pages()) yield page;
  });
  for await (const page of snapshot) read.push(...page.map(([, text]) => text ?? null));
  return read;
}

const literal = (text: string): string => `E'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

test('texts that COPY escapes arrive as they are: tabs, line ends, backslashes, bells, any script', async () => {
  const texts = [
    'a\tb',
    'two\nlines',
    'C:\\new\\temp',
    '\\N',
    'x\\',
    '\b\f\v\r\u0007',
    'żółw',
    'Анна',
    '𝒳',
    "O'Brien",
  ];
  expect(await streamed(texts)).toEqual(texts);
});

test('an empty text and a null are the same: nothing', async () => {
  expect(await streamed([''])).toEqual([null]);
  expect(copiedRow('a\t\tb')).toEqual(['a', null, 'b']);
});

test('rows come whole however the stream is cut, even inside a character', async () => {
  const rows = [
    ['1', 'żółw\\tw trawie'],
    ['2', 'Анна 𝒳'],
    ['3', null],
  ];
  const bytes = Buffer.from('1\tżółw\\\\tw trawie\n2\tАнна 𝒳\n3\t\n');
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: bytes.length - 1 }), { maxLength: 6 }),
      async (cuts) => {
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        const chunks = edges.slice(1).map((edge, index) => bytes.subarray(edges[index], edge));
        const pages = copiedRows(Readable.from(chunks.filter(({ length }) => length > 0)));
        const read: (string | null)[][] = [];
        for (let page = await pages(); page !== null; page = await pages()) read.push(...page);
        expect(read).toEqual(rows);
      },
    ),
  );
});
