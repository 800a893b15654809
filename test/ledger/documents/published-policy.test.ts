import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixedClock } from '../../../src/clock.ts';
import {
  publishPolicy,
  readPublishedPolicy,
  rulesInForce,
} from '../../../src/ledger/documents/published-policy.ts';
import { Templates } from '../../../src/ledger/documents/templates.ts';
import { withChanges } from '../../../src/policy/published.ts';
import { round } from '../../../src/round/round.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { rules } from '../../support/policy.ts';
import { warsaw } from '../../support/when.ts';

const now = warsaw('2026-11-27 10:00');
const ola = { by: 'ola', why: 'limbo is the carrier', at: now };
let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
  const pool = databases.openSourceForImport();
  await pool.query(`
    insert into source.customers (id, name, email) values ('K1', 'Zofia', 'zofia@k.example');
    insert into source.orders (id, customer_id, number, placed_at, stage) values ('D1', 'K1', 'D1', '2026-11-20', 'Limbo')`);
  await pool.end();
});
afterAll(() => databases.close());

const mapped = withChanges({}, [{ path: ['waiting', 'stages', 'limbo', 'kind'], value: 'in_transit' }]);
const unmapped = async () => {
  const templates = await Templates.shipped();
  const world = { databases, rules: rules(), clock: fixedClock(now), templates };
  return (await round(world, { dryRun: true }))?.unmapped_stages;
};

test('the next round judges by what was published, and no process has to be started again', async () => {
  const pool = databases.ledgerPool;
  expect(await rulesInForce(pool, rules())).toBe(rules());
  expect(await unmapped()).toEqual(['Limbo']);
  expect(await publishPolicy(pool, mapped, null, ola)).toBe('published');
  expect(await unmapped()).toEqual([]);
  const first = await rulesInForce(pool, rules());
  expect(first.waiting.stages.get('limbo')?.kind).toBe('in_transit');
  expect(await rulesInForce(pool, first)).toBe(first);
});

test('who publishes over something that somebody else published meanwhile is told, and nothing is lost', async () => {
  const pool = databases.ledgerPool;
  expect(await publishPolicy(pool, {}, null, ola)).toBe('conflict');
  const { id, table } = await readPublishedPolicy(pool);
  expect(table).toEqual(mapped);
  expect(await publishPolicy(pool, {}, id, ola)).toBe('published');
  expect(await unmapped()).toEqual(['Limbo']);
  expect(await publishPolicy(pool, mapped, (await readPublishedPolicy(pool)).id, ola, id)).toBe('published');
  const { rows } = await pool.query(
    "select what, who, why from history where subject_kind = 'document' and subject_id = 'policy.yaml' order by id",
  );
  expect(rows.map(({ what, who, why }) => [what, who, why])).toEqual([
    ['published', 'ola', 'limbo is the carrier'],
    ['published', 'ola', 'limbo is the carrier'],
    ['restored', 'ola', 'limbo is the carrier'],
  ]);
});

test('a publication that makes no policy with the file stops what would judge by it', async () => {
  const pool = databases.ledgerPool;
  const bad = withChanges(mapped, [{ path: ['waiting', 'silence'], value: 'long' }]);
  expect(await publishPolicy(pool, bad, (await readPublishedPolicy(pool)).id, ola)).toBe('published');
  await expect(rulesInForce(pool, rules())).rejects.toThrow(/waiting\.silence[\s\S]*tidings policy restore/);
});
