import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DAY, dayOf, instantOf, isoDay, isoInstant, MINUTE } from '../../../src/calendar/time.ts';
import { contractTable } from '../../../src/source/contract/contract.ts';
import { RowReader } from '../../../src/source/import/row-reader.ts';
import { openSource } from '../../../src/source/import/source-file.ts';
import { readProfile } from '../../../src/source/profile/profile.ts';
import { aWorkbook, type Cell } from '../../support/a-workbook.ts';

/* Whatever program wrote a table, it is read back as it was, or asked about; it is never read as another table. */
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-any-dialect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

interface Order {
  readonly id: string;
  readonly summary: string | null;
  readonly promised: number | null;
  readonly placed: number;
  /** In hundredths. */
  readonly total: number | null;
}

/** What texts are made of. A Latin word has letters of ASCII too, and a Cyrillic one has none. */
const MARKS = [' ', '0', ',', ';', '|', '\t', '"', '\n'];
const UNITS: Readonly<Record<string, readonly string[]>> = {
  'utf-8': [...MARKS, ..."aZ'.ąß漢я"],
  'utf-16le': [...MARKS, ...'aZąß漢я'],
  'utf-16be': [...MARKS, ...'aZąß漢я'],
  'windows-1250': [...MARKS, 'a', 'aą', 'zę', 'bł', 'aść', 'eź'],
  'windows-1251': [...MARKS, ...'яЖбг'],
  'windows-1252': [...MARKS, 'a', 'ré', 'aç', 'bœ', 'fè', 'ià'],
};
const two = (n: number) => String(n).padStart(2, '0');
const DAYS: Readonly<Record<string, (y: string, m: string, d: string) => string>> = {
  'year first': (y, m, d) => `${y}-${m}-${d}`,
  'day first': (y, m, d) => `${d}/${m}/${y}`,
  'month first': (y, m, d) => `${m}/${d}/${y}`,
  dots: (y, m, d) => `${Number(d)}.${m}.${y}`,
  excel: (y, m, d) => String((Date.parse(`${y}-${m}-${d}`) - Date.UTC(1899, 11, 30)) / DAY),
};

const dialects = fc.record({
  encoding: fc.constantFrom(...Object.keys(UNITS)),
  bom: fc.boolean(),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  end: fc.constantFrom('\n', '\r\n'),
  sep: fc.boolean(),
  days: fc.constantFrom(...Object.keys(DAYS)),
  decimal: fc.constantFrom('.', ','),
  group: fc.constantFrom('', ' ', '\u00a0', 'other'),
  offset: fc.constantFrom(0, 60, -330),
  nothing: fc.constantFrom('', '\\N'),
  packed: fc.boolean(),
  columns: fc.shuffledSubarray(
    ['id', 'summary', 'promised_for', 'placed_at', 'total', 'customer_id', 'number', 'stage'],
    { minLength: 8 },
  ),
});
type Dialect = Parameters<Parameters<typeof dialects.map>[0]>[0];

const ordersIn = (encoding: string) =>
  fc.uniqueArray(
    fc.record<Order>({
      id: fc.string({ unit: fc.constantFrom(...'aB1-'), minLength: 1, maxLength: 6 }),
      summary: fc
        .option(fc.string({ unit: fc.constantFrom(...(UNITS[encoding] ?? [])), maxLength: 12 }))
        .map((text) => (text === '' || text?.trim() === '' ? null : text)),
      promised: fc.option(fc.integer({ min: 18_300, max: 25_000 })),
      placed: fc.integer({ min: 18_300 * 1_440, max: 25_000 * 1_440 }),
      total: fc.option(fc.integer({ min: -9_999_999, max: 999_999_999 })),
    }),
    { minLength: 1, maxLength: 12, selector: ({ id }) => id },
  );

function number(hundredths: number, { decimal, group }: Dialect): string {
  const [whole = '', rest = ''] = (Math.abs(hundredths) / 100).toFixed(2).split('.');
  const by = group === 'other' ? (decimal === '.' ? ',' : '.') : group;
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, by);
  return `${hundredths < 0 ? '-' : ''}${grouped}${decimal}${rest}`;
}

function fieldsOf(order: Order, dialect: Dialect): Readonly<Record<string, string>> {
  const [y = '', m = '', d = ''] = order.promised === null ? [] : isoDay(dayOf(order.promised)).split('-');
  const wall = new Date((order.placed + dialect.offset) * MINUTE).toISOString().slice(0, 16);
  const off = Math.abs(dialect.offset);
  return {
    id: order.id,
    customer_id: 'C1',
    number: order.id,
    stage: 'picking',
    summary: order.summary ?? dialect.nothing,
    promised_for: order.promised === null ? dialect.nothing : (DAYS[dialect.days]?.(y, m, d) ?? ''),
    placed_at: `${wall}${dialect.offset < 0 ? '-' : '+'}${two(Math.floor(off / 60))}:${two(off % 60)}`,
    total: order.total === null ? dialect.nothing : number(order.total, dialect),
  };
}

