import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { aCompany, type Company } from '../support/company.ts';
import { type RunningConsole, startConsole, type Visitor } from '../support/console.ts';
import { rules } from '../support/policy.ts';
import { freshShell, shell } from '../support/shell.ts';
import { warsaw } from '../support/when.ts';

let company: Company;
let running: RunningConsole;
let admin: Visitor;
let round: string;

beforeAll(async () => {
  company = await aCompany();
  await company.haveOrder({ id: 'O1', number: 'ZK <b>1</b>', promised_for: '2026-11-25' });
  await company.day(warsaw('2026-11-26 10:00'));
  running = await startConsole(company.databases, {
    rules: rules(),
    clock: fixedClock(warsaw('2026-11-26 11:00')),
  });
  admin = await running.signIn('admin');
  round = String((await company.databases.ledgerPool.query('select max(id) as id from rounds')).rows[0].id);
  await freshShell({ DATABASE_URL: company.databases.url });
});
afterAll(async () => {
  await running.close();
  await company.close();
});

const statuses = async () => (await company.letters()).map(({ kind, status }) => `${kind} ${status}`);

test('from a round: how far it went, the letter as it will read, and then it goes, once', async () => {
  expect((await admin.get(`/rounds/${round}`)).text).toContain(`/corrections?round=${round}`);
  const { text } = await admin.get(`/corrections?round=${round}`);
  expect(text).toContain('name="say_en"');
  const bad = await admin.post('/corrections/look', { round, say_en: 'Look at https://nowak.example!' });
  expect(bad.text).toContain('A correction names no address on the web.');
  expect(bad.text).not.toContain('/corrections/send');
  const said = { round, say_en: 'The day in it was <that> of another order.' };
  const look = await admin.post('/corrections/look', said);
  expect(look.text).toContain('A correction to our letter of Thursday');
  expect(look.text).toContain('The day in it was &lt;that&gt; of another order.');
  expect(look.text).toContain('action="/corrections/send"');
  expect(await statuses(), 'a look changes nothing').toEqual(['late submitted']);
  expect((await admin.post('/corrections/send', { round, say_en: '' })).status).toBe(422);
  await admin.post('/corrections/send', said);
  await admin.post('/corrections/send', said);
  expect(await statuses()).toEqual(['late corrected', 'correction queued']);
  expect((await admin.get('/customers/C1')).text).toContain('a letter of ours was wrong');
});

test('only an admin may', async () => {
  const releaser = await running.signIn('releaser');
  expect((await releaser.get(`/corrections?round=${round}`)).status).toBe(403);
  expect((await releaser.get(`/rounds/${round}`)).text).not.toContain('/corrections');
  for (const act of ['look', 'withdraw', 'send'])
    expect((await releaser.post(`/corrections/${act}`, { round })).status).toBe(403);
});

/** Somebody whose order is late, and whose letter a round has written and nobody sent. */
async function aLetterThatWaits(id: string, at: string): Promise<void> {
  await company.have('customers', {
    id,
    name: `Ewa ${id}`,
    email: `${id}@lis.example`,
    language: 'en',
    owner_id: 'anna',
  });
  await company.haveOrder({ id: `O-${id}`, customer_id: id, number: id, promised_for: '2026-11-24' });
  await company.round(warsaw(at));
}
const statusOf = async (customer: string) =>
  (await company.letters())
    .filter(({ customer_id }) => customer_id === customer)
    .map(({ kind, status }) => `${kind} ${status}`);

test('by kind and day: what has not gone is kept back, and nobody is written to', async () => {
  await aLetterThatWaits('C5', '2026-11-26 10:30');
  const before = await statuses();
  const counts = async (query: string) =>
    [...(await admin.get(`/corrections?${query}`)).text.matchAll(/<dd>(\d+)<\/dd>/g)].map(([, n]) =>
      Number(n),
    );
  expect(await counts('kind=late&since=2026-11-26'), 'one waits; the other was corrected').toEqual([1, 0, 0]);
  expect(await counts('kind=late&since=2026-11-27')).toEqual([0, 0, 0]);
  expect(await counts('kind=ready&since=2026-11-26')).toEqual([0, 0, 0]);
  expect(await counts('kind=late'), 'of no day it is no batch').toEqual([]);
  expect((await admin.post('/corrections/withdraw', { kind: 'late' })).status).toBe(400);
  expect(await statuses(), 'a look changes nothing').toEqual(before);
  const withdraw = async () =>
    new URL(
      (await admin.post('/corrections/withdraw', { kind: 'late', since: '2026-11-26' })).headers.get(
        'location',
      ) ?? '',
      'http://here',
    ).searchParams.get('with');
  expect(await withdraw()).toBe('{"count":1}');
  expect(await withdraw()).toBe('{"count":0}');
  expect(await statusOf('C5')).toEqual(['late withdrawn']);
  expect(await statuses()).toHaveLength(before.length);
});

test('by command: nothing without --send, and faults in words', async () => {
  await company.haveOrder({ id: 'O2', number: 'ZK 2', promised_for: '2026-11-26' });
  await company.day(warsaw('2026-11-27 10:00'));
  const last = ['correct', '--letter-kind', 'several-items', '--since', '2026-11-27', '--by', 'root'];
  const look = await shell(...last, '--say', 'en=It was wrong.');
  expect(look.out).toMatch(/0 have not gone, 0 are just being sent, 1 went/);
  const before = await statuses();
  const unsaid = await shell(...last, '--send');
  expect([unsaid.code, unsaid.err]).toEqual([
    2,
    expect.stringContaining('nobody said what was wrong: --say'),
  ]);
  expect((await shell('correct', '--by', 'root')).err).toMatch(/Say which letters: --round ID/);
  expect((await shell('correct', '--round', 'x', '--by', 'root')).err).toMatch(/"x" is no round/);
  expect((await shell(...last, '--say', 'wrong')).err).toMatch(/says no language/);
  expect(await statuses()).toEqual(before);
});

test('by command, from a moment on: what has not gone is kept back', async () => {
  await aLetterThatWaits('C6', '2026-11-27 10:30');
  const late = ['correct', '--letter-kind', 'late', '--withdraw-only', '--by', 'root'];
  const since = [...late, '--since', '2026-11-27T10:15:00+01:00'];
  expect((await shell(...since)).out).toMatch(
    /1 have not gone, 0 are just being sent, 0 went\.[\s\S]*say --send/,
  );
  expect(await statusOf('C6')).toEqual(['late queued']);
  expect((await shell(...since, '--send')).out).toContain('1 withdrawn; nobody is written to.');
  expect(await statusOf('C6')).toEqual(['late withdrawn']);
});
