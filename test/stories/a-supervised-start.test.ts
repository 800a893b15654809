import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isoInstant } from '../../src/calendar/time.ts';
import { checkGuards } from '../../src/doctor/check-guards.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { rules } from '../support/policy.ts';
import { freshShell, shell } from '../support/shell.ts';

/*
 * A workshop begins carefully: the owner wants to read the first three letters of each kind before they go. The fourth of
 * a kind goes by itself, while the first of another kind waits again.
 */
const SUPERVISE = { supervise: 3 };
let company: Company;
let folder: string;
beforeAll(async () => {
  company = await aCompany(SUPERVISE);
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-supervised-'));
  const policy = path.join(folder, 'policy.yaml');
  await writeFile(policy, JSON.stringify({ extends: 'default', supervise: 3 }));
  freshShell({ DATABASE_URL: company.databases.url, TIDINGS_POLICY: policy });
});
afterAll(async () => {
  await company.close();
  await rm(folder, { recursive: true });
});

async function late(id: string, differs: object = {}): Promise<void> {
  await company.have('customers', { id, name: id, email: `${id}@x.example`, language: 'en' });
  await company.haveOrder({ id, customer_id: id, promised_for: '2026-11-25', ...differs });
}
const statuses = async () =>
  Object.fromEntries((await company.letters()).map(({ customer_id, status }) => [customer_id, status]));
const left = async () => {
  const patient = { rules: rules(SUPERVISE), databases: company.databases };
  const [, supervise] = await checkGuards(patient);
  return supervise?.says ?? '';
};

let guard = '';
test('the first letters wait, under one name from round to round', async () => {
  for (const id of ['A', 'B']) await late(id);
  const dry = await company.round(warsaw('2026-11-26 09:00'), { dryRun: true });
  expect(dry).toMatchObject({ guard: expect.stringMatching(/^guard supervise/), written: 0, held: 2 });
  const first = await company.day(warsaw('2026-11-26 09:00'));
  guard = first.guard_id ?? '';
  expect(first).toMatchObject({ written: 0, held: 2, holds: [{ code: 'guard' }, { code: 'guard' }] });
  for (const id of ['C', 'D']) await late(id);
  expect(await company.day(warsaw('2026-11-26 10:00'))).toMatchObject({ guard_id: guard, written: 0 });
  expect(await statuses()).toEqual({ A: 'held', B: 'held', C: 'held', D: 'held' });
  expect(await left()).toContain('late 3');
});

test('what is withdrawn was not approved; what is let go counts, one by one or all that are left', async () => {
  const release = (at: string, ...more: string[]) =>
    shell('release', ...more, '--by', 'Ola', '--at', isoInstant(warsaw(at)));
  const [a] = await company.letters();
  expect((await release('2026-11-26 10:05', a?.id ?? '')).code).toBe(0);
  expect(await left()).toContain('late 2');
  const why = ['--withdraw', '--why', 'it says nothing'];
  expect((await release('2026-11-26 10:10', '--guard', guard, '--limit', '1', ...why)).out).toMatch(
    /^1 letter withdrawn, 2 still held/,
  );
  expect(await left()).toContain('late 2');
  expect((await release('2026-11-26 10:15', '--guard', guard)).out).toContain('The guard is released');
  expect(await left()).not.toMatch(/[ :]late \d/);
});

test('then the kind goes by itself, and the first of another kind waits', async () => {
  await company.post(warsaw('2026-11-26 10:20'));
  await late('E');
  await late('F', { promised_for: null, stage: 'credit check', stage_since: '2026-11-09T09:00:00+01:00' });
  const report = await company.day(warsaw('2026-11-26 11:00'));
  expect(report).toMatchObject({
    guard: expect.stringMatching(/^guard supervise/),
    holds: [{ customer_id: 'F' }],
  });
  expect(report.guard_id).not.toBe(guard);
  expect(await statuses()).toMatchObject({ E: 'submitted', F: 'held' });
});

test('letters of a kind that are removed one day do not bring the supervision back', async () => {
  await company.databases.ledgerPool.query("update letters set kind = 'of-old' where kind = 'late'");
  await late('G');
  await company.day(warsaw('2026-11-26 12:00'));
  expect(await statuses()).toMatchObject({ G: 'submitted' });
});
