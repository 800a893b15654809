import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { createSourceContract } from '../../../src/database/source-schema.ts';
import { insert } from '../../support/company-rows.ts';
import { dropDatabase, emptyDatabase } from '../../support/database.ts';
import { fillHalfAYear } from '../../support/half-a-year.ts';
import { freshShell, shell } from '../../support/shell.ts';

let url: string;
let pool: pg.Pool;
let home: string;
beforeEach(async () => {
  url = await emptyDatabase();
  pool = new pg.Pool({ connectionString: url, max: 2 });
  // The server ends what the pool has just let go of.
  pool.on('error', () => undefined);
  await createSourceContract(pool);
  home = await mkdtemp(path.join(tmpdir(), 'tidings-learn-'));
  freshShell({ DATABASE_URL: url, TIDINGS_HOME: home });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await pool.end();
  await dropDatabase(url);
  await rm(home, { recursive: true });
});

const AT = ['--at', '2026-11-26'];
const said = async (...args: string[]) => {
  const ran = await shell(...args);
  expect(ran).toMatchObject({ code: 0 });
  return ran.out;
};
const kept = async () =>
  (await pool.query<{ state: object | null }>('select state from tidings.usual')).rows[0]?.state ?? null;

test('half a year teaches its stages, and the command says what was learned and what could not be used', async () => {
  await fillHalfAYear(pool, { days: 140 });
  await insert(pool, 'stage_events', [
    { item_kind: 'order', item_id: 'P4', stage: 'shipped', at: '2030-01-01T09:00:00Z' },
  ]);
  const out = await said('learn', ...AT);
  expect(out).toMatch(
    /^orders: usual times known for 3 of 3 stages; 420 items with [\d,]+ fates; of \d+ promises [\d.]+% came late$/m,
  );
  expect(out).toContain('1 rows of stage_events: at lies in the future, such as P4');
  expect(await kept()).toMatchObject({ version: 1 });
  expect(JSON.stringify(await kept())).not.toContain('P1');
  expect(await said('doctor', ...AT)).toMatch(/usual times known for 3 of 3 stages/);
});

test('an open order is told what became of those like it', async () => {
  await fillHalfAYear(pool);
  await insert(pool, 'orders', [
    {
      id: 'NOW',
      customer_id: 'H1',
      number: '900',
      stage: 'shipped',
      placed_at: '2026-11-16T09:00:00+01:00',
      stage_since: '2026-11-23T09:00:00+01:00',
      promised_for: '2026-11-27',
    },
  ]);
  expect(await said('explain', 'NOW', ...AT)).not.toContain('like it');
  await said('learn', ...AT);
  const [, items, late] =
    /of (\d+) like it that had stood so long, (\d+) came later than this promise allows; usually done by 2026-11-\d\d/.exec(
      await said('explain', 'NOW', ...AT),
    ) ?? [];
  expect(Number(items)).toBeGreaterThan(200);
  expect(Number(late)).toBeGreaterThan(0);
  expect(Number(late)).toBeLessThan(Number(items));
});

test('one week teaches nothing, no history even less, and both are said and leave what was known', async () => {
  expect(await said('learn', ...AT)).toContain('Learned nothing: no order or service job was opened');
  await fillHalfAYear(pool, { days: 7 });
  expect(await said('learn', '--at', '2026-06-16')).toContain(
    'Learned nothing: there are fewer than four weeks',
  );
  expect(await kept()).toBeNull();
});

test('without stage_events the promises teach, and what is missing is said', async () => {
  await fillHalfAYear(pool);
  await pool.query('drop table source.stage_events');
  const out = await said('learn', ...AT);
  expect(out).toContain('Missing: the table stage_events.');
  expect(out).toMatch(/of \d+ promises [\d.]+% came late/);
});

test('suggested allowances are what four of five stays took, in the order of the stages, and nothing is written', async () => {
  await fillHalfAYear(pool);
  const out = await said('policy', 'suggest', ...AT);
  const { waiting } = parse(out);
  expect(Object.keys(waiting.stages)).toEqual(['placed', 'picking', 'shipped']);
  expect(waiting.stages.shipped).toMatchObject({
    kind: 'in_transit',
    allowance: expect.stringMatching(/working days$/),
  });
  expect(out).toMatch(/# now 3; of \d+ stays half took up to [\d.]+, four of five [\d.]+/);
  expect(out).toMatch(/in time, and written to all the same +[\d.]+% → [\d.]+%/);
  expect(out).toMatch(/letters to customers +\d+ → \d+/);
  const { rows } = await pool.query("select to_regclass('tidings.usual') as there");
  expect(rows[0]?.there).toBeNull();
});

test('without a replay the piece stands alone', async () => {
  await fillHalfAYear(pool);
  const out = await said('policy', 'suggest', '--no-replay', ...AT);
  expect(out).not.toContain('→');
  expect(parse(out).waiting.stages.placed.kind).toBe('queued');
});
