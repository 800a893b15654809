import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { instantOf } from '../../../src/calendar/time.ts';
import { fixedClock } from '../../../src/clock.ts';
import { sayPlaced } from '../../../src/policy/source-fault.ts';
import { type ImportOptions, importFolder, importTable } from '../../../src/source/import/import.ts';
import type { ImportResult } from '../../../src/source/import/import-result.ts';
import { OpenedFile } from '../../../src/source/import/opened-file.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';

const NOW = instantOf(Date.parse('2026-11-26T09:00:00Z'));
const ORDERS = 'id,customer_id,number,placed_at,stage,promised_for,total,summary';

let databases: FreshDatabases;
let folder = '';
let options: ImportOptions;

beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-import-'));
  options = { clock: fixedClock(NOW), skipBad: false, rejectsFolder: path.join(folder, 'elsewhere') };
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  const { rows } = await ask(
    "select string_agg('source.' || tablename, ', ') as all from pg_tables where schemaname = 'source'",
  );
  await databases.ledgerPool.query(`truncate ${rows[0].all}`);
});

const ask = (text: string) => databases.ledgerPool.query(text);
const put = async (name: string, text: string | Buffer): Promise<string> => {
  const file = path.join(folder, name);
  await writeFile(file, text);
  return file;
};
const orders = async (...rows: string[]) => put('orders.csv', [ORDERS, ...rows, ''].join('\n'));
const said = (result: ImportResult): string[] => result.tables.flatMap((table) => table.bad.map(sayPlaced));
const fails = (work: Promise<unknown>): Promise<string> => work.then(() => 'it did not fail', String);

