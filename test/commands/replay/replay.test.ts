import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSourceContract } from '../../../src/database/source-schema.ts';
import { replayReportSchema } from '../../../src/replay/figures/report.ts';
import { lastReplay } from '../../../src/replay/page/kept-replay.ts';
import { storyEntrySchema } from '../../../src/replay/playing/story.ts';
import { insert } from '../../support/company-rows.ts';
import { dropDatabase, emptyDatabase } from '../../support/database.ts';
import { freshShell, shell } from '../../support/shell.ts';

/* A company that has not switched anything on: its tables are there, and nothing of ours. */
let url: string;
let pool: pg.Pool;
let home: string;
beforeEach(async () => {
  url = await emptyDatabase();
  pool = new pg.Pool({ connectionString: url, max: 2 });
  // The server ends what the pool has just let go of.
  pool.on('error', () => undefined);
  await createSourceContract(pool);
  home = await mkdtemp(path.join(tmpdir(), 'tidings-replay-'));
  freshShell({ DATABASE_URL: url, TIDINGS_HOME: home });
  await haveAPast();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await pool.end();
  await dropDatabase(url);
  await rm(home, { recursive: true });
});

/** One order a fortnight late, one in time, a job without an address to write to. */
async function haveAPast(): Promise<void> {
  await insert(pool, 'people', [
    { id: 'anna', name: 'Anna Lis', role: 'owner', email: 'anna@nowak.example' },
  ]);
  await insert(pool, 'customers', [
    { id: 'C1', name: 'Zofia Maj', email: 'zofia@maj.example', language: 'en', owner_id: 'anna' },
    { id: 'C2', name: 'Jan Sroka', language: 'en', owner_id: 'anna' },
  ]);
  const order = { customer_id: 'C1', stage: 'delivered', placed_at: '2026-03-02T09:00:00+01:00' };
  await insert(pool, 'orders', [
    {
      ...order,
      id: 'LATE',
      number: '1',
      promised_for: '2026-03-16',
      stage_since: '2026-03-30T12:00:00+02:00',
      closed_at: '2026-03-30T12:00:00+02:00',
    },
    {
      ...order,
      id: 'SOON',
      number: '2',
      promised_for: '2026-03-16',
      stage_since: '2026-03-03T12:00:00+01:00',
      closed_at: '2026-03-03T12:00:00+01:00',
    },
  ]);
  await insert(pool, 'stage_events', [
    { item_kind: 'order', item_id: 'LATE', stage: 'from supplier', at: '2026-03-02T09:00:00+01:00' },
    { item_kind: 'order', item_id: 'LATE', stage: 'delivered', at: '2026-03-30T12:00:00+02:00' },
  ]);
  await insert(pool, 'service_jobs', [
    {
      id: 'J1',
      customer_id: 'C2',
      number: 'S1',
      stage: 'repair',
      reported_at: '2026-03-02T09:00:00+01:00',
      stage_since: '2026-03-02T09:00:00+01:00',
      promised_for: '2026-03-09',
    },
  ]);
  await insert(pool, 'feeds', [{ name: 'orders', fresh_as_of: '2026-04-10T12:00:00+02:00' }]);
}

const replay = async (...args: string[]) => {
  const said = await shell('replay', ...args);
  expect(said).toMatchObject({ code: 0 });
  return said.out;
};
const json = async (...args: string[]) => JSON.parse(await replay('--json', ...args));
const figure = (report: ReturnType<typeof replayReportSchema.parse>, code: string) =>
  report.figures.find((each) => each.code === code);

test('it needs nothing of ours, and leaves nothing of ours behind', async () => {
  const report = replayReportSchema.parse(await json());
  expect(report.items).toMatchObject({ late: 2, on_time: 1 });
  expect(report.span).toMatchObject({ from: '2026-03-02', to: '2026-03-30' });
  const { rows } = await pool.query(`select nspname from pg_namespace where nspname = 'tidings'`);
  expect(rows).toEqual([]);
});

test('a manager reads shares with what they are shares of, and ids for names', async () => {
  const told = await replay('--from', '2026-03-02', '--to', '2026-04-10');
  expect(told).toMatch(/in time, and written to all the same\s+0\.0% {3}0 of 1/);
  expect(told).toMatch(/late by a working day, and nobody told\s+0\.0% {3}0 of 2/);
  expect(told).toMatch(/open two working days before\s+100\.0% 2\/2/);
  expect(told, 'no address to write to: a person called').toMatch(
    /^ {2}anna .*: 1 call-customer, 1 find-out$/m,
  );
  expect(told).toContain('customers, addresses and people as they are now');
  expect(told).not.toContain('Zofia Maj');
  expect(await replay('--names')).toContain('Zofia Maj');
});

