import { appendFileSync, renameSync } from 'node:fs';
import { appendFile, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { Signals } from '../../src/alarms/signals.ts';
import { fixedClock } from '../../src/clock.ts';
import { Pulse } from '../../src/gate/pulse.ts';
import { Vitals } from '../../src/gate/vitals.ts';
import { openAlarms } from '../../src/ledger/alarms/alarms.ts';
import { lastSourceRuns } from '../../src/ledger/alarms/source-runs.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { captureTransport } from '../../src/post/server/capture.ts';
import { contractTable } from '../../src/source/contract/contract.ts';
import { importFiles } from '../../src/source/import/import.ts';
import { type LastLooks, takeSources } from '../../src/worker/take-sources.ts';
import { watch } from '../../src/worker/watch.ts';
import { zipOf } from '../support/a-workbook.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';

/* A folder into which somebody's program puts files: each is imported once and whole, or set aside with the reasons. */
const NOW = warsaw('2026-11-26 10:00');
const HEADER = 'id,customer_id,number,placed_at,stage';
let company: Company;
let folder = '';
let home = '';
let looks: LastLooks;
let signals: Signals;
let vitals: Vitals;
beforeAll(async () => {
  company = await aCompany();
});
afterAll(() => company.close());
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-in-'));
  home = await mkdtemp(path.join(tmpdir(), 'tidings-home-'));
  looks = new Map();
  signals = new Signals('here');
  vitals = new Vitals();
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(home, { recursive: true });
  await company.pool.query('truncate source.orders, source.feeds, source.unnamed_rows');
  await company.databases.ledgerPool.query('truncate source_runs, alarms');
});

const put = (name: string, text: string | Buffer) => writeFile(path.join(folder, name), text);
const orders = (...rows: string[]) => [HEADER, ...rows, ''].join('\n');
const policy = (more: object = {}) => rules({ sources: [{ name: 'shop', folder, ...more }] });

async function look(theRules = policy()): Promise<void> {
  const transport = captureTransport(home);
  const options = {
    databases: company.databases,
    rules: theRules,
    clock: fixedClock(NOW),
    templates: await Templates.shipped(),
    transport,
    inbox: null,
    log: pino({ level: 'silent' }),
    vitals,
    pulse: new Pulse(performance.now()),
    config: { home },
    signal: new AbortController().signal,
  };
  await takeSources(options, looks, signals);
  transport.close();
}
/** Two looks: what has not changed between them is whole. */
const looked = async (theRules = policy()) => {
  await look(theRules);
  await look(theRules);
};
const ids = async () =>
  (await company.pool.query('select id from source.orders order by id')).rows.map(({ id }) => id);
const names = async (below = '') => (await readdir(path.join(folder, below))).sort();
const runs = () => lastSourceRuns(company.databases.ledgerPool, ['shop'], 10);
const alarms = async (theRules = policy()) => {
  await freshen(company.pool, NOW);
  const templates = await Templates.shipped();
  await watch({
    databases: company.databases,
    rules: theRules,
    clock: fixedClock(NOW),
    templates,
    signals,
    home,
  });
  return (await openAlarms(company.databases.ledgerPool)).filter(({ code }) => code === 'source_failed');
};

test('a file is taken when it has not changed between two looks, and lies in done/ then', async () => {
  await put('orders-2026-11-26.csv', orders('O1,C1,1,2026-11-02,x'));
  await put('notes.pdf', 'no table');
  await put('.orders.csv', orders('O9,C1,9,2026-11-02,x'));
  await look();
  expect(await ids()).toEqual([]);
  await appendFile(path.join(folder, 'orders-2026-11-26.csv'), 'O2,C1,2,2026-11-02,x\n');
  await look();
  expect(await ids(), 'it still grew').toEqual([]);
  await look();
  expect(await ids()).toEqual(['O1', 'O2']);
  expect(await names('done')).toEqual(['orders-2026-11-26.csv']);
  expect(await names()).toEqual(['.orders.csv', 'done', 'failed', 'notes.pdf']);
  expect(await runs()).toMatchObject([
    {
      outcome: 'loaded',
      files: ['orders-2026-11-26.csv'],
      tables: [{ table: 'orders', rows: 2, inserted: 2, rejected: 0 }],
      faults: [],
    },
  ]);
  const metrics = await vitals.registry.metrics();
  expect(metrics).toContain('tidings_source_rows_total{source="shop",table="orders",result="inserted"} 2');
  expect(metrics).toContain('tidings_source_failed{source="shop"} 0');
  await put('orders-2026-11-26.csv', orders('O3,C1,3,2026-11-02,x'));
  await looked();
  expect(await names('done')).toEqual(['1-orders-2026-11-26.csv', 'orders-2026-11-26.csv']);
});

