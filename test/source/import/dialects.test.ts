import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { instantOf } from '../../../src/calendar/time.ts';
import { fixedClock } from '../../../src/clock.ts';
import {
  type ImportOptions,
  importByProfile,
  importFolder,
  importTable,
} from '../../../src/source/import/import.ts';
import { type Profile, readProfile } from '../../../src/source/profile/profile.ts';
import { aWorkbook } from '../../support/a-workbook.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';

/* Files as companies have them: each is read as it was meant, or asked about. None is ever read as something else. */
const NOW = instantOf(Date.parse('2026-11-26T09:00:00Z'));

let databases: FreshDatabases;
let folder = '';
let options: ImportOptions;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-dialects-'));
  const rejectsFolder = path.join(folder, 'elsewhere');
  options = { clock: fixedClock(NOW), skipBad: false, rejectsFolder, timeZone: 'Europe/Warsaw' };
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await databases.ledgerPool.query(
    'truncate source.orders, source.order_lines, source.customers, source.people, source.feeds, source.unnamed_rows',
  );
});

function profile(text: string): Profile {
  const read = readProfile(text, 'p.yaml');
  if ('title' in read) return read;
  throw new Error(read.join('\n'));
}

const HEADER = ['id', 'customer_id', 'number', 'placed_at', 'stage', 'promised_for', 'total', 'summary'];
/** Two orders; the days and numbers as the file has them. */
const sheet = (
  placed: [string, string],
  promised: [string, string],
  total: [string, string],
  name = 'Łódka',
) => [
  HEADER,
  ['O1', 'C1', '17', placed[0], 'picking', promised[0], total[0], name],
  ['O2', 'C1', '18', placed[1], 'picking', promised[1], total[1], 'oar'],
];
const joined = (rows: readonly (readonly string[])[], by: string, end = '\r\n') =>
  rows.map((row) => row.join(by) + end).join('');

const GERMAN = sheet(['02.11.2026', '13.11.2026'], ['30.11.2026', ''], ['1.234,50', '12,5']);
const ISO = sheet(['2026-11-02', '2026-11-13'], ['2026-11-30', ''], ['1234.50', '12.5']);
const MEANT = [
  { placed: '2026-11-02T00:00', promised: '2026-11-30', total: '1234.50', summary: 'Łódka' },
  { placed: '2026-11-13T00:00', promised: null, total: '12.5', summary: 'oar' },
];

async function take(name: string, bytes: Buffer | string, said: string | null = null) {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  const importing = said === null ? options : { ...options, profile: profile(said) };
  const result = await importTable(databases, 'orders', file, importing).catch(String);
  if (typeof result === 'string') return result;
  if (!result.loaded) return result.tables.flatMap(({ bad }) => bad.map(({ reason }) => reason));
  const { rows } = await databases.ledgerPool.query(
    `select to_char(placed_at at time zone 'Europe/Warsaw', 'YYYY-MM-DD"T"HH24:MI') as placed, promised_for as promised, total, summary
       from source.orders order by id`,
  );
  return rows;
}

