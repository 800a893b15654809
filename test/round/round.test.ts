import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { withdrawGuarded } from '../../src/ledger/letter-states/guarded.ts';
import { pause } from '../../src/ledger/rounds/pauses.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

const NOW = warsaw('2026-11-26 10:00');
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

const count = async (table: string): Promise<number> => {
  const { rows } = await company.databases.ledgerPool.query<{ n: number }>(
    `select count(*)::int as n from ${table}`,
  );
  return rows[0]?.n ?? 0;
};
const late = (id: string, differs: object = {}) =>
  company.haveOrder({ id, promised_for: '2026-11-25', ...differs });

test('the same round twice writes nothing new, and a dry one writes nothing at all', async () => {
  await late('O1');
  const dry = await company.round(NOW, { dryRun: true });
  expect(dry).toMatchObject({ dry_run: true, written: 1, round_id: null });
  expect(await count('letters')).toBe(0);
  expect(await count('rounds')).toBe(0);
  const first = await company.round(NOW);
  expect(first.letters).toEqual(dry.letters);
  // To the customer, and to the person who is to find out more.
  expect(await count('letters')).toBe(2);
  expect(await company.round(NOW)).toMatchObject({ written: 0, held: 0, nothing_new: 1 });
  expect(await count('letters')).toBe(2);
});

test('the ledger keeps the report without what stands in its own tables, such as whom it wrote to', async () => {
  await late('O1');
  await company.round(NOW);
  const { rows } = await company.databases.ledgerPool.query('select report from rounds');
  expect(rows).toEqual([{ report: expect.objectContaining({ written: 1, quarantined: [] }) }]);
  expect(rows[0]?.report).not.toHaveProperty('letters');
  expect(rows[0]?.report).not.toHaveProperty('verdicts');
});

test('a tick that finds a round under way gives up at once', async () => {
  const holder = await company.databases.ledgerPool.connect();
  await holder.query('select pg_advisory_lock(8026001)');
  await expect(company.round(NOW, { wait: false })).rejects.toThrow('under way');
  holder.release(true);
});

test('while everything is paused nothing is looked at, and it says why', async () => {
  await late('O1');
  await pause(company.databases.ledgerPool, NOW, 'stocktaking', 'Ola');
  expect(await company.round(NOW)).toMatchObject({
    paused: 'paused by Ola: stocktaking',
    looked: { customers: 0 },
  });
});

test('the report counts what it looked at and found, and names unmapped stages', async () => {
  await late('O1', { stage: 'W4' });
  await company.haveJob({ id: 'J1', stage: 'picking', stage_since: NOW_TEXT });
  expect(await company.round(NOW)).toMatchObject({
    at: '2026-11-26T09:00:00.000Z',
    looked: { customers: 1, orders: 1, service_jobs: 1 },
    found: { promise_missed: 1 },
    unmapped_stages: ['W4'],
    handed_over: 0,
  });
});
const NOW_TEXT = '2026-11-26T09:00:00+01:00';

test('a stale feed holds every letter and closes no case', async () => {
  await late('O1');
  await company.round(NOW);
  await company.change('orders', 'O1', { closed_at: NOW_TEXT });
  await late('O2');
  const old = await company.round(NOW, { feedsAsOf: warsaw('2026-11-24 10:00') });
  expect(old).toMatchObject({ written: 0, holds: [{ code: 'feed_stale', about: [{ id: 'O2' }] }] });
  const { rows } = await company.databases.ledgerPool.query('select closed_at from cases');
  expect(rows).toEqual([{ closed_at: null }]);
});

