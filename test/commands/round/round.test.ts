import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { AT, oneStalledOrder, writeExport } from '../../support/exports.ts';
import { freshShell, shell } from '../../support/shell.ts';

let databases: FreshDatabases;
let home: string;
beforeEach(async () => {
  databases = await freshDatabases();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-round-'));
  freshShell({ DATABASE_URL: databases.url, TIDINGS_HOME: home });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await databases.close();
  await rm(home, { recursive: true });
});

const query = async (text: string) => (await databases.ledgerPool.query(text)).rows;
const json = async (...args: string[]) => {
  const said = await shell(...args, '--json');
  expect(said.err).not.toContain('Error');
  return JSON.parse(said.out);
};
async function haveStalledOrder(): Promise<void> {
  await writeExport(path.join(home, 'export'), oneStalledOrder());
  expect(await shell('import', path.join(home, 'export'))).toMatchObject({ code: 0 });
}
const loseColumn = () => databases.ledgerPool.query('alter table source.orders drop column number');

describe('empty tables', () => {
  test('give an empty report of the agreed shape, and no demo', async () => {
    const report = await json('round', '--at', '2026-11-26');
    expect(report).toMatchObject({
      at: '2026-11-26T11:00:00.000Z',
      looked: { customers: 0, orders: 0, service_jobs: 0 },
      found: {},
      written: 0,
      held: 0,
      handed_over: 0,
      quarantined: [],
      unmapped_stages: [],
      letters: [],
      holds: [],
      tasks: [],
    });
    for (const command of ['letters', 'cases']) expect(await json(command)).toEqual([]);
    expect(await shell('round', '--dry-run')).toMatchObject({ code: 0, err: '' });
    expect((await shell('explain', 'C1')).err).toContain('Nobody has the id C1');
    expect((await shell('deliver', '--once')).out).toBe('Nothing is due.\n');
    expect(await query('select count(*)::int as n from source.customers')).toEqual([{ n: 0 }]);
  });
});

test('a letter in the report has the agreed fields; a dry run writes nothing; a second round nothing new', async () => {
  await haveStalledOrder();
  const dry = await json('round', '--dry-run', '--at', AT);
  expect(dry.letters).toHaveLength(1);
  expect(await query('select (select count(*) from letters) + (select count(*) from rounds) as n')).toEqual([
    { n: '0' },
  ]);

  const report = await json('round', '--at', AT);
  expect(report).toMatchObject({ at: '2026-11-26T09:00:00.000Z', written: 1, held: 0 });
  expect(report.looked).toEqual({ customers: 1, orders: 1, service_jobs: 0 });
  expect(report.found).toEqual({ promise_missed: 1 });
  expect(report.letters).toEqual([
    {
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      key: expect.stringContaining('order:O1'),
      kind: 'late',
      customer_id: 'C1',
      language: 'en',
      to: 'zofia@maj.example',
      about: [{ kind: 'order', id: 'O1' }],
      findings: ['promise_missed'],
      next_word_by: expect.stringMatching(/^2026-11-(27|28|29|30)$/),
    },
  ]);
  expect(dry.letters).toEqual(report.letters);
  expect(await json('round', '--at', AT)).toMatchObject({ written: 0, letters: [] });
  expect(await json('letters')).toMatchObject([
    {
      ...report.letters[0],
      status: 'queued',
      message_id: expect.stringMatching(/^<.+@.+>$/),
      submitted_at: null,
    },
  ]);
});

test('while paused, a round and a delivery do nothing and say so; afterwards all goes', async () => {
  await haveStalledOrder();
  await shell('pause', '--why', 'stocktaking', '--by', 'Ola');
  const paused = await json('round', '--at', AT);
  expect(paused).toMatchObject({ paused: 'paused by Ola: stocktaking', written: 0, letters: [] });
  expect((await shell('round', '--at', AT)).out).toContain('paused by Ola: stocktaking');
  expect(await query('select from letters')).toEqual([]);
  await shell('resume');
  await shell('round', '--at', AT);
  await shell('pause', '--why', 'stocktaking', '--by', 'Ola');
  expect((await shell('deliver', '--once', '--at', AT)).out).toBe(
    'Paused: stocktaking. Nothing is sent until `tidings resume`.\n',
  );
  expect(await query('select kind, status from letters order by kind')).toEqual([
    { kind: 'digest', status: 'queued' },
    { kind: 'late', status: 'queued' },
  ]);
  await shell('resume');
  expect((await shell('deliver', '--once', '--at', AT)).out).toBe('Letters: 2 submitted.\n');
  expect(await readdir(path.join(home, 'outbox'))).toHaveLength(2);
});

describe('a source without a column', () => {
  test('fails the round in one line that leads to the doctor, who names it', async () => {
    await haveStalledOrder();
    await loseColumn();
    for (const args of [
      ['round', '--at', AT],
      ['round', '--dry-run'],
      ['explain', 'C1'],
    ]) {
      const { code, err, out } = await shell(...args);
      expect(code).toBe(1);
      expect(err.trim().split('\n')).toEqual([
        expect.stringMatching(/source\.orders\.number.*tidings doctor/),
      ]);
      expect(out).toBe('');
    }
    expect(await query('select from letters union all select from cases')).toEqual([]);

    const doctor = await shell('doctor', '--at', AT);
    expect(doctor.code).toBe(1);
    expect(doctor.out).toMatch(/FAULT +source +source\.orders\.number is missing/);
    expect(doctor.err).toBe('One thing to mend.\n');
    const findings = await json('doctor', '--at', AT);
    expect(findings).toContainEqual(expect.objectContaining({ check: 'source', state: 'fault' }));
  });
});

describe('an import', () => {
  test("goes into the policy's schema, and a day begins in its zone", async () => {
    const policy = path.join(home, 'theirs.yaml');
    await writeFile(
      policy,
      'extends: default\nsource: { schema: erp }\ncompany: { time_zone: Asia/Tokyo }\n',
    );
    await writeExport(path.join(home, 'export'), oneStalledOrder({}, { stage_since: '2026-11-10' }));
    const { code, err } = await shell('import', path.join(home, 'export'), '--policy', policy);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(await query('select stage_since from erp.orders')).toEqual([
      { stage_since: new Date('2026-11-10T00:00:00+09:00') },
    ]);
    expect(await query('select from source.orders')).toEqual([]);
  });
});

test('a letter whose round is under way needs no release, and one that a person held can be released', async () => {
  await haveStalledOrder();
  const { letters } = await json('round', '--at', AT);
  const [{ id }] = letters;
  const refused = await shell('release', id, '--by', 'Ola', '--at', AT);
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('is queued; only a held') });
  await databases.ledgerPool.query(
    "update letters set status = 'held', status_reason = 'a person wants to look'",
  );
  expect(await shell('release', id, '--by', 'Ola', '--at', AT)).toMatchObject({ code: 0 });
});
