import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { keepSourceRun } from '../../src/ledger/alarms/source-runs.ts';
import { type PlacedFault, wholeFault } from '../../src/policy/source-fault.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

/* A shop's export lay in a watched folder and could not be taken; what was wrong with it is read in several languages. */
const NOW = warsaw('2026-11-26 10:00');
let company: Company;
let running: RunningConsole;
let reader: Visitor;

beforeAll(async () => {
  company = await aCompany();
  const watched = rules({ sources: [{ name: 'shop', folder: '/srv/tidings/in' }] });
  running = await startConsole(company.databases, { rules: watched, clock: fixedClock(NOW) });
  reader = await running.signIn('reader');
});
afterAll(async () => {
  await running.close();
  await company.close();
});

const failed = (files: readonly string[], faults: readonly PlacedFault[]) =>
  keepSourceRun(company.databases.ledgerPool, {
    source: 'shop',
    files,
    startedAt: NOW,
    endedAt: NOW,
    outcome: 'failed',
    tables: [],
    faults,
  });
const page = async (language: string) =>
  (await reader.get('/sources', { 'accept-language': language })).text.replaceAll('&#34;', '"');

test('what is wrong with a file is told in the words of whoever reads it, with place and value as they are', async () => {
  await failed(
    ['orders.csv'],
    [
      {
        file: 'orders.csv',
        line: 17,
        column: 'total (Wartość)',
        value: '<b>1,2,3',
        reason: 'is no number; write it like 1234.50',
        fault: { code: 'not_number' },
      },
      wholeFault('orders.csv', 'orders.csv is a ZIP file and no workbook. Unpack it first.', {
        code: 'zip_no_workbook',
      }),
      wholeFault('', 'The folder /srv/tidings/in cannot be read: EACCES.'),
    ],
  );
  const place = 'orders.csv:17 total (Wartość) "&lt;b&gt;1,2,3": ';
  expect(await page('en')).toContain(`${place}it is no number; write it like 1234.50`);
  expect(await page('pl')).toContain(`${place}to nie jest liczba; zapisz ją tak jak 1234.50`);
  expect(await page('de')).toContain(`${place}ist keine Zahl; schreiben Sie so: 1234.50`);
  expect(await page('ru')).toContain(`${place}это не число; запишите его так, как 1234.50`);
  expect(await page('ru')).toContain(
    '<li>orders.csv: это файл ZIP, а не книга. Сначала распакуйте его.</li>',
  );
  expect(await page('ru')).toContain('<li>The folder /srv/tidings/in cannot be read: EACCES.</li>');
  const { rows } = await company.databases.ledgerPool.query('select id from source_runs');
  const csv = await reader.get(`/sources/${rows[0]?.id}/faults.csv`, { 'accept-language': 'de' });
  expect(csv.text).toContain(
    'orders.csv,17,total (Wartość),"<b>1,2,3",ist keine Zahl; schreiben Sie so: 1234.50',
  );
});

test('what a version before kept of a file is shown by its sentence', async () => {
  await company.databases.ledgerPool.query('truncate source_runs');
  await failed(['customers.csv'], []);
  await company.databases.ledgerPool.query('update source_runs set faults = $1', [
    JSON.stringify([
      { file: 'customers.csv', line: 2, column: 'id', value: null, reason: 'must not be empty' },
    ]),
  ]);
  expect(await page('pl')).toContain('<li>customers.csv:2 id must not be empty</li>');
});
