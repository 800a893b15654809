import { afterEach, beforeEach, expect, test } from 'vitest';
import { learnUsual } from '../../src/replay/learning.ts';
import { KeptTexts, ownText } from '../../src/replay/past/kept-texts.ts';
import { rules, warsaw } from '../support/builders.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { fillHalfAYear } from '../support/half-a-year.ts';

let databases: FreshDatabases;
beforeEach(async () => {
  databases = await freshDatabases();
});
afterEach(() => databases.close());

test('of very many items a fair sample is learned from, and it is said that it is one', async () => {
  const pool = databases.openSourceForImport();
  await fillHalfAYear(pool, { days: 100 });
  await pool.end();
  const now = warsaw('2026-11-26 10:00');
  const all = await learnUsual(databases.sourcePool, rules(), now);
  expect(all).toMatchObject({ items: 300, learned: 300, sampled: false, nothing: null });
  const some = await learnUsual(databases.sourcePool, rules(), now, { mostItems: 100 });
  expect(some).toMatchObject({ items: 300, sampled: true });
  expect(some.learned).toBeGreaterThan(20);
  expect(some.learned).toBeLessThan(200);
  expect(some.kinds[0]?.late).toBeLessThan(all.kinds[0]?.late ?? 0);
});

test('what is said of promises still open is not kept: it stands under items', async () => {
  const pool = databases.openSourceForImport();
  await fillHalfAYear(pool);
  await pool.end();
  const { usual } = await learnUsual(databases.sourcePool, rules(), warsaw('2026-10-01 10:00'));
  expect(usual.said.waiting).toEqual({});
  expect(usual.said.came.order).toBeDefined();
});

test('a text that is kept says the same, and one that many rows have is kept once', () => {
  const texts = new KeptTexts();
  for (const text of ['', 'shipped', 'żółte drzwi do warsztatu', 'a rather long outcome of an order'])
    expect([ownText(text), texts.name(text)]).toEqual([text, text]);
});