test('one with a fault is set aside with the reasons, its alarm says them, and the next good one ends it', async () => {
  await put('orders.csv', orders('O1,C1,1,never,x', 'O2,C1,2,2026-11-02,x'));
  await looked();
  expect(await ids(), 'never half a load').toEqual([]);
  expect((await company.pool.query('select 1 from source.feeds')).rowCount, 'nothing is fresh by it').toBe(0);
  expect(await names('failed')).toEqual(['orders.csv', 'orders.csv.why.txt']);
  const why = await readFile(path.join(folder, 'failed', 'orders.csv.why.txt'), 'utf8');
  expect(why).toBe('orders.csv:2 placed_at "never" is no moment; write it like 2026-11-26T09:00:00+01:00\n');
  expect((await runs())[0]?.faults).toEqual([
    {
      file: 'orders.csv',
      line: 2,
      column: 'placed_at',
      value: 'never',
      reason: 'is no moment; write it like 2026-11-26T09:00:00+01:00',
      fault: { code: 'not_moment' },
    },
  ]);
  expect(await alarms()).toMatchObject([
    {
      subject: 'shop',
      why: `files of the source shop could not be imported: ${why.trim()}`,
      evidence: { number: 1 },
    },
  ]);
  await put('orders.csv', orders('O1,C1,1,2026-11-02,x', 'O2,C1,2,2026-11-02,x'));
  await looked();
  expect(await ids()).toEqual(['O1', 'O2']);
  expect(await alarms()).toEqual([]);
});

test('several files are all taken or none, and only the ones at fault are set aside', async () => {
  await put('customers.csv', 'id,name\nC1,Bo\n');
  await put('orders.csv', orders('O1,C1,1,02/03/2026,x'));
  await looked();
  expect(await ids()).toEqual([]);
  expect(await names()).toEqual(['customers.csv', 'done', 'failed']);
  expect((await runs())[0]?.faults).toMatchObject([
    {
      file: 'orders.csv',
      line: 2,
      column: 'placed_at',
      value: '02/03/2026',
      reason: expect.stringContaining('is 2026-03-02 (day first) or 2026-02-03 (month first)'),
      fault: {
        code: 'question',
        readings: [
          { means: { code: 'day', day: '2026-03-02', order: 'day first' }, write: 'dates: day first' },
          { means: { code: 'day', day: '2026-02-03', order: 'month first' }, write: 'dates: month first' },
        ],
      },
    },
  ]);
  await looked();
  expect(await names('done')).toEqual(['customers.csv']);
});

test('a file that calls itself complete and leaves out far too much is set aside alone', async () => {
  const many = Array.from({ length: 201 }, (_, n) => `O${n},C1,${n},2026-11-20,x`);
  await put('orders.csv', orders(...many));
  await looked();
  await put('customers.csv', 'id,name\nC1,Bo\n');
  await put('orders.csv', orders(...many.slice(60)));
  const complete = policy({ they_are: 'complete' });
  await looked(complete);
  expect((await runs())[0]?.faults).toMatchObject([{ file: 'orders.csv', fault: { code: 'leaves_out' } }]);
  expect(await names('failed')).toEqual(['orders.csv', 'orders.csv.why.txt']);
  expect(await names()).toContain('customers.csv');
});

test('a folder by a profile takes what its pattern names, in the order of the dates in the names', async () => {
  const list = (stage: string) =>
    `Nr zamówienia;Klient;E-mail;Data zamówienia;Status;Termin realizacji;Kwota\n1;Bo;bo@x.example;02.11.2026;${stage};20.11.2026;9,90\n`;
  await put('Lista 2026-11-25.CSV', list('drugi'));
  await put('Lista 2026-11-24.csv', list('pierwszy'));
  await put('other.csv', 'x');
  await looked(policy({ profile: 'excel-orders-pl', files: 'lista*.csv' }));
  expect((await company.pool.query('select id, stage, total from source.orders')).rows).toEqual([
    { id: '1', stage: 'drugi', total: '9.90' },
  ]);
  expect(await names()).toEqual(['done', 'failed', 'other.csv']);
});