describe('taken right by itself', () => {
  test.each<[string, string, Buffer | string]>([
    ['1: commas, as the contract has it', 'o.csv', joined(ISO, ',')],
    ['2: semicolons', 'o.csv', joined(GERMAN, ';')],
    ['3: tabs', 'o.tsv', joined(GERMAN, '\t')],
    ['4: bars', 'o.txt', joined(GERMAN, '|')],
    ['5: the delimiter in the first line', 'o.csv', `sep=;\r\n${joined(GERMAN, ';')}`],
    ['6: UTF-8 with a mark', 'o.csv', `\uFEFF${joined(GERMAN, ';')}`],
    ['7: Windows-1250', 'o.csv', iconv.encode(joined(GERMAN, ';'), 'windows-1250')],
    ['8: ISO 8859-2', 'o.csv', iconv.encode(joined(GERMAN, ';').replace('oar', 'oar'), 'iso-8859-2')],
    [
      '9: UTF-16 as Excel saves "Unicode text"',
      'o.txt',
      iconv.encode(joined(GERMAN, '\t'), 'utf-16le', { addBOM: true }),
    ],
    [
      '10: UTF-16 the other way round, without a mark',
      'o.txt',
      iconv.encode(joined(GERMAN, '\t'), 'utf-16be'),
    ],
    ['11: lines that end with CR alone', 'o.csv', joined(GERMAN, ';', '\r')],
    ['12: NULL', 'o.csv', joined(ISO, ',').replace(',,12.5', ',NULL,12.5')],
    ['13: \\N', 'o.csv', joined(ISO, '\t').replace('\t\t12.5', '\t\\N\t12.5')],
    [
      '14: names in capitals and with spaces',
      'o.csv',
      joined(ISO, ',').replace('customer_id', 'Customer ID').replace('placed_at', 'PLACED_AT'),
    ],
    [
      '15: rows of nothing but delimiters, as Excel leaves them',
      'o.csv',
      `${joined(GERMAN, ';')};;;;;;;\r\n;;;;;;;\r\n`,
    ],
    ['16: packed', 'o.csv.gz', gzipSync(joined(GERMAN, ';'))],
    [
      '17: days of the United States',
      'o.csv',
      joined(sheet(['11/02/2026', '11/13/2026'], ['11/30/2026', ''], ['"1,234.50"', '12.5']), ','),
    ],
    [
      '18: days with slashes, day first',
      'o.csv',
      joined(sheet(['02/11/2026', '13/11/2026'], ['30/11/2026', ''], ['1 234,50', '12,5']), ';'),
    ],
    [
      '19: days as Excel counts them',
      'o.csv',
      joined(sheet(['46328', '46339'], ['46356', ''], ['1234,50', '12,5']), ';'),
    ],
    [
      '20: midnights without a zone',
      'o.csv',
      joined(
        sheet(
          ['2026-11-02 00:00:00', '2026-11-13 00:00:00'],
          ['2026-11-30 00:00:00', ''],
          ['1234.50', '12.5'],
        ),
        ',',
      ),
    ],
    [
      '21: thousands apart by spaces that do not break, and a currency',
      'o.csv',
      joined(sheet(['02.11.2026', '13.11.2026'], ['30.11.2026', ''], ['1\u00a0234,50 zł', '12,5 zł']), ';'),
    ],
  ])('%s', async (_name, file, bytes) => {
    expect(await take(file, bytes)).toEqual(MEANT);
  });

  test('22: Windows-1251', async () => {
    const rows = sheet(['02.11.2026', '13.11.2026'], ['30.11.2026', ''], ['1234,50', '12,5'], 'Лодка');
    expect(await take('o.csv', iconv.encode(joined(rows, ';'), 'windows-1251'))).toMatchObject([
      { summary: 'Лодка' },
      {},
    ]);
  });

  test('23: a workbook, with days that are days and numbers that are numbers', async () => {
    const rows = [
      HEADER,
      ['O1', 'C1', { padded: 17 }, { serial: 46328 }, 'picking', { serial: 46356 }, 1234.5, 'Łódka & <co>'],
      [],
      ['O2', 'C1', 18, { serial: 46339 }, 'picking', null, 0.1 + 0.2],
    ];
    expect(await take('o.xlsx', aWorkbook({ Orders: rows }))).toMatchObject([
      { ...MEANT[0], total: '1234.5', summary: 'Łódka & <co>' },
      { placed: '2026-11-13T00:00', promised: null, total: '0.3', summary: null },
    ]);
    expect((await databases.ledgerPool.query('select number from source.orders order by id')).rows).toEqual([
      { number: '00017' },
      { number: '18' },
    ]);
  });
});

