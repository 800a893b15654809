import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { faultText, withReason } from '../../../src/customer/data-fault.ts';
import { day } from '../../support/builders.ts';
import { type MoneyTables, moneyTables } from '../money-rows.ts';

/*
 * Tables about money hold impossible rows too. Nothing is guessed: a doubtful invoice carries its doubt, so that nobody
 * is reminded of it, money of a doubtful amount keeps reminders back, and what cannot be judged at all is quarantined.
 */
let money: MoneyTables;
beforeAll(async () => {
  money = await moneyTables();
  // A view of the company's own may give nulls where the contract's tables have none.
  for (const column of ['issued_on', 'due_on', 'currency', 'total', 'open_amount'])
    await money.pool.query(`alter table source.invoices alter ${column} drop not null`);
  await money.pool.query('alter table source.payment_plans alter holds_until drop not null');
  await money.pool.query('alter table source.dunning_letters drop constraint dunning_letters_tone_check');
});
afterAll(() => money.close());
beforeEach(() => money.empty());

const doubtsOfC1 = async () =>
  ((await money.read()).doubts.get('C1') ?? []).map(({ fault }) => faultText(fault));

test.each([
  ['no due date', { due_on: null }, 'it has no usable due date'],
  ['a due date at the end of time', { due_on: 'infinity' }, 'it has no usable due date (infinity)'],
  ['a due date before all time', { due_on: '-infinity' }, 'it has no usable due date (-infinity)'],
  ['a due date before the year 1000', { due_on: '0001-01-01' }, 'it has no usable due date (0001-01-01)'],
  ['no day of issue', { issued_on: null }, 'it has no usable day of issue'],
  ['an issue before all time', { issued_on: '-infinity' }, 'it has no usable day of issue (-infinity)'],
])('%s: quarantined', async (_what, row, reason) => {
  await money.invoice(row);
  await money.invoice({ id: 'SOUND' });
  const { accounts, quarantined } = await money.read();
  expect(quarantined.map(withReason)).toMatchObject([{ table: 'invoices', id: 'I1', reason }]);
  expect(accounts.get('C1')?.open).toMatchObject([{ id: 'SOUND', doubts: [] }]);
});

test.each([
  [
    'due before issue',
    { due_on: '2026-10-26' },
    ['due_before_issued'],
    'lies before the issue on 2026-10-27',
  ],
  [
    'issued in 2099, and overdue',
    { issued_on: '2099-01-01' },
    ['due_before_issued', 'issued_in_future'],
    '2099-01-01 is in the future',
  ],
  [
    'due in 1948',
    { issued_on: '1948-01-01', due_on: '1948-01-15' },
    ['due_decades_ago'],
    '1948-01-15 lies decades back',
  ],
  ['open more than total', { open_amount: '100.01' }, ['open_exceeds_total'], 'it is more than the total'],
  ['open of nothing', { total: 0 }, ['open_exceeds_total'], 'it is more than the total'],
  ['a negative open amount', { open_amount: -100 }, ['sign_differs'], 'it is above zero where the total'],
  ['a credit note that is owed', { total: -100 }, ['sign_differs'], 'it is above zero where the total'],
  [
    'a credit note with more left than it was',
    { total: -100, open_amount: -101 },
    ['open_exceeds_total'],
    'more',
  ],
  [
    'NaN as open amount',
    { open_amount: 'NaN' },
    ['amount_unusable'],
    'it, the total or the currency is none',
  ],
  ['an infinite total', { total: 'Infinity' }, ['amount_unusable'], 'the total'],
  ['no total', { total: null }, ['amount_unusable'], 'the total'],
  ['a third digit in PLN', { open_amount: '99.999' }, ['amount_unusable'], 'more digits than the currency'],
  ['half a yen', { currency: 'JPY', total: '100.5' }, ['amount_unusable'], 'more digits than the currency'],
  ['a currency that is none', { currency: 'XYZ' }, ['amount_unusable'], 'the currency'],
  ['no currency', { currency: null }, ['amount_unusable'], 'the currency'],
  ['a currency of a whole page', { currency: 'PLN '.repeat(10_000) }, ['amount_unusable'], 'the currency'],
  [
    'an amount of a hundred digits',
    { total: '9'.repeat(100), open_amount: '9'.repeat(100) },
    ['amount_unusable'],
    'the total',
  ],
])('%s: in doubt, and named', async (_what, row, doubts, said) => {
  await money.invoice(row);
  expect((await money.account()).open).toMatchObject([{ id: 'I1', doubts }]);
  const named = (await money.read()).doubts.get('C1') ?? [];
  expect(named).toHaveLength(doubts.length);
  expect(named.every(({ table, id }) => table === 'invoices' && id === 'I1')).toBe(true);
  expect(named.map(({ fault }) => faultText(fault)).join('; ')).toContain(said);
});