test('a file that is replaced while it is read is read whole, and the other one is taken next', async () => {
  await put('orders.csv', orders('O1,C1,1,2026-11-02,x'));
  await put('next', orders('O2,C1,2,2026-11-02,x'));
  let replaced = false;
  const result = await importFiles(
    company.databases,
    [
      {
        file: path.join(folder, 'orders.csv'),
        table: contractTable('orders') ?? null,
        date: null,
      },
    ],
    {
      clock: fixedClock(NOW),
      skipBad: false,
      rejectsFolder: home,
      onProgress: () => {
        if (replaced) return;
        replaced = true;
        renameSync(path.join(folder, 'next'), path.join(folder, 'orders.csv'));
      },
      onLoaded: async ([opened]) => {
        for (let tries = 0; tries < 100 && (await opened?.stillThere()); tries++)
          await new Promise(setImmediate);
        expect(await opened?.stillThere()).toBe(false);
      },
    },
  );
  expect(result.loaded).toBe(true);
  expect(await ids()).toEqual(['O1']);
  await looked();
  expect(await ids()).toEqual(['O1', 'O2']);
});

test('a file that grows while it is read is not loaded in part', async () => {
  await put('orders.csv', orders(...Array.from({ length: 20_000 }, (_, n) => `O${n},C1,${n},2026-11-02,x`)));
  let grown = false;
  const growing = importFiles(
    company.databases,
    [{ file: path.join(folder, 'orders.csv'), table: contractTable('orders') ?? null, date: null }],
    {
      clock: fixedClock(NOW),
      skipBad: false,
      rejectsFolder: home,
      onProgress: () => {
        if (!grown) appendFileSync(path.join(folder, 'orders.csv'), 'O-new,C1,1,2026-11-02,x\n');
        grown = true;
      },
    },
  );
  await expect(growing).rejects.toThrow('was written to while it was read, and nothing of it was imported');
  expect(await ids()).toEqual([]);
});

test('two workers that look at once load a file once', async () => {
  await put('orders.csv', orders('O1,C1,1,2026-11-02,x'));
  await look();
  await Promise.all([look(), look()]);
  expect(await ids()).toEqual(['O1']);
  expect((await runs()).map(({ outcome }) => outcome)).toEqual(['loaded']);
  expect(await names('done')).toEqual(['orders.csv']);
});

test('a fault of one file sets aside that one, and none whose name is a part of its name', async () => {
  await put('orders.csv', orders('O1,C1,1,2026-11-02,x'));
  await put('2026-11-26-orders.csv', orders('O2,C1,2,never,x'));
  await looked();
  expect(await names('failed')).toEqual(['2026-11-26-orders.csv', '2026-11-26-orders.csv.why.txt']);
  await looked();
  expect(await ids()).toEqual(['O1']);
  expect(await names('done')).toEqual(['orders.csv']);
});

test('a folder that cannot be used, or is not there, is an alarm, and one run however often it is tried', async () => {
  await put('orders.csv', orders('O1,C1,1,2026-11-02,x'));
  await put('done', 'this is no folder');
  await looked();
  await look();
  expect(await ids(), 'what could not be moved is not loaded').toEqual([]);
  expect(await alarms()).toMatchObject([
    { why: expect.stringContaining('could not be moved to done/ and failed/ afterwards') },
  ]);
  expect(await runs()).toHaveLength(1);
  const gone = rules({ sources: [{ name: 'shop', folder: path.join(folder, 'nowhere') }] });
  await look(gone);
  expect(await alarms(gone)).toMatchObject([{ why: expect.stringContaining('cannot be read: ENOENT') }]);
});

test('a link is not followed, and a bomb fills nothing', async () => {
  await put('secret.txt', 'root');
  await symlink(path.join(folder, 'secret.txt'), path.join(folder, 'orders.csv'));
  await put('orders.xlsx', zipOf([{ name: 'xl/workbook.xml', bytes: Buffer.alloc(80 * 1024 * 1024) }]));
  await looked(policy({ files: 'orders*' }));
  expect(await names('failed')).toEqual(['orders.xlsx', 'orders.xlsx.why.txt']);
  expect(await readFile(path.join(folder, 'failed', 'orders.xlsx.why.txt'), 'utf8')).toContain(
    'unpacks to more than 250 times its size',
  );
  expect((await runs())[0]?.faults).toMatchObject([
    {
      file: 'orders.xlsx',
      line: null,
      reason: expect.stringMatching(/^orders\.xlsx unpacks to more than 250 times/),
      fault: { code: 'bomb', times: 250 },
    },
  ]);
  expect(await names()).toContain('orders.csv');
});

test('while the database cannot be written the files stay where they are', async () => {
  await put('orders.csv', orders('O1,C1,1,2026-11-02,x'));
  await company.pool.query('alter table source.orders rename to orders_away');
  await looked();
  expect(await names()).toContain('orders.csv');
  expect(await alarms()).toMatchObject([{ why: expect.stringContaining('source.orders is not there') }]);
  await company.pool.query('alter table source.orders_away rename to orders');
  await look();
  expect(await ids()).toEqual(['O1']);
});
