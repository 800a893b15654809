import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { freshShell, shell } from '../support/shell.ts';

/*
 * A workshop that has kept its orders in an old system for years goes live on Thursday morning. Some customers have
 * waited for weeks, and would all get a letter on the first day, from a company that never wrote before.
 */
const LIVE = '2026-11-26T08:00:00+01:00';
const FIRST_ROUND = warsaw('2026-11-26 08:15');
let company: Company;
let folder: string;
beforeAll(async () => {
  company = await aCompany({ go_live: LIVE });
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-live-'));
  const policy = path.join(folder, 'policy.yaml');
  await writeFile(
    policy,
    JSON.stringify({ extends: 'default', go_live: LIVE, company: { languages: ['en'] } }),
  );
  freshShell({ DATABASE_URL: company.databases.url, TIDINGS_POLICY: policy });
  for (const n of [1, 2, 3, 4, 5])
    await company.have('customers', {
      id: `D${n}`,
      name: `Customer ${n}`,
      email: `d${n}@x.example`,
      language: 'en',
      owner_id: 'anna',
    });
  const old = (n: number, differs: object) =>
    company.haveOrder({
      id: `O${n}`,
      number: `2026/${n}`,
      customer_id: `D${n}`,
      placed_at: '2026-10-05T09:00:00+02:00',
      stage_since: '2026-10-12T09:00:00+02:00',
      stage: 'from warehouse',
      ...differs,
    });
  await old(1, { promised_for: '2026-10-30' });
  await old(2, { promised_for: '2026-11-20' });
  await old(3, { stage_since: '2026-11-12T09:00:00+01:00', placed_at: '2026-11-10T09:00:00+01:00' });
  // Nobody has touched it for a year: it is abandoned, and no backlog.
  await old(4, { placed_at: '2025-10-06T09:00:00+02:00', stage_since: '2025-10-13T09:00:00+02:00' });
});
afterAll(async () => {
  await company.close();
  await rm(folder, { recursive: true });
});

const backlog = async (...more: string[]) => shell('backlog', ...more, '--at', '2026-11-26T08:20:00+01:00');

test('on the first day nobody is written to; what had stalled is listed, with what would be written', async () => {
  expect(await company.day(FIRST_ROUND)).toMatchObject({
    written: 0,
    holds: [{ code: 'backlog' }, { code: 'backlog' }, { code: 'backlog' }, { code: 'abandoned' }],
  });
  const entries: { item_id: string }[] = JSON.parse((await backlog('--json')).out);
  expect(entries.map(({ item_id }) => item_id)).toEqual(['O1', 'O2', 'O3']);
  expect(entries[0]).toEqual({
    item_kind: 'order',
    item_id: 'O1',
    number: '2026/1',
    summary: 'wedding suit',
    customer_id: 'D1',
    customer: 'Customer 1',
    stage: 'from warehouse',
    since: expect.stringMatching(/^2026-10-/),
    findings: ['promise_missed'],
    would: 'write',
    letter: 'late',
    because: expect.any(String),
  });
  const { out } = await backlog();
  expect(out).toMatch(
    /2026-10-\d\d {2}order 2026\/1 \(wedding suit\), Customer 1, at from warehouse {2}letter: late {2}\[O1\]/,
  );
  expect(out).toContain('3 items had stalled or were overdue before 2026-11-26T07:00:00.000Z.');
  expect(await company.letters()).toEqual([]);
});

test('at night the list says the same: what would be written in the morning', async () => {
  const night = await shell('backlog', '--json', '--at', '2026-11-26T03:00:00+01:00');
  expect(JSON.parse(night.out)).toMatchObject([{ would: 'write' }, { would: 'write' }, { would: 'write' }]);
});

describe('a release', () => {
  const release = (...more: string[]) => backlog('release', '--by', 'Ola', ...more);

  test('says what it did not understand, and then nothing is released', async () => {
    expect(await release()).toMatchObject({ code: 2, err: expect.stringContaining('Say what to release') });
    expect(await release('O1', '--all')).toMatchObject({ code: 2 });
    expect(await release('O1', 'O9')).toMatchObject({
      code: 1,
      err: expect.stringContaining('"O9" is not in the backlog, so nothing was released'),
    });
    expect(await release('--all', '--limit', 'few')).toMatchObject({ code: 2 });
    expect(await company.round(FIRST_ROUND)).toMatchObject({ written: 0 });
  });

  test('in part: the longest waiting are written to in the next round, the others still wait', async () => {
    const { out, code } = await release('--all', '--limit', '1');
    expect({ out, code }).toEqual({
      out: '1 item released by Ola, 2 left of what you named.\n  order O1  D1  late\n',
      code: 0,
    });
    const report = await company.day(warsaw('2026-11-26 08:30'));
    expect(report).toMatchObject({ written: 1, letters: [{ customer_id: 'D1' }] });
    expect((await company.letters()).map(({ customer_id, status }) => [customer_id, status])).toEqual([
      ['D1', 'submitted'],
    ]);
    expect(JSON.parse((await backlog('--json')).out)).toMatchObject([{ item_id: 'O2' }, { item_id: 'O3' }]);
  });

  test('by number, and of one customer', async () => {
    expect((await release('2026/2')).out).toContain('order O2');
    expect((await release('--customer', 'D3')).out).toContain('order O3');
    expect(await release('--all')).toMatchObject({
      code: 1,
      err: expect.stringContaining('Nothing of that'),
    });
    expect((await backlog()).out).toBe(
      'Nothing that had stalled or was overdue before 2026-11-26T07:00:00.000Z waits to be released.\n',
    );
  });
});

test('what stalls after that morning is written to at once, and the released go on like any other', async () => {
  await company.haveOrder({
    id: 'O5',
    customer_id: 'D5',
    placed_at: '2026-11-25T09:00:00+01:00',
    stage_since: '2026-11-25T09:00:00+01:00',
    promised_for: '2026-11-26',
  });
  const next = await company.day(warsaw('2026-11-27 09:00'));
  expect(next.letters.map(({ customer_id }) => customer_id).sort()).toEqual(['D2', 'D3', 'D5']);
  // Our word of Thursday to the first customer falls due.
  const monday = await company.day(warsaw('2026-11-30 09:00'));
  expect(monday.letters.find(({ customer_id }) => customer_id === 'D1')).toMatchObject({
    kind: 'still-late',
  });
});
