import { afterEach, beforeEach, expect, test } from 'vitest';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/* "An export was wrong for a day. The whole week after we were told to call sixty people whose things lay ready." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.have('customers', {
    id: 'C9',
    name: 'Ewa Bez',
    email: null,
    language: 'en',
    owner_id: 'anna',
  });
  await company.haveOrder({ id: 'O9', customer_id: 'C9', stage: 'sewing', promised_for: '2026-11-23' });
});
afterEach(() => company.close());

const open = async () =>
  (
    await company.databases.ledgerPool.query<{ kind: string }>(
      `select kind from tasks where customer_id = 'C9' and done_at is null order by kind`,
    )
  ).rows.map(({ kind }) => kind);

test('what a person was to do about a delay that nobody heard of ends when the item is as it should be', async () => {
  expect((await company.day(warsaw('2026-11-24 10:00'))).tasks).not.toEqual([]);
  expect(await open()).toContain('call-customer');
  await company.change('orders', 'O9', { stage: 'ready' });
  await company.day(warsaw('2026-11-25 10:00'));
  expect(await open()).toEqual([]);
});

test('and stays while it is late', async () => {
  await company.day(warsaw('2026-11-24 10:00'));
  await company.day(warsaw('2026-11-25 10:00'));
  expect(await open()).toContain('call-customer');
});
