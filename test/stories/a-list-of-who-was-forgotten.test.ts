import { afterEach, beforeEach, expect, test } from 'vitest';
import { forgetCustomer } from '../../src/ledger/history/forget.ts';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/* "The list of the day said that I had nothing to do. It had been about somebody who had asked to be forgotten." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({ promised_for: '2026-11-25' });
});
afterEach(() => company.close());

const forget = () =>
  forgetCustomer(
    company.databases.ledgerPool,
    { customerId: 'C1', by: 'Ewa', why: 'asked by phone', at: warsaw('2026-11-26 10:05'), dryRun: false },
    async () => {},
  );
const lists = async () =>
  (
    await company.databases.ledgerPool.query<{ status: string; tasks: number }>(
      `select status, jsonb_array_length(facts -> 'tasks') as tasks from letters where kind = 'digest'`,
    )
  ).rows;

test('a list in which nobody is left does not go', async () => {
  await company.round(warsaw('2026-11-26 10:00'));
  expect(await lists()).toEqual([{ status: 'queued', tasks: 1 }]);
  await forget();
  expect(await lists()).toEqual([{ status: 'withdrawn', tasks: 0 }]);
});

test('and one that names others too goes without them', async () => {
  await company.have('customers', {
    id: 'C2',
    name: 'Jan Kot',
    email: 'jan@kot.example',
    language: 'en',
    owner_id: 'anna',
  });
  await company.haveOrder({ id: 'O2', customer_id: 'C2', promised_for: '2026-11-25' });
  await company.round(warsaw('2026-11-26 10:00'));
  await forget();
  expect(await lists()).toEqual([{ status: 'queued', tasks: 1 }]);
});