describe('an import', () => {
  it('takes a folder in one go, whatever the order of files, columns and line ends', async () => {
    await put('customers.csv', '\uFEFFname,id,email_allowed\r\n"Anna ""Ania"" Żak",C1,\r\nBo,C2,no\r\n');
    await orders(
      'O1,C1,1,2026-11-20T09:00:00+01:00,picking,2026-11-30,120.50,"suit,\nfour pieces"',
      'O2,C9,2,2026-11-20,x,,,a\\tb',
    );
    await put('notes.txt', 'hello');
    await put('order.csv', 'id\n');
    const result = await importFolder(databases, folder, options);
    expect(result.loaded).toBe(true);
    expect(result.ignored).toEqual(['notes.txt', 'order.csv']);
    expect(result.tables.map(({ table, rows, inserted }) => [table, rows, inserted])).toEqual([
      ['customers', 2, 2],
      ['orders', 2, 2],
    ]);
    expect(
      (await ask('select id, name, email, email_allowed from source.customers order by id')).rows,
    ).toEqual([
      { id: 'C1', name: 'Anna "Ania" Żak', email: null, email_allowed: true },
      { id: 'C2', name: 'Bo', email: null, email_allowed: false },
    ]);
    const { rows } = await ask(
      'select placed_at, promised_for, total, summary from source.orders order by id',
    );
    expect(rows).toEqual([
      {
        placed_at: new Date('2026-11-20T08:00:00Z'),
        promised_for: '2026-11-30',
        total: '120.50',
        summary: 'suit,\nfour pieces',
      },
      { placed_at: new Date('2026-11-20T00:00:00Z'), promised_for: null, total: null, summary: 'a\\tb' },
    ]);
  });

  it('counts what is new, changed and unchanged, and empties columns that the file lacks in its rows', async () => {
    const file = await orders('O1,C1,1,2026-11-20,picking,,,suit', 'O2,C1,2,2026-11-20,picking,,10,dress');
    await importTable(databases, 'orders', file, options);
    await put(
      'orders.csv',
      'id,customer_id,number,placed_at,stage,total\nO1,C1,1,2026-11-20,sewing,\nO2,C1,2,2026-11-20,picking,10.00\nO3,C1,3,2026-11-20,x,\n',
    );
    const result = await importTable(databases, 'orders', file, options);
    expect(result.tables[0]).toMatchObject({ rows: 3, inserted: 1, changed: 2, unchanged: 0, rejected: 0 });
    expect(result.tables[0]?.emptied).toEqual({ summary: 2 });
    expect((await ask("select stage, summary from source.orders where id = 'O1'")).rows).toEqual([
      { stage: 'sewing', summary: null },
    ]);
    const again = await importTable(databases, 'orders', file, options);
    expect(again.tables[0]).toMatchObject({ inserted: 0, changed: 0, unchanged: 3, emptied: {} });
  });

  it('does not leave an order closed that the next export has open again, and leaves the rows of others alone', async () => {
    const header = 'id,customer_id,number,placed_at,stage';
    const closed = '2026-11-24T09:00:00Z';
    const file = await put(
      'orders.csv',
      `${header},closed_at\nO1,C1,1,2026-11-20,done,${closed}\nO2,C1,2,2026-11-20,done,${closed}\n`,
    );
    await importTable(databases, 'orders', file, options);
    await put('orders.csv', `${header}\nO1,C1,1,2026-11-20,sewing\n`);
    const result = await importTable(databases, 'orders', file, options);
    expect(result.tables[0]?.emptied).toEqual({ closed_at: 1 });
    expect((await ask('select id, closed_at is null as open from source.orders order by id')).rows).toEqual([
      { id: 'O1', open: true },
      { id: 'O2', open: false },
    ]);
  });

  it('never takes back what a flag says for a file that has no such column', async () => {
    const file = await put('customers.csv', 'id,name,email_allowed,phone\nC1,Bo,no,1\n');
    await importTable(databases, 'customers', file, options);
    await put('customers.csv', 'id,name\nC1,Bo\n');
    const result = await importTable(databases, 'customers', file, options);
    expect(result.tables[0]?.emptied).toEqual({ phone: 1 });
    expect((await ask('select email_allowed, phone from source.customers')).rows).toEqual([
      { email_allowed: false, phone: null },
    ]);
  });

  it('empties columns also where a part of the key may be empty, or is in no file', async () => {
    const events = await put(
      'stage_events.csv',
      'item_kind,item_id,line_no,stage,at,promised_for\norder,O1,,a,2026-11-20,2026-12-01\norder,O1,2,a,2026-11-20,2026-12-01\n',
    );
    await importTable(databases, 'stage_events', events, options);
    await put('stage_events.csv', 'item_kind,item_id,stage,at\norder,O1,a,2026-11-20\n');
    const result = await importTable(databases, 'stage_events', events, options);
    expect(result.tables[0]).toMatchObject({ inserted: 0, changed: 1, emptied: { promised_for: 1 } });
    const contacts = await put('customer_contacts.csv', 'customer_id,email,name\nC1,a@x.example,Ann\n');
    await importTable(databases, 'customer_contacts', contacts, options);
    await put('customer_contacts.csv', 'customer_id,email\nC1,a@x.example\n');
    const people = await importTable(databases, 'customer_contacts', contacts, options);
    expect(people.tables[0]).toMatchObject({ inserted: 0, changed: 1, emptied: { name: 1 } });
  });

  it('fills tables of an older contract, which lack what came later', async () => {
    await ask('alter table source.customers drop phone');
    const file = await put('customers.csv', 'id,name,email\nC1,Bo,bo@x.example\n');
    await importTable(databases, 'customers', file, options);
    await put('customers.csv', 'id,name\nC1,Bo\n');
    const result = await importTable(databases, 'customers', file, options);
    expect(result.tables[0]?.emptied).toEqual({ email: 1 });
    await ask('alter table source.customers add phone text');
  });

  it('takes stage events without a line number once', async () => {
    const file = await put(
      'stage_events.csv',
      'item_kind,item_id,line_no,stage,at\norder,O1,,picking,2026-11-20\norder,O1,2,picking,2026-11-20\n',
    );
    await importTable(databases, 'stage_events', file, options);
    expect((await importTable(databases, 'stage_events', file, options)).tables[0]).toMatchObject({
      inserted: 0,
      unchanged: 2,
    });
  });

  it('begins a day in the zone that it is given', async () => {
    const file = await orders('O1,C1,1,2026-11-20,x,,,');
    await importTable(databases, 'orders', file, { ...options, timeZone: 'America/New_York' });
    expect((await ask('select placed_at from source.orders')).rows).toEqual([
      { placed_at: new Date('2026-11-20T05:00:00Z') },
    ]);
  });
});