describe('asked, with both readings', () => {
  test.each<[string, string, string, string]>([
    [
      '24: days that could be either',
      joined(sheet(['2026-11-02', '2026-11-03'], ['02/03/2026', ''], ['1.5', '']), ','),
      'o.csv:2 promised_for "02/03/2026" is 2026-03-02 (day first) or 2026-02-03 (month first).',
      'dates: day first',
    ],
    [
      '25: a number that could be either',
      joined(sheet(['2026-11-02', '2026-11-03'], ['', ''], ['1,234', '12']), ';'),
      'o.csv:2 total "1,234" is 1234 (decimal point) or 1.234 (decimal comma).',
      'decimal: ","',
    ],
    [
      '26: times without a zone',
      joined(sheet(['2026-11-02 10:00:00', '2026-11-03'], ['', ''], ['1.5', '']), ','),
      'o.csv:2 placed_at "2026-11-02 10:00:00" is 2026-11-02T09:00:00Z (the clock in Europe/Warsaw) or 2026-11-02T10:00:00Z (the clock of UTC).',
      'zone: UTC',
    ],
    [
      '27: columns that nobody knows',
      joined(ISO, ',').replace('summary', 'Notiz'),
      'o.csv:1 has a column that orders does not know: "Notiz". A profile says what is made of it, or that it is ignored; `tidings import --suggest FILE` writes one.',
      'ignore: [Notiz]',
    ],
  ])('%s', async (_name, text, question, answer) => {
    expect(await take('o.csv', text)).toContain(question);
    expect((await databases.ledgerPool.query('select 1 from source.orders')).rowCount).toBe(0);
    expect(await take('o.csv', text, answer)).toHaveLength(2);
  });

  test('all at once, and nothing is loaded', async () => {
    const text = joined(sheet(['2026-11-02 10:00', '2026-11-03'], ['02/03/2026', ''], ['1,234', '']), ';');
    expect(String(await take('o.csv', text)).match(/Say which in a profile/g)).toHaveLength(3);
  });
});