function written(orders: readonly Order[], dialect: Dialect): Buffer {
  const { delimiter, columns, end, sep, encoding, bom, packed } = dialect;
  const quoted = (field: string) =>
    /["\n\r]/.test(field) || field.includes(delimiter) ? `"${field.replaceAll('"', '""')}"` : field;
  const rows = [
    columns,
    ...orders.map((order) => columns.map((name) => fieldsOf(order, dialect)[name] ?? '')),
  ];
  const text =
    (sep ? `sep=${delimiter}${end}` : '') + rows.map((row) => row.map(quoted).join(delimiter) + end).join('');
  const bytes = iconv.encode(text, encoding, { addBOM: bom && encoding.startsWith('utf') });
  return packed ? gzipSync(bytes) : bytes;
}

/** What each order should be, as the contract has it. */
const meant = (orders: readonly Order[]) =>
  orders.map((order) => ({
    id: order.id,
    summary: order.summary,
    promised_for: order.promised === null ? null : isoDay(dayOf(order.promised)),
    placed_at: Date.parse(isoInstant(instantOf(order.placed * MINUTE))),
    total: order.total === null ? null : order.total / 100,
  }));

async function read(bytes: Buffer, said: string) {
  const file = path.join(folder, 'orders');
  await writeFile(file, bytes);
  const profile = readProfile(said, 'p.yaml');
  if (!('title' in profile)) throw new Error(profile.join('\n'));
  const source = await openSource(file, {
    profile,
    table: contractTable('orders') ?? null,
    zone: 'Europe/Warsaw',
  });
  try {
    const reader = new RowReader(source);
    const names = source.targets[0]?.fields.map(({ column }) => column.name) ?? [];
    const found: Record<string, string | null>[] = [];
    let header = true;
    for await (const { rows } of source.rowsIn.read())
      for (const row of rows) {
        if ('fault' in row) throw new Error(`${row.line}: ${row.fault.code}`);
        const each = header ? null : reader.read(row.fields);
        header = false;
        if (each === null) continue;
        expect(each.faults).toEqual([]);
        found.push(Object.fromEntries(names.map((name, at) => [name, each.tables[0]?.[at] ?? null])));
      }
    return found.map(({ id, summary, promised_for, placed_at, total }) => ({
      id,
      summary,
      promised_for,
      placed_at: Date.parse(placed_at ?? ''),
      total: total == null ? null : Number(total),
    }));
  } finally {
    await source.opened.close();
  }
}

test('a table in any dialect is read back the same, or asked about', async () => {
  let asked = 0;
  let told = 0;
  await fc.assert(
    fc.asyncProperty(
      dialects.chain((dialect) => ordersIn(dialect.encoding).map((orders) => ({ dialect, orders }))),
      async ({ dialect, orders }) => {
        const bytes = written(orders, dialect);
        const dates = dialect.days === 'dots' ? 'day first' : dialect.days;
        const answers = [
          `encoding: ${dialect.encoding}`,
          `delimiter: ${JSON.stringify(dialect.delimiter)}`,
          `decimal: ${JSON.stringify(dialect.decimal)}`,
          `dates: ${dates}`,
          'empty: []',
        ];
        expect(await read(bytes, answers.join('\n'))).toEqual(meant(orders));
        const alone = await read(bytes, '').catch((error: Error) => error.message);
        if (typeof alone === 'string') {
          asked++;
          expect(alone).toContain('Say which in a profile');
        } else {
          told++;
          expect(alone).toEqual(meant(orders));
        }
      },
    ),
    { numRuns: 400 },
  );
  // A reader that asks about everything would pass as well.
  expect(told).toBeGreaterThan(asked);
});

test('a workbook is read back the same', async () => {
  await fc.assert(
    fc.asyncProperty(ordersIn('utf-8'), async (orders) => {
      const header: Cell[] = [
        'id',
        'customer_id',
        'number',
        'stage',
        'summary',
        'promised_for',
        'placed_at',
        'total',
      ];
      const rows = orders.map(({ id, summary, promised, placed, total }): Cell[] => [
        id,
        'C1',
        id,
        'x',
        summary,
        promised === null ? null : { serial: promised + 25_569 },
        { serial: placed / 1_440 + 25_569, format: 'moment' },
        total === null ? null : total / 100,
      ]);
      expect(await read(aWorkbook({ Orders: [header, ...rows] }), 'zone: UTC')).toEqual(meant(orders));
    }),
    { numRuns: 100 },
  );
});