test.each([
  ['of 14 digits', { total: '99999999999999.99', open_amount: '99999999999999.98' }, 9_999_999_999_999_998n],
  ['with zeros behind', { total: '100.0000', open_amount: '99.5000' }, 9_950n],
  ['of three digits in dinar', { currency: 'kwd', total: '1.234', open_amount: '1.234' }, 1_234n],
  ['of none in yen', { currency: 'JPY', total: '500', open_amount: '500' }, 500n],
  ['below one', { open_amount: '0.05' }, 5n],
])('an amount %s is exact', async (_what, row, open) => {
  await money.invoice(row);
  expect((await money.account()).open).toMatchObject([{ open, doubts: [] }]);
  expect(await doubtsOfC1()).toEqual([]);
});

test('zero open is nothing owed, whatever the closing says; a closing in 2099 does not open it again', async () => {
  await money.invoice({ open_amount: '0.00' });
  await money.invoice({ id: 'I2', open_amount: 0, closed_on: '2099-01-01' });
  await money.invoice({ id: 'I3', open_amount: 0, closed_on: 'infinity' });
  await money.invoice({ id: 'I4', closed_on: 'infinity' });
  await money.invoice({ id: 'I5', closed_on: '-infinity' });
  await money.payment({ invoice_id: 'I2', booked_on: '2026-11-12' });
  const { open, settled } = await money.account();
  // I4 was never closed, some systems write that as infinity. Of I5 nobody can tell anything.
  expect(open.map(({ id }) => id)).toEqual(['I4']);
  expect(settled).toMatchObject([{ id: 'I2', paidOn: day('2026-11-12') }]);
});

test('due in 2099: owed and not overdue, and named', async () => {
  await money.invoice({ due_on: '2099-01-01' });
  expect((await money.account()).open).toMatchObject([{ dueOn: day('2099-01-01'), doubts: [] }]);
  expect(await doubtsOfC1()).toEqual(['2099-01-01 lies decades ahead']);
});

test('an issue in 1948 makes nobody an old customer', async () => {
  await money.invoice({ id: 'OLD', issued_on: '1948-01-01', open_amount: 0 });
  await money.invoice();
  await money.pool.query("update source.customers set customer_since = '1948-01-01'");
  expect(await money.account()).toMatchObject({ knownSince: day('2026-10-27'), customerSince: null });
  expect(await doubtsOfC1()).toEqual(['1948-01-01 lies too far back']);
});

test('a booked payment in another currency: not taken off, held as money that is here, and named', async () => {
  await money.invoice();
  await money.payment({ currency: 'EUR', amount: 23 });
  const account = await money.account();
  expect(account.open).toMatchObject([{ booked: 0n, doubts: [] }]);
  expect(account.coming).toEqual([
    {
      id: 'P1',
      invoiceId: 'I1',
      amount: 2_300n,
      currency: 'EUR',
      status: 'unallocated',
      bookedOn: day('2026-11-20'),
      scheduledFor: null,
    },
  ]);
  expect(await doubtsOfC1()).toEqual(['it is EUR, and its invoice I1 is not']);
});

