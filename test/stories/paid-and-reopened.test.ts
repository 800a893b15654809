import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';

/* "The bank took my payment back by mistake, after a year. The next letter was the last warning." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await haveRecord(company, 40);
  await company.haveInvoice({ id: 'F1' });
});
afterEach(() => company.close());

async function kindsOn(...dates: readonly string[]): Promise<readonly string[]> {
  const kinds: string[] = [];
  for (const date of dates)
    kinds.push(...(await company.day(warsaw(`${date} 10:00`))).letters.map(({ kind }) => kind));
  return kinds;
}

test('reminded, then paid: one letter of thanks, once', async () => {
  expect(await kindsOn('2026-10-12', '2026-10-19')).toEqual(['reminder-friendly', 'reminder-plain']);
  await company.havePayment({ invoice_id: 'F1', booked_on: '2026-10-22' });
  await company.change('invoices', 'F1', { open_amount: 0, closed_on: '2026-10-22' });
  expect(await kindsOn('2026-10-23', '2026-10-26', '2026-11-19')).toEqual(['payment-seen']);
  expect(await company.text()).toContain('F1');
});

test('reminded, then written off: nobody is thanked for money that never came', async () => {
  expect(await kindsOn('2026-10-12')).toEqual(['reminder-friendly']);
  await company.change('invoices', 'F1', { open_amount: 0, closed_on: '2026-10-14' });
  expect(await kindsOn('2026-10-15', '2026-10-16', '2026-11-19')).toEqual([]);
});

test('opened again it starts afresh, with the first rung', async () => {
  await kindsOn('2026-10-12', '2026-10-19');
  await company.havePayment({ invoice_id: 'F1', booked_on: '2026-10-22' });
  await company.change('invoices', 'F1', { open_amount: 0, closed_on: '2026-10-22' });
  await kindsOn('2026-10-23', '2026-10-26');
  await company.change('payments', 'P1', { status: 'failed', booked_on: null });
  await company.change('invoices', 'F1', { open_amount: 480, closed_on: null });
  expect(await kindsOn('2026-11-23', '2026-11-24', '2026-11-30')).toEqual([
    'reminder-friendly',
    'reminder-plain',
  ]);
});

test('paid without a reminder: no thanks, nothing at all', async () => {
  await company.change('invoices', 'F1', { open_amount: 0, closed_on: '2026-10-08' });
  expect(await kindsOn('2026-10-12', '2026-10-19')).toEqual([]);
});

test('the policy may thank nobody', async () => {
  await company.close();
  company = await aCompany({ dunning: { thank_for_payment: false } });
  await company.haveInvoice({ id: 'F1' });
  await kindsOn('2026-10-12');
  await company.change('invoices', 'F1', { open_amount: 0, closed_on: '2026-10-14' });
  expect(await kindsOn('2026-10-15', '2026-10-16')).toEqual([]);
});