describe('bad rows', () => {
  const BAD = [
    ',C1,1,2026-11-20,x,,,',
    'O2,C1,2,2026-11-20T25:00:00Z,x,31.11.2026,"1.2.3",',
    'O3,C1,3,2026-11-20,x,2026-02-30,,"two\nlines"',
    'O4,C1,4,2026-11-20,x',
    'O5,C1,5,2026-11-20,x,,,5" pipe',
    `O6,C1,6,2026-11-20,x,\u001b[31m${'9'.repeat(60)},,`,
    'O7,C1,7,2026-11-20,x,,,nul\0',
    'O8,C1,8,2026-11-20,x,,,sound',
    'O8,C1,8,2026-11-20,x,,,sound',
    'O8,C1,8,2026-11-20,x,,,another',
    'O9,C1,9,2026-11-20,x,,,"never closed',
  ];

  it('of every kind are named with line, column, value and reason, and nothing is loaded', async () => {
    await orders(...BAD);
    await put('customers.csv', 'id,name\nC1,Anna\n');
    const result = await importFolder(databases, folder, options);
    expect(result.loaded).toBe(false);
    expect(said(result)).toEqual([
      'orders.csv:2 id must not be empty',
      'orders.csv:3 placed_at "2026-11-20T25:00:00Z" is no time of the day',
      'orders.csv:3 promised_for "31.11.2026" is no day; write it like 2026-11-26',
      'orders.csv:3 total "1.2.3" is no number; write it like 1234.50, with a decimal point and nothing between the thousands',
      'orders.csv:4 promised_for "2026-02-30" is no day of the calendar',
      'orders.csv:6 has 5 fields where the header has 8',
      'orders.csv:7 "O5,C1,5,2026-11-20,x,,,5" pipe" a quote stands inside a field that is not quoted; write the field as "5"" pipe"',
      `orders.csv:8 promised_for "\\u001b[31m${'9'.repeat(35)}…" is no day; write it like 2026-11-26`,
      'orders.csv:9 summary "nul\\u0000" holds a NUL character',
      'orders.csv:13 "O9,C1,9,2026-11-20,x,,,"never closed" a quote is opened and never closed',
      'orders.csv:12 id "O8" repeats the id of line 10 with other values',
    ]);
    expect((await ask('select count(*)::int as n from source.customers')).rows).toEqual([{ n: 0 }]);
    expect((await ask('select count(*)::int as n from source.feeds')).rows).toEqual([{ n: 0 }]);
  });

  it('are skipped on demand, and written beside the file with line and reason', async () => {
    await orders(...BAD);
    const result = await importFolder(databases, folder, { ...options, skipBad: true });
    expect(result.tables[0]).toMatchObject({ rows: 11, inserted: 1, changed: 0, unchanged: 1, rejected: 9 });
    expect((await ask('select id, summary from source.orders')).rows).toEqual([
      { id: 'O8', summary: 'sound' },
    ]);
    const file = path.join(folder, 'orders.rejects.csv');
    expect(result.tables[0]?.rejectsFile).toBe(file);
    const text = await readFile(file, 'utf8');
    expect(text.split('\n')[0]).toBe(`line,reason,${ORDERS}`);
    expect(text).toContain('3,"placed_at is no time of the day; promised_for is no day');
    expect(text).toContain(
      '4,promised_for is no day of the calendar,O3,C1,3,2026-11-20,x,2026-02-30,,"two\nlines"\n',
    );
    expect(text).toContain('12,repeats the id of line 10 with other values,O8,C1,8');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await readdir(folder)).sort()).toEqual(['orders.csv', 'orders.rejects.csv']);
    expect((await importFolder(databases, folder, { ...options, skipBad: true })).ignored).toEqual([]);
  });

  it('are listed up to a thousand and counted beyond', async () => {
    await orders(...Array.from({ length: 5_000 }, (_, row) => `O${row},C1,1,never,x,,,`));
    const result = await importFolder(databases, folder, options);
    expect(result.tables[0]).toMatchObject({ rows: 5_000, rejected: 5_000 });
    expect(result.tables[0]?.bad).toHaveLength(1_000);
  });

  it('leave no rejects when there are none', async () => {
    await orders('O1,C1,1,2026-11-20,x,,,');
    const result = await importFolder(databases, folder, { ...options, skipBad: true });
    expect(result.tables[0]?.rejectsFile).toBeNull();
    expect(await readdir(folder)).toEqual(['orders.csv']);
  });

  it('of a file that is UTF-8 but for a broken byte are said to be so', async () => {
    const bytes = [
      Buffer.from('id,name,role\nP1,Żółty,owner\nP2,J'),
      Buffer.from([0xfc]),
      Buffer.from('rgen,owner\n'),
    ];
    await put('people.csv', Buffer.concat(bytes));
    expect(said(await importFolder(databases, folder, options))).toEqual([
      'people.csv:3 name "J\uFFFDrgen" is not UTF-8; save the file as UTF-8',
    ]);
  });
});

