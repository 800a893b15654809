import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { haveRecord } from '../support/owing.ts';
import { policyText, rules } from '../support/policy.ts';
import { freshShell, shell } from '../support/shell.ts';

/*
 * "You let a demand for 480 go on Thursday, and we had paid most of it on Wednesday. Did nobody read it?" Somebody had: the letter of Monday.
 */
const POLICY = {
  dunning: { ladder: [{ rung: 'final', after: '7 days', tone: 'formal', release: 'human' }] },
};
const WRITTEN = warsaw('2026-10-12 10:00');
const READ = warsaw('2026-10-15 10:00');
let company: Company;
let folder: string;
let running: RunningConsole;
let releaser: Visitor;
let id: string;

beforeAll(async () => {
  company = await aCompany(POLICY);
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-released-'));
  const policy = path.join(folder, 'policy.yaml');
  await writeFile(policy, policyText(POLICY));
  freshShell({ DATABASE_URL: company.databases.url, TIDINGS_POLICY: policy });
  await haveRecord(company, 40);
  await company.haveInvoice({ id: 'F1' });
  await company.round(WRITTEN);
  const [held] = await company.letters();
  expect(held).toMatchObject({ kind: 'reminder-formal', status: 'held' });
  id = held?.id ?? '';
  await freshen(company.pool, READ);
  running = await startConsole(company.databases, { rules: rules(POLICY), clock: fixedClock(READ) });
  releaser = await running.signIn('releaser');
});
afterAll(async () => {
  await running.close();
  await company.close();
  await rm(folder, { recursive: true });
});

const status = async () => (await company.letters())[0]?.status;
const readOn = (html: string) => /name="read" value="([^"]*)"/.exec(html)?.[1] ?? '';
const release = (...more: string[]) =>
  shell('release', id, '--by', 'Ola', '--at', '2026-10-15T10:00:00+02:00', ...more);
const noticeOf = (answer: { headers: Headers }) =>
  new URL(answer.headers.get('location') ?? '', 'http://here').searchParams.get('notice');
let readFirst = '';

test('the page shows the letter as it would go now, with the days of now', async () => {
  const page = (await releaser.get(`/letters/${id}`)).text;
  expect(page).toContain('Composed anew');
  expect((await releaser.get(`/letters/${id}/html`)).text.replaceAll('\u00a0', ' ')).toContain(
    'Thursday 15 October',
  );
  readFirst = readOn(page);
  expect(readFirst).toMatch(/^[0-9a-f]{12}$/);
});

test('a part is paid after it was read: it stays, and both page and command say what changed and ask again', async () => {
  await company.change('invoices', 'F1', { open_amount: 200 });
  await company.havePayment({ id: 'P1', invoice_id: 'F1', amount: 280, booked_on: '2026-10-14' });
  const answer = await releaser.post(`/letters/${id}/release`, { was: 'held', read: readFirst });
  expect(noticeOf(answer)).toBe('letter_read_again');
  const page = (await releaser.get(`/letters/${id}`)).text;
  expect(page).toContain('<bdi>F1</bdi>: 480.00 PLN → 200.00 PLN');
  const said = await release();
  expect(said.code).not.toBe(0);
  expect(said.out.replaceAll('\u00a0', ' ')).toContain('PLN 200.00 left of PLN 480.00');
  expect(said.err).toContain('F1: was 480.00 PLN, now 200.00 PLN');
  expect(said.err).toContain(`--read ${readOn(page)}`);
  expect((await release('--read', readFirst)).code).not.toBe(0);
  expect(await status()).toBe('held');
});

test('who has read that lets it go, and it goes as they read it', async () => {
  const read = readOn((await releaser.get(`/letters/${id}`)).text);
  expect((await release('--read', read)).out).toMatch(/is queued: released by Ola.*\n[\s\S]*PLN.200\.00/);
  await company.post(READ);
  expect(await status()).toBe('submitted');
  const [mail] = await company.capturedMails();
  expect((await simpleParser(mail ?? '')).text?.replaceAll('\u00a0', ' ')).toContain(
    'PLN 200.00 left of PLN 480.00',
  );
});

test('all of it is paid: page and command say why it would not go, and nothing lets it', async () => {
  await company.databases.ledgerPool.query(
    "update letters set status = 'held', status_reason = 'a person looks', submitted_at = null where audience = 'customer'",
  );
  await company.change('invoices', 'F1', { open_amount: 0, closed_on: '2026-10-15' });
  const page = (await releaser.get(`/letters/${id}`)).text;
  expect(page).toContain('What it is about is no longer open.');
  expect(page).not.toContain('Release it');
  expect(noticeOf(await releaser.post(`/letters/${id}/release`, { was: 'held', read: '' }))).toBe(
    'letter_would_not_go',
  );
  expect((await release()).err).toContain('would not go now, so it stays held');
  expect(await status()).toBe('held');
});
