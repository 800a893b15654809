import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { warsaw } from '../../support/builders.ts';
import { aCompany, type Company, freshen } from '../../support/company.ts';
import { anInvoice, haveRecord } from '../../support/owing.ts';
import { freshShell, type Said, shell } from '../../support/shell.ts';

let company: Company;
let home: string;
beforeEach(async () => {
  company = await aCompany();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-verdict-'));
  freshShell({ DATABASE_URL: company.databases.url, TIDINGS_HOME: home });
  await freshen(company.pool, warsaw('2026-11-26 10:00'));
  await haveRecord(company, 0);
  await company.have('invoices', anInvoice({ number: 'FV/1' }));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await company.close();
  await rm(home, { recursive: true });
});

const verdict = (...args: string[]): Promise<Said> =>
  shell('verdict', ...args, '--at', '2026-11-26T10:00:00+01:00');

test('in words: what may go, and why', async () => {
  const { code, out, err } = await verdict('FV/1', '--tone', 'formal');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const lines = out.trim().split('\n');
  expect(lines[0]).toBe('Invoice F1 of customer C1: only a friendly letter may go');
  expect(lines[1]).toBe(
    '  52 days overdue, payment record clean, before the rung "final", asked for in a formal tone',
  );
  expect(lines.slice(2, -1).every((line) => line.startsWith('  - '))).toBe(true);
  expect(lines.at(-1)).toBe('  decided 2026-11-26 09:00 UTC on payments read: 2026-11-26 09:00 UTC');
});

test('where a person must agree, it says so', async () => {
  await company.pool.query('update source.payments set booked_on = booked_on + 40');
  await company.pool.query('update source.invoices set closed_on = closed_on + 40');
  expect((await verdict('F1', '--tone', 'formal')).out).toContain(
    ': a formal letter may go, once a person agrees to it\n',
  );
});

test('as JSON it is what the gate answers', async () => {
  const { code, out } = await verdict('F1', '--json');
  expect(code).toBe(0);
  expect(Object.keys(JSON.parse(out)).sort()).toEqual(
    [
      'invoice_id',
      'customer_id',
      'days_overdue',
      'record',
      'rung',
      'asked_tone',
      'verdict',
      'tone',
      'release',
      'reasons',
      'holds',
      'until',
      'decided_at',
      'facts_as_of',
    ].sort(),
  );
});

test('an unknown invoice ends in 1', async () => {
  expect(await verdict('F9', '--json')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('No invoice has the id or number "F9"'),
  });
});

test('stale payments end in 1, and the answer is a no', async () => {
  await freshen(company.pool, warsaw('2026-11-24 10:00'));
  const { code, out, err } = await verdict('F1', '--tone', 'friendly', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({ verdict: 'hold', tone: null });
  expect(err).toMatch(
    /^No letter may go: the feed payments is stale: .*\. Import the payments, then ask again\.\n$/,
  );
});

test("the company's words do not steer the terminal", async () => {
  await company.have('invoices', anInvoice({ id: 'F\u001b[31m', number: 'x' }));
  expect((await verdict('x')).out).not.toContain('\u001b');
});