describe('a header', () => {
  it('that is wrong is told with what was meant, for all files at once', async () => {
    await put('people.csv', 'id,nmae,role,role\n');
    await put('orders.csv', 'id;customer_id\n');
    await put('payments.csv', '');
    expect((await fails(importFolder(databases, folder, options))).split('\n')).toEqual([
      'ConfigurationFailure: people.csv:1 names the column role twice.',
      'people.csv:1 has a column that people does not know: "nmae" (name?). A profile says what is made of it, or that it is ignored; `tidings import --suggest FILE` writes one.',
      'people.csv:1 lacks the required name.',
      'orders.csv:1 lacks the required number, placed_at, stage.',
      'payments.csv is empty. Its first line must name the columns, such as id,amount,currency,status.',
    ]);
  });

  it('alone is a file of no rows', async () => {
    await put('people.csv', 'id,name,role');
    expect((await importFolder(databases, folder, options)).tables[0]).toMatchObject({
      rows: 0,
      inserted: 0,
    });
  });

  it('of UTF-16 is read', async () => {
    await put('people.csv', Buffer.from('\uFEFFid\tname\trole\nP1\tŻółty\towner\n', 'utf16le'));
    expect((await importFolder(databases, folder, options)).tables[0]).toMatchObject({ inserted: 1 });
  });

  it('of a hundred thousand columns is refused in a few words', async () => {
    await put('people.csv', 'a,'.repeat(100_000));
    expect(await fails(importFolder(databases, folder, options))).toContain(
      'has 100001 columns; 2000 are the most',
    );
    await put('people.csv', 'a,'.repeat(1_000_000));
    expect(await fails(importFolder(databases, folder, options))).toContain('longer than 1000000 characters');
  });
});

describe('a feed', () => {
  const feeds = async () =>
    (await ask('select name, fresh_as_of as at from source.feeds order by name')).rows;

  it('is fresh as of the import of orders, jobs or payments; invoices tell nothing of payments', async () => {
    await orders('O1,C1,1,2026-11-20,x,,,');
    await put('payments.csv', 'id,amount,currency,status\nZ1,1,PLN,booked\n');
    expect((await importFolder(databases, folder, options)).feeds).toEqual(['orders', 'payments']);
    expect(await feeds()).toEqual([
      { name: 'orders', at: new Date(NOW) },
      { name: 'payments', at: new Date(NOW) },
    ]);
  });

  it('of payments is not fresh for an import of invoices alone', async () => {
    await put(
      'invoices.csv',
      'id,customer_id,number,issued_on,due_on,currency,total,open_amount\nI1,C1,1,2026-11-01,2026-11-15,PLN,1,1\n',
    );
    expect((await importFolder(databases, folder, options)).feeds).toEqual([]);
    expect(await feeds()).toEqual([]);
  });

  it('is what feeds.csv says where it says something', async () => {
    await orders('O1,C1,1,2026-11-20,x,,,');
    await put('service_jobs.csv', 'id,customer_id,number,reported_at,stage\nJ1,C1,1,2026-11-20,x\n');
    await put('feeds.csv', 'name,fresh_as_of\norders,2026-11-25T00:00:00Z\npayments,2026-11-24T00:00:00Z\n');
    expect((await importFolder(databases, folder, options)).feeds).toEqual(['service_jobs']);
    expect(await feeds()).toEqual([
      { name: 'orders', at: new Date('2026-11-25T00:00:00Z') },
      { name: 'payments', at: new Date('2026-11-24T00:00:00Z') },
      { name: 'service_jobs', at: new Date(NOW) },
    ]);
  });
});