describe('guards', () => {
  test('more letters than the policy lets go at once wait for a person, and nothing is dropped', async () => {
    await company.close();
    company = await aCompany({ guards: { letters_per_round: 2 } });
    for (const n of [1, 2, 3]) {
      await company.have('customers', {
        id: `D${n}`,
        name: `D${n}`,
        email: `d${n}@x.example`,
        language: 'en',
      });
      await late(`O${n}`, { customer_id: `D${n}` });
    }
    const report = await company.day(NOW);
    expect(report.guard).toMatch(/letters_per_round: 3/);
    expect(report).toMatchObject({ written: 0, held: 3, letters: [] });
    expect((await company.letters()).map(({ status }) => status)).toEqual(['held', 'held', 'held']);
    expect(await company.captured()).toEqual([]);
    // The next round does not write them again.
    const next = await company.day(warsaw('2026-11-27 10:00'));
    expect(next).toMatchObject({
      written: 0,
      holds: [{ code: 'letter_held' }, { code: 'letter_held' }, { code: 'letter_held' }],
    });
  });

  test('letters of a killed round count for the round that takes them over', async () => {
    await company.close();
    company = await aCompany({ guards: { letters_per_round: 2 } });
    for (const n of [1, 2]) {
      await company.have('customers', {
        id: `D${n}`,
        name: `D${n}`,
        email: `d${n}@x.example`,
        language: 'en',
      });
      await late(`O${n}`, { customer_id: `D${n}` });
    }
    await company.round(NOW);
    // As a kill between the last batch and the end leaves them.
    await company.databases.ledgerPool.query('update rounds set finished_at = null');
    await company.have('customers', { id: 'D3', name: 'D3', email: 'd3@x.example', language: 'en' });
    await late('O3', { customer_id: 'D3' });
    expect((await company.round(NOW)).guard).toMatch(/letters_per_round: 3/);
    expect((await company.letters()).map(({ status }) => status)).toEqual(['held', 'held', 'held']);
  });

  test('a broken export that stalls everything at once is seen by a person first', async () => {
    await company.close();
    company = await aCompany({ guards: { newly_stalled_floor: 1, newly_stalled_share: '50%' } });
    await late('O1');
    await late('O2');
    await company.haveOrder({ id: 'O3', stage: 'ready' });
    const { guard, round_id } = await company.round(NOW);
    expect(guard).toMatch(/newly_stalled_share: 2 of 3 items/);

    // Withdrawn, they told nobody: while the export stays broken, the next round is held for the same reason.
    await withdrawGuarded(
      company.databases.ledgerPool,
      { guardId: round_id ?? '', most: null, by: 'Ola', at: NOW },
      'the export was broken',
    );
    const next = warsaw('2026-11-26 10:15');
    expect((await company.round(next)).guard).toMatch(/newly_stalled_share: 2 of 3 items/);
    expect((await company.letters()).map(({ status }) => status).sort()).toEqual(['held', 'withdrawn']);
  });

  test('a held letter about movement is not written a second time', async () => {
    // Of an order without a promise: one whose day was broken stays late, whatever its stage becomes.
    await company.haveOrder({
      id: 'O1',
      stage: 'from warehouse',
      stage_since: '2026-11-19T09:00:00+01:00',
      placed_at: '2026-11-18T09:00:00+01:00',
    });
    await company.day(NOW);
    await company.change('orders', 'O1', { stage: 'packing', stage_since: '2026-11-27T07:00:00+01:00' });
    expect((await company.round(warsaw('2026-11-27 09:00'))).letters).toMatchObject([
      { kind: 'moving-again' },
    ]);
    await company.databases.ledgerPool.query(
      "update letters set status = 'held', status_reason = 'a guard' where kind = 'moving-again'",
    );
    expect(await company.round(warsaw('2026-11-28 09:00'))).toMatchObject({ written: 0 });
    expect(await company.round(warsaw('2026-11-30 09:00'))).toMatchObject({
      written: 0,
      holds: [{ code: 'letter_held' }],
    });
  });
});

test('an order that is moved to another customer is attended to there, whichever comes first', async () => {
  for (const id of ['A1', 'Z1'])
    await company.have('customers', { id, name: id, email: `${id.toLowerCase()}@x.example`, language: 'en' });
  await late('O1');
  await late('O2');
  await company.round(NOW);
  await company.change('orders', 'O1', { customer_id: 'A1' });
  await company.change('orders', 'O2', { customer_id: 'Z1' });
  const next = await company.round(warsaw('2026-11-27 10:00'));
  expect(next.letters.map(({ customer_id }) => customer_id)).toEqual(['A1', 'Z1']);
  const { rows } = await company.databases.ledgerPool.query(
    'select customer_id, item_id from cases where closed_at is null order by 1',
  );
  expect(rows).toEqual([
    { customer_id: 'A1', item_id: 'O1' },
    { customer_id: 'Z1', item_id: 'O2' },
  ]);
  expect(await company.round(warsaw('2026-11-27 11:00'))).toMatchObject({ written: 0 });
});