test.each([
  ['booked for it', { status: 'booked' }],
  ['on its way for it', { status: 'pending' }],
  ['on its way for nobody knows what', { status: 'unallocated', invoice_id: null }],
])('a payment of NaN %s puts what they owe in doubt', async (_what, row) => {
  await money.invoice();
  await money.payment({ ...row, amount: 'NaN' });
  expect((await money.account()).open).toMatchObject([{ booked: 0n, doubts: ['amount_unusable'] }]);
  expect((await doubtsOfC1()).join()).toContain('a payment');
});

test('a refund on its way is no money of theirs; a day nobody can use is set aside, and the money counts', async () => {
  await money.invoice();
  await money.payment({ id: '1', status: 'pending', amount: -5 });
  await money.payment({ id: '2', status: 'scheduled', scheduled_for: '2099-01-01', booked_on: null });
  await money.payment({ id: '3', status: 'unallocated', booked_on: 'infinity' });
  await money.payment({ id: '4', status: 'booked', booked_on: '-infinity', amount: 1 });
  const account = await money.account();
  expect([...account.coming].sort((a, b) => Number(a.id) - Number(b.id))).toMatchObject([
    { id: '2', scheduledFor: null },
    { id: '3', bookedOn: null },
  ]);
  expect(account.open).toMatchObject([{ booked: 100n }]);
  expect((await doubtsOfC1()).sort()).toEqual([
    '2099-01-01 lies years ahead',
    'it is not above zero, so no money is on its way',
  ]);
});

test('a line in fractions of a grosz: none is named, and the debt stands', async () => {
  await money.invoice();
  await money.have(
    'invoice_lines',
    { invoice_id: 'I1', line_no: 1, description: 'gas', amount: 50 },
    { invoice_id: 'I1', line_no: 2, description: 'electricity', amount: '49.9993' },
  );
  expect((await money.account()).open).toMatchObject([{ lines: [], doubts: [] }]);
  expect((await money.read()).doubts.get('C1')).toMatchObject([{ table: 'invoice_lines', id: 'I1/2' }]);
});

test('a plan without an end holds; a letter in a tone that is none is quarantined', async () => {
  await money.invoice();
  await money.have('payment_plans', {
    id: 'A',
    customer_id: 'C1',
    agreed_on: '-infinity',
    holds_until: null,
  });
  await money.have('dunning_letters', {
    id: 'L1',
    invoice_id: 'I1',
    tone: 'furious',
    planned_for: '2026-11-27T09:00Z',
  });
  const account = await money.account();
  expect(account.plans).toMatchObject([
    { id: 'A', agreedOn: day('2026-11-26'), holdsUntil: day('9999-12-31') },
  ]);
  expect(account.planned).toEqual([]);
  expect((await money.read()).quarantined).toMatchObject([{ table: 'dunning_letters', id: 'L1' }]);
});

test.each([
  ['a negative limit', { credit_limit: -1, currency: 'PLN' }, 'it is below zero'],
  ['a limit in no currency', { credit_limit: 100 }, 'it or its currency is none'],
  ['a customer from the future', { customer_since: '2027-01-01' }, '2027-01-01 is in the future'],
])('%s is set aside', async (_what, set, said) => {
  await money.invoice();
  const columns = Object.entries(set).map(([column, value]) => `${column} = '${value}'`);
  await money.pool.query(`update source.customers set ${columns.join(', ')}`);
  expect(await money.account()).toMatchObject({ creditLimit: null, customerSince: null });
  expect((await doubtsOfC1()).join()).toContain(said);
});

test('texts of ten megabytes are cut before they leave the database; a link that is none is left out', async () => {
  const huge = 'x'.repeat(10_000_000);
  await money.invoice({ number: huge, pay_url: `javascript:${huge}` });
  await money.have('invoice_lines', { invoice_id: 'I1', line_no: 1, description: huge, amount: 100 });
  const [invoice] = (await money.account()).open;
  expect(invoice?.number).toHaveLength(100);
  expect(invoice?.payUrl).toBeNull();
  expect(invoice?.lines[0]?.description).toHaveLength(300);
  expect(await doubtsOfC1()).toEqual(['it is not an http or https address']);
});
