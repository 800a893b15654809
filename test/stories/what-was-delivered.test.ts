import { afterEach, beforeEach, expect, test } from 'vitest';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/* "They offered me the bike that I have been riding for eleven days, and said no word of when the lock comes." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveOrder({ summary: 'for the trip', stage: 'picking', promised_for: '2026-11-23' });
});
afterEach(() => company.close());

const lines = (...rows: readonly object[]) =>
  company.have('order_lines', ...rows.map((row, nth) => ({ order_id: 'O1', line_no: nth + 1, ...row })));
async function letter(): Promise<string> {
  expect(await company.day(warsaw('2026-11-24 10:00'))).toMatchObject({ written: 1 });
  return company.text();
}

test('what was delivered is not offered; the late line is named with its own day and reason', async () => {
  await lines(
    { description: 'touring bike', stage: 'delivered', quantity: 1 },
    { description: 'lamp', stage: 'shipped', quantity: 1 },
    {
      description: 'lock',
      stage: 'back order',
      quantity: 2,
      promised_for: '2026-12-10',
      reason: 'supplier_late',
    },
  );
  const text = await letter();
  expect(text).toMatch(/lock/);
  expect(text).toMatch(/10 December/);
  expect(text).toMatch(/supplier/);
  expect(text).not.toMatch(/ready item|no new (day|date)|don.t know|do not know/i);
});

test('discounts and shipping are no items', async () => {
  await lines(
    { description: 'touring bike', stage: 'picking', quantity: 1 },
    { description: 'Discount code WELCOME', quantity: -1 },
    { description: 'Shipping', quantity: 1 },
  );
  expect(await letter()).not.toMatch(/discount|shipping|(two|three) items/i);
});

test('an item of quantity 0 holds nothing up', async () => {
  await lines(
    { description: 'touring bike', stage: 'back order', quantity: 0, reason: 'supplier_late' },
    { description: 'lamp', stage: 'picking', quantity: 1 },
  );
  expect(await letter()).not.toMatch(/bike|two items|supplier/i);
});

test('an order is not late when all of it is delivered or cancelled', async () => {
  await lines({ description: 'bike', stage: 'delivered' }, { description: 'lamp', stage: 'cancelled' });
  for (const date of ['2026-11-24', '2026-11-30', '2026-12-07'])
    expect(await company.day(warsaw(`${date} 10:00`)), date).toMatchObject({ written: 0, tasks: [] });
});
