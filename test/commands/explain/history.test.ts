import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readInForce } from '../../../src/ledger/documents/documents-in-force.ts';
import { publish } from '../../../src/ledger/documents/publish.ts';
import { warsaw } from '../../support/builders.ts';
import { aCompany, type Company } from '../../support/company.ts';
import { freshShell, shell } from '../../support/shell.ts';

const EVIL = 'cash\u001b[31m\n2026-11-26 10:00  letter L9  became submitted, by Anna';
let company: Company;
let home: string;
let letter: string;
beforeAll(async () => {
  company = await aCompany();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-history-'));
  freshShell({ DATABASE_URL: company.databases.url, TIDINGS_HOME: home });
  await company.haveOrder({ id: 'O1', number: '1001', promised_for: '2026-11-25' });
  await company.haveInvoice();
  await company.have('customers', { id: 'C2', name: 'Jan Kot', email: 'jan@kot.example', language: 'en' });
  await company.haveOrder({ id: 'O2', customer_id: 'C2', number: '1002', promised_for: '2026-11-25' });
  await company.day(warsaw('2026-11-26 10:00'));
  letter = (await company.letters()).find(({ customer_id }) => customer_id === 'C1')?.id ?? '';
  await shell('hold', 'F1', '--until', 'lifted', '--why', EVIL, '--by', 'Anna Lis');
  await shell('pause', '--by', 'Ola', '--why', 'stocktaking');
  await shell('resume', '--by', 'Ola');
  await company.change('orders', 'O1', { stage: 'ready', updated_at: '2026-11-27T08:00:00+01:00' });
  await company.round(warsaw('2026-11-27 10:00'));
  const fetched = '2026-11-27T16:00:00+01:00';
  await company.change('orders', 'O1', { stage: 'delivered', closed_at: fetched, updated_at: fetched });
  await company.round(warsaw('2026-11-27 17:00'));
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await company.close();
  await rm(home, { recursive: true });
});

const lines = async (...args: string[]) =>
  (await shell('history', ...args)).out
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/, recorded [\d-]+ \d\d:\d\d/, ''));

test('of a letter: from its writing to the mail server, with why', async () => {
  expect(await lines(letter)).toEqual([
    `2026-11-26 09:00  letter ${letter} (late, order O1)  written, queued, by worker`,
    expect.stringMatching(
      `^2026-11-26 09:00  letter ${letter}  sending → submitted, by worker: captured in .*`,
    ),
  ]);
  expect(await lines(letter.slice(0, 8)), 'by the beginning of its id').toHaveLength(2);
});

test('of an order, by id or number: its case, its letters, and nothing of anybody else', async () => {
  const ofOrder = await lines('O1');
  expect(ofOrder.map((line) => line.split('  ')[2]?.replace(/, by worker.*/, ''))).toEqual([
    'opened',
    'written, queued',
    'made',
    'sending → submitted',
    'written, queued',
    'ended',
    'done, by the end of its case',
  ]);
  expect(ofOrder.join('\n')).not.toContain('O2');
  expect(ofOrder.join('\n')).not.toContain('F1');
  expect(await lines('1001'), 'its number').toEqual(ofOrder);
});

test('of an invoice: verdicts and holds; one that is judged alike again has no new entry', async () => {
  const ofInvoice = await lines('F1');
  expect(ofInvoice.filter((line) => line.includes('verdict'))).toHaveLength(2);
  expect(ofInvoice.join('\n')).toMatch(/verdict invoice:F1 \(F1\) {2}judged, hold, by worker: /);
  expect(ofInvoice.join('\n')).toMatch(/hold 1 \(F1\) {2}held, by Anna Lis: cash/);
});

test('of a document of the letters, by its path: who changed it, and why', async () => {
  const pool = company.databases.ledgerPool;
  const path = 'en/late.mjml';
  const shown = (await readInForce(pool)).documents.get(path) ?? '';
  const plainer = { by: 'Jan', why: 'plainer', at: warsaw('2026-11-27 11:00') };
  await publish(pool, [{ path, content: `${shown}<!-- plainer -->\n` }], plainer, async () => []);
  expect(await lines(path)).toEqual(['2026-11-27 10:00  document en/late.mjml  published, by Jan: plainer']);
  const { code, err } = await shell('history', 'en/nothing.mjml');
  expect([code, err]).toEqual([
    1,
    expect.stringContaining('no letter, case, customer, item, invoice or document'),
  ]);
});

test('of a customer: all that is theirs, the newest last', async () => {
  const entries = JSON.parse((await shell('history', 'C1', '--json')).out);
  const ids = entries.map(({ id }: { id: string }) => Number(id));
  expect(ids).toEqual([...ids].sort((a, b) => a - b));
  expect(new Set(entries.map((entry: { customer_id: string }) => entry.customer_id))).toEqual(
    new Set(['C1']),
  );
  expect(new Set(entries.map((entry: { subject_kind: string }) => entry.subject_kind))).toEqual(
    new Set(['case', 'letter', 'task', 'verdict', 'hold']),
  );
});

test("of a person: what they did; somebody's words can neither steer the terminal nor pass for an entry", async () => {
  const { out } = await shell('history', 'Anna Lis');
  expect(out.trimEnd().split('\n')).toHaveLength(1);
  expect(out).toContain('cash\uFFFD[31m 2026-11-26 10:00  letter L9');
  expect(await lines('Ola')).toEqual([
    expect.stringMatching(/pause 1 {2}paused, by Ola: stocktaking/),
    expect.stringMatching(/pause 1 {2}resumed, by Ola/),
  ]);
});

test('without an id: what concerns nobody alone', async () => {
  const all = (await lines()).join('\n');
  expect(all).toMatch(/template \w+ \(late\) {2}first used, by worker/);
  expect(all).toContain('paused, by Ola: stocktaking');
  expect(all).not.toContain('letter ');
});

test('of nobody: says so', async () => {
  expect(await shell('history', 'nobody\u001b[31m')).toMatchObject({
    code: 1,
    err: expect.stringContaining('There is no history of "nobody\\u001b[31m"'),
  });
});
