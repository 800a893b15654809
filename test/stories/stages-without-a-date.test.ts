import { afterEach, beforeEach, expect, test } from 'vitest';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/** An export knows the present stage and not since when: no stall was ever found. */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

const seen = async () =>
  (
    await company.databases.ledgerPool.query<{ stage: string; line_no: number; since: Date }>(
      'select stage, line_no, since from stages_seen order by since, line_no',
    )
  ).rows.map(({ stage, line_no, since }) => [stage, line_no, since.toISOString()]);

test('an order stands where it does since the round that saw it there first', async () => {
  await company.haveOrder({ stage: 'confirmed', stage_since: null });
  expect((await company.round(warsaw('2026-11-24 10:00'), { dryRun: true })).dry_run).toBe(true);
  expect(await seen(), 'a dry round keeps nothing').toEqual([]);
  await company.day(warsaw('2026-11-24 10:00'));
  await company.day(warsaw('2026-11-24 15:00'));
  expect(await seen()).toEqual([['confirmed', -1, '2026-11-24T09:00:00.000Z']]);

  await company.change('orders', 'O1', { stage: 'picking' });
  await company.day(warsaw('2026-11-25 10:00'));
  expect(await seen()).toEqual([
    ['confirmed', -1, '2026-11-24T09:00:00.000Z'],
    ['picking', -1, '2026-11-25T09:00:00.000Z'],
  ]);
  const later = await company.round(warsaw('2026-12-21 10:00'), { dryRun: true });
  expect(later.found.stage_overrun).toBe(1);
  expect(await company.day(warsaw('2026-12-21 10:00'))).toMatchObject({ found: later.found, written: 1 });
  const [letter] = await company.letters();
  expect(JSON.stringify((await company.factsOf(letter?.id ?? '')).items)).toContain('2026-11-25');
});

test('a line has a memory of its own, and a row with a date needs none', async () => {
  await company.haveOrder({ promised_for: '2027-02-01' });
  await company.have(
    'order_lines',
    { order_id: 'O1', line_no: 1, description: 'jacket', stage: 'sewing' },
    { order_id: 'O1', line_no: 2, description: 'trousers' },
  );
  await company.day(warsaw('2026-11-24 10:00'));
  expect(await seen()).toEqual([['sewing', 1, '2026-11-24T09:00:00.000Z']]);
});