test('people who do their tasks are heard: the call about the job is made once, on the next working day', async () => {
  const alone = await json('--to', '2026-04-10');
  const team = await json('--to', '2026-04-10', '--team');
  const calls = (report: typeof team) => report.asked[0].by_kind['call-customer'];
  expect(calls(alone)).toBe(1);
  // Whoever was called hears nothing again: after the silence of the policy the next call is due.
  expect(calls(team)).toBeGreaterThan(1);
  const { entries } = await json('--to', '2026-04-10', '--team', '--explain', 'J1');
  for (const entry of entries) storyEntrySchema.parse(entry);
  expect(entries.filter(({ what }: { what: string }) => what === 'task').length).toBe(calls(team));
});

test('the story of one order is told day by day, in the words of its letters', async () => {
  const told = await replay('--explain', 'LATE');
  expect(told).toContain('order LATE opened, promised for 2026-03-16');
  expect(told).toMatch(
    /2026-03-17\n.*task find-out for anna about LATE.*\n.*letter late to zofia@maj\.example about LATE; next word by/,
  );
  expect(told).toContain('| Hello');
  expect(await shell('replay', '--explain', 'NOBODY')).toMatchObject({ code: 1 });
});

test('two policies stand side by side, with the difference', async () => {
  const draft = path.join(home, 'draft.yaml');
  // Who gives the supplier longer warns less often; a broken promise is told all the same.
  await writeFile(
    draft,
    'extends: default\nwaiting: { stages: { from supplier: { kind: awaiting_supplier, allowance: 40 working days } } }\n',
  );
  const both = await json('--policy', draft, '--against', path.join(process.cwd(), 'policy.yaml'));
  const [old, changed] = [both.old, both.new].map((each) => replayReportSchema.parse(each));
  expect(changed?.letters.to_customers).toBeLessThan(old?.letters.to_customers ?? 0);
  const told = await replay('--policy', draft, '--against', path.join(process.cwd(), 'policy.yaml'));
  const by = (changed?.letters.to_customers ?? 0) - (old?.letters.to_customers ?? 0);
  expect(told).toMatch(
    new RegExp(
      `letters to customers\\s+${old?.letters.to_customers}\\s+${changed?.letters.to_customers}\\s+${by}`,
    ),
  );
  if (old) expect(figure(old, 'on_time_written')).toMatchObject({ part: 0, whole: 1, value: 0 });
});

test('a day that is none, and days the wrong way round, are refused', async () => {
  expect(await shell('replay', '--from', '2026-02-30')).toMatchObject({
    code: 2,
    err: expect.stringContaining('is no day'),
  });
  expect(await shell('replay', '--from', '2026-03-10', '--to', '2026-03-01')).toMatchObject({ code: 1 });
});

test('a page for the owner is written beside what is told, and the last replay is kept for the console', async () => {
  const file = path.join(home, 'replay.html');
  const told = await replay('--to', '2026-04-10', '--html', file);
  expect(told).toContain('Was who waited too long told in time?');
  const page = await readFile(file, 'utf8');
  expect(page).toContain('Of 2 orders and jobs that came late,');
  expect(page).toContain('<svg class="replay-weeks"');
  expect(page).not.toContain('Zofia Maj');
  expect(page).not.toMatch(/<script|https?:/);
  const kept = await lastReplay(home);
  if (typeof kept === 'string') throw new Error(kept);
  const { weeks, letters } = kept.report;
  const written = weeks.flatMap((week) => Object.values(week.letters)).reduce((sum, count) => sum + count, 0);
  expect(written).toBe(letters.to_customers + letters.to_staff);
  expect(weeks.map(({ week }) => week)).toEqual([
    '2026-03-02',
    '2026-03-09',
    '2026-03-16',
    '2026-03-23',
    '2026-03-30',
    '2026-04-06',
  ]);
  const asked = weeks.map(({ tasks }) => Object.values(tasks).reduce((sum, count) => sum + count, 0));
  // Nobody was asked more in a week than all were.
  for (const { most_in_a_week } of kept.report.asked)
    expect(most_in_a_week).toBeLessThanOrEqual(Math.max(...asked));
  expect(asked.reduce((sum, count) => sum + count, 0)).toBe(
    kept.report.asked.reduce((sum, { tasks }) => sum + tasks, 0),
  );
  await replay('--names', '--html', file);
  expect(await readFile(file, 'utf8')).toContain('Zofia Maj');
});

test('a home that is not there is not made, and a page that cannot be written loses nothing of what was told', async () => {
  const elsewhere = path.join(home, 'not', 'there');
  vi.stubEnv('TIDINGS_HOME', elsewhere);
  await replay();
  await expect(stat(elsewhere)).rejects.toThrow('ENOENT');
  const said = await shell('replay', '--html', path.join(elsewhere, 'replay.html'));
  expect(said).toMatchObject({ code: 1, err: expect.stringContaining('replay.html cannot be written') });
  expect(said.out).toContain('Was who waited too long told in time?');
  expect(await shell('replay', '--html', 'x.html', '--explain', 'LATE')).toMatchObject({ code: 2 });
});