describe('an import that can not be done', () => {
  it('says so of a folder, table or file that is not there', async () => {
    expect(await fails(importFolder(databases, folder, options))).toContain(
      'holds no table. A folder may hold people.csv,',
    );
    expect(await fails(importFolder(databases, '/nowhere', options))).toContain('/nowhere is not there');
    expect(await fails(importTable(databases, 'order', 'x', options))).toContain(
      'no table order; did you mean orders?',
    );
    expect(await fails(importTable(databases, 'orders', '/nowhere.csv', options))).toContain(
      '/nowhere.csv is not there',
    );
  });

  it('says so of views and of a schema without tables', async () => {
    const file = await put('people.csv', 'id,name,role\nP1,Ewa,owner\n');
    await ask(
      'create schema erp; create table erp.feeds (); create view erp.people as select * from source.people order by id limit 9',
    );
    expect(await fails(importTable(databases, 'people', file, { ...options, schema: 'erp' }))).toContain(
      'no table but a view',
    );
    expect(await fails(importTable(databases, 'people', file, { ...options, schema: 'nil' }))).toContain(
      'db/source-contract.sql',
    );
    await ask('drop schema erp cascade');
  });

  it('is undone whole when the database refuses a row, rejects included', async () => {
    await ask("alter table source.people add constraint theirs check (name <> 'Ewa')");
    await put('people.csv', 'id,name,role\nP1,Ewa,owner\nP2,Jan,boss\n');
    expect(await fails(importFolder(databases, folder, { ...options, skipBad: true }))).toMatch(
      /undone.*theirs/,
    );
    await ask('alter table source.people drop constraint theirs');
    expect(await readdir(folder)).toEqual(['people.csv']);
  });

  it('writes rejects elsewhere when the folder is not to be written', async () => {
    const file = await put('people.csv', 'id,name,role\nP1,Ewa,boss\n');
    await chmod(folder, 0o500);
    const result = await importTable(databases, 'people', file, {
      ...options,
      skipBad: true,
      rejectsFolder: `${folder}-rejects`,
    });
    // root may write anywhere
    const where = process.getuid?.() === 0 ? folder : `${folder}-rejects`;
    expect(result.tables[0]?.rejectsFile).toBe(path.join(where, 'people.rejects.csv'));
    await chmod(folder, 0o700);
    await rm(`${folder}-rejects`, { recursive: true, force: true });
  });
});

it('a connection that is cut while a file is copied fails the import, and nothing of it is there', async () => {
  const rows = Array.from({ length: 200_000 }, (_, n) => `O${n},C1,${n},2026-11-20,picking,,,suit`);
  await orders(rows.join('\n'));
  const failed = fails(importFolder(databases, folder, options));
  for (let cut = 0; cut === 0; ) {
    const { rows: ended } = await ask(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and state = 'active' and query like 'copy pg_temp.%'`,
    );
    cut = ended.length;
  }
  // What the driver says depends on whether it was writing: the server's word, EPIPE, ECONNRESET.
  expect(await failed).not.toBe('it did not fail');
  expect((await ask('select from source.orders limit 1')).rowCount).toBe(0);
});

describe('a link in the folder', () => {
  const SECRET = 'root:x:0:0:the first line of a secret';

  it('is not followed, and nothing of what it leads to is told', async () => {
    const secret = await put('secret.txt', `${SECRET}\nsecond\n`);
    await mkdir(path.join(folder, 'export'));
    await symlink(secret, path.join(folder, 'export', 'orders.csv'));
    const failure = await fails(importFolder(databases, path.join(folder, 'export'), options));
    expect(failure).toContain('orders.csv is a link, and links are not followed');
    expect(failure).not.toContain('root');
  });

  it('that is put there after it was opened changes nothing of what is read', async () => {
    const secret = await put('secret.txt', SECRET);
    const opened = await OpenedFile.open(await orders('O1,C1,1,2026-11-20,picking,,,suit'));
    await rm(opened.path);
    await symlink(secret, opened.path);
    let text = '';
    for await (const piece of opened.pieces()) text += String(piece);
    expect(text).toContain('O1,C1');
    await opened.expectSame();
    expect(await opened.stillThere()).toBe(false);
    await opened.close();
  });

  it('where rejected rows would go is replaced, and what it leads to stays as it is', async () => {
    const mine = await put('mine.txt', 'untouched');
    await symlink(mine, path.join(folder, 'orders.rejects.csv.part'));
    await orders('O1,C1,1,2026-11-20,picking,never,,suit');
    await importFolder(databases, folder, { ...options, skipBad: true });
    expect(await readFile(mine, 'utf8')).toBe('untouched');
    expect(await readFile(path.join(folder, 'orders.rejects.csv'), 'utf8')).toContain('never');
  });

  it('that somebody names themselves is theirs to follow', async () => {
    const file = await orders('O1,C1,1,2026-11-20,picking,,,suit');
    const link = path.join(folder, 'latest.csv');
    await symlink(file, link);
    expect((await importTable(databases, 'orders', link, options)).loaded).toBe(true);
  });
});