describe('a profile', () => {
  const SHOP = [
    'profile: one row per line',
    'zone: Europe/Warsaw',
    'tables:',
    '  customers:',
    '    group_by: Email',
    '    differ: last',
    '    columns: { id: Email, email: Email, name: { join: [First, Last] } }',
    '    constants: { language: en }',
    '  orders:',
    '    group_by: Name',
    '    columns: { id: Name, number: Name, customer_id: [Email, Phone], placed_at: Created, stage: Status, total: Total }',
    '    values: { stage: { paid: picking } }',
    '  order_lines:',
    '    columns: { order_id: Name, line_no: { count: Name }, description: Item }',
    'ignore: [Note]',
  ].join('\n');
  const ROWS = [
    'Name,Email,Phone,First,Last,Created,Status,Total,Item,Note',
    '#1,a@x.example,,Ann,Lee,2026-11-02 10:00:00 +0100,paid,30.5,Suit,x',
    '#1,,,,,,,,Tie,',
    '#2,a@x.example,,Anna,Lee,2026-11-03 10:00:00 +0100,open,7,Hat,',
  ];
  const importShop = (rows: readonly string[], skipBad = false) => {
    const file = path.join(folder, 'shop.csv');
    return writeFile(file, `${rows.join('\n')}\n`).then(() =>
      importByProfile(databases, file, { ...options, skipBad, profile: profile(SHOP) }),
    );
  };
  const all = async (text: string) => (await databases.ledgerPool.query(text)).rows;

  test('makes customers, orders and lines of a file with a row for each line', async () => {
    const result = await importShop(ROWS);
    expect(result.tables.map(({ table, rows, inserted }) => [table, rows, inserted])).toEqual([
      ['customers', 1, 1],
      ['orders', 2, 2],
      ['order_lines', 3, 3],
    ]);
    expect(await all('select id, name, language from source.customers')).toEqual([
      { id: 'a@x.example', name: 'Anna Lee', language: 'en' },
    ]);
    expect(await all('select id, customer_id, stage, total from source.orders order by id')).toEqual([
      { id: '#1', customer_id: 'a@x.example', stage: 'picking', total: '30.5' },
      { id: '#2', customer_id: 'a@x.example', stage: 'open', total: '7' },
    ]);
    expect(await all('select order_id, line_no, description from source.order_lines order by 1, 2')).toEqual([
      { order_id: '#1', line_no: 1, description: 'Suit' },
      { order_id: '#1', line_no: 2, description: 'Tie' },
      { order_id: '#2', line_no: 1, description: 'Hat' },
    ]);
    expect((await importShop(ROWS)).tables.map(({ unchanged }) => unchanged)).toEqual([1, 2, 3]);
  });

  test('refuses an order whose rows contradict each other, and one that nothing fills', async () => {
    const rows = [...ROWS, '#2,,,,,,closed,,Scarf,', '#3,,,,,2026-11-02,paid,,Belt,'];
    const refused = await importShop(rows);
    expect(refused.loaded).toBe(false);
    expect(
      refused.tables.flatMap(({ bad }) =>
        bad.map(({ line, column, reason }) => `${line} ${column} ${reason}`),
      ),
    ).toEqual(['4 stage differs between the rows of #2', '6 customer_id must not be empty']);
    const skipped = await importShop(rows, true);
    expect(skipped.tables.find(({ table }) => table === 'orders')).toMatchObject({
      rows: 3,
      inserted: 1,
      rejected: 2,
    });
  });

  test('that does not fit its file says what is missing, twice or new', async () => {
    const said = await importShop(['Name,Email,Email,First,Last,Created,Total,Item,New', '']).catch(String);
    expect(String(said).split('\n')).toEqual([
      'ConfigurationFailure: shop.csv:1 names the column "Email" twice.',
      'shop.csv:1 lacks the column "Status" of the profile.',
      'shop.csv:1 has a column "New" that the profile neither takes nor ignores. Name it under `ignore`, or under a table.',
    ]);
  });

  test('with slips of its own names each of them', () => {
    const slips = ['dates: american', 'colour: red', 'tables:', '  order: { columns: {} }'].join('\n');
    expect(readProfile(slips, 'p.yaml')).toEqual([
      expect.stringContaining('p.yaml: dates: Invalid option'),
      expect.stringContaining('Unrecognized key: "colour"'),
    ]);
    expect(
      readProfile(
        'tables:\n  order: { columns: {} }\n  orders: { columns: { idd: X }, constants: { stage: a } }',
        'p.yaml',
      ),
    ).toEqual([
      'p.yaml: tables.order is no table; did you mean orders?.',
      'p.yaml: tables.orders.columns.idd is no column of orders; did you mean id?.',
      'p.yaml: tables.orders lacks the required id, customer_id, number, placed_at.',
    ]);
    expect(readProfile('a: [', 'p.yaml')).toEqual([expect.stringContaining('p.yaml: ')]);
  });
});

describe('a folder', () => {
  test('takes names with dates in their order, packed or in capitals, and is fresh as of the day in the name', async () => {
    const day = (stage: string) => joined([HEADER, ['O1', 'C1', '17', '2026-11-02', stage, '', '', '']], ',');
    await writeFile(path.join(folder, 'Orders-2026-11-25.CSV.gz'), gzipSync(day('sewing')));
    await writeFile(path.join(folder, 'orders_20261124.csv'), day('picking'));
    await writeFile(path.join(folder, 'notes.csv'), 'x');
    const result = await importFolder(databases, folder, options);
    expect(result.tables.map(({ file }) => file)).toEqual([
      'orders_20261124.csv',
      'Orders-2026-11-25.CSV.gz',
    ]);
    expect(result.ignored).toEqual(['notes.csv']);
    expect((await databases.ledgerPool.query('select stage from source.orders')).rows).toEqual([
      { stage: 'sewing' },
    ]);
    const { rows } = await databases.ledgerPool.query('select fresh_as_of as at from source.feeds');
    expect(rows).toEqual([{ at: new Date('2026-11-25T23:00:00Z') }]);
  });
});
