import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { lastReport } from '../../src/ledger/rounds/rounds.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { freshShell, shell } from '../support/shell.ts';

/*
 * "You switched it on, and on the first day a customer of ours was reminded of an invoice of 2011 that the old accountant had never
 * written off."
 */
const LIVE = '2026-11-26T08:00:00+01:00';
const FIRST_ROUND = warsaw('2026-11-26 09:00');
let company: Company;
let folder: string;
beforeAll(async () => {
  company = await aCompany({ go_live: LIVE });
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-debts-'));
  const policy = path.join(folder, 'policy.yaml');
  await writeFile(
    policy,
    JSON.stringify({ extends: 'default', go_live: LIVE, company: { languages: ['en'] } }),
  );
  freshShell({ DATABASE_URL: company.databases.url, TIDINGS_POLICY: policy });
  await company.haveInvoice({
    id: 'OLD',
    number: 'FV/2011/7',
    issued_on: '2011-03-01',
    due_on: '2011-03-15',
  });
  await company.haveInvoice({ id: 'LATE', issued_on: '2026-10-01', due_on: '2026-11-10' });
  await company.haveInvoice({ id: 'NEW', issued_on: '2026-11-12', due_on: '2026-11-26' });
});
afterAll(async () => {
  await company.close();
  await rm(folder, { recursive: true });
});

const backlog = async (...more: string[]) => shell('backlog', ...more, '--at', '2026-11-26T09:00:00+01:00');

test('nobody is reminded of what was overdue before; it is listed with what would be written', async () => {
  const { written, verdicts } = await company.day(FIRST_ROUND);
  expect(written).toBe(0);
  expect(verdicts.map(({ invoice_id, holds }) => [invoice_id, holds[0]])).toEqual([
    ['OLD', 'backlog'],
    ['LATE', 'backlog'],
  ]);
  expect(await lastReport(company.databases.ledgerPool)).toMatchObject({ backlog: 2 });
  const entries: readonly object[] = JSON.parse((await backlog('--json')).out);
  expect(entries).toEqual([
    expect.objectContaining({
      item_kind: 'invoice',
      item_id: 'OLD',
      number: 'FV/2011/7',
      stage: null,
      since: '2011-03-15T00:00:00.000Z',
      would: 'send',
      letter: 'reminder-friendly',
    }),
    expect.objectContaining({ item_id: 'LATE' }),
  ]);
  expect((await backlog()).out).toMatch(
    /2011-03-15 {2}invoice FV\/2011\/7, Zofia Maj, overdue {2}letter: reminder friendly {2}\[OLD\]/,
  );
});

test('a person releases one by its number: it begins at the foot of the ladder, the other still waits', async () => {
  expect((await backlog('release', 'FV/2011/7', '--by', 'Ola')).out).toContain('invoice OLD');
  const { letters, verdicts } = await company.day(warsaw('2026-11-26 10:00'));
  expect(letters).toMatchObject([{ kind: 'reminder-friendly' }]);
  expect(verdicts.find(({ invoice_id }) => invoice_id === 'LATE')?.holds).toContain('backlog');
});

test('what falls due after going live is reminded of like any other', async () => {
  const { verdicts } = await company.day(warsaw('2026-12-04 10:00'));
  expect(verdicts.find(({ invoice_id }) => invoice_id === 'NEW')?.holds).not.toContain('backlog');
});
