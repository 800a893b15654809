import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdByHand } from '../../src/ledger/memory/hand-holds.ts';
import { aCompany, type Company } from '../support/company.ts';
import { warsaw } from '../support/when.ts';

/** The company merges two rows of one person. What they were told, and what was promised them, goes along. */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.have('customers', {
    id: 'D2',
    name: 'Z. Maj',
    email: 'ZOFIA@maj.example',
    language: 'en',
    owner_id: 'anna',
  });
});
afterEach(() => company.close());

const THURSDAY = warsaw('2026-11-26 10:00');
const FRIDAY = warsaw('2026-11-27 10:00');
const MONDAY = warsaw('2026-11-30 10:00');
const all = async (query: string) => (await company.databases.ledgerPool.query(query)).rows;

test('an order that goes to another id at the same address keeps its case, its word and its thread', async () => {
  await company.haveOrder({ customer_id: 'D2', promised_for: '2026-11-25' });
  await company.day(THURSDAY);
  await company.change('orders', 'O1', { customer_id: 'C1' });
  const dry = await company.round(FRIDAY, { dryRun: true });
  expect(dry).toMatchObject({ written: 0, not_seen: { orders: 0 } });
  expect(await company.day(FRIDAY)).toMatchObject({ written: 0, found: dry.found });
  expect(await all('select customer_id, item_ended from cases')).toEqual([
    { customer_id: 'C1', item_ended: false },
  ]);
  expect(await company.day(MONDAY)).toMatchObject({ written: 1 });
  expect(await all('select customer_id, ordinal from letter_cases order by 2')).toEqual([
    { customer_id: 'C1', ordinal: 1 },
    { customer_id: 'C1', ordinal: 2 },
  ]);
});

test('an invoice keeps its step, its gap, and what a person said about it', async () => {
  await company.haveInvoice({ customer_id: 'D2', due_on: '2026-11-16' });
  await company.day(THURSDAY);
  await holdByHand(company.databases.ledgerPool, {
    customerId: 'D2',
    invoiceId: null,
    until: '2026-12-10',
    why: 'they called',
    by: 'Anna',
    at: '2026-11-26T12:00:00Z',
  });
  await company.change('invoices', 'F1', { customer_id: 'C1' });
  const dry = await company.round(FRIDAY, { dryRun: true });
  const { verdicts } = await company.day(FRIDAY);
  expect(verdicts).toEqual(dry.verdicts);
  expect(verdicts).toMatchObject([
    { customer_id: 'C1', rung: null, holds: ['by_hand', 'next_rung_later', 'minimum_gap'] },
  ]);
  const theirs = `select customer_id, invoice_id from holds order by 1`;
  expect(await all(theirs), 'it holds for the invoice that came, and not for all that they owe').toEqual([
    { customer_id: 'C1', invoice_id: 'F1' },
    { customer_id: 'D2', invoice_id: null },
  ]);
  await company.day(MONDAY);
  expect(await all(theirs)).toHaveLength(2);
});

test('what goes to somebody at another address takes nothing along: they are told nothing of what another was', async () => {
  await company.have('customers', {
    id: 'X9',
    name: 'Ewa Bo',
    email: 'ewa@bo.example',
    language: 'en',
    owner_id: 'anna',
  });
  await company.haveOrder({ customer_id: 'D2', promised_for: '2026-11-25' });
  await company.day(THURSDAY);
  await company.change('orders', 'O1', { customer_id: 'X9' });
  await company.day(FRIDAY);
  expect(await all('select customer_id, item_ended from cases order by 1')).toEqual([
    { customer_id: 'D2', item_ended: true },
    { customer_id: 'X9', item_ended: false },
  ]);
  expect((await company.letters()).map(({ to }) => to)).toEqual(['ZOFIA@maj.example', 'ewa@bo.example']);
});

test('a customer whom the company calls merged takes all along, at another address too', async () => {
  await company.pool.query('alter table source.customers add column if not exists merged_into text');
  await company.haveOrder({ customer_id: 'D2', promised_for: '2026-11-25' });
  await company.day(THURSDAY);
  await company.pool.query(`update source.customers set email = 'new@maj.example' where id = 'C1'`);
  await company.pool.query(`update source.customers set merged_into = 'C1' where id = 'D2'`);
  await company.change('orders', 'O1', { customer_id: 'C1' });
  expect(await company.day(FRIDAY)).toMatchObject({ written: 0 });
  expect(await all('select customer_id from cases')).toEqual([{ customer_id: 'C1' }]);
});

test('one person under three ids has one letter a day', async () => {
  await company.have('customers', {
    id: 'E3',
    name: 'Maj',
    email: 'zofia@maj.example',
    language: 'en',
    owner_id: 'anna',
  });
  for (const [n, id] of ['C1', 'D2', 'E3'].entries())
    await company.haveOrder({ id: `O${n}`, customer_id: id, promised_for: '2026-11-25' });
  expect(await company.round(THURSDAY, { dryRun: true })).toMatchObject({ written: 1 });
  const first = await company.day(THURSDAY);
  expect(first).toMatchObject({ written: 1 });
  expect(first.holds.map(({ code }) => code)).toEqual(['already_written_today', 'already_written_today']);
  expect(await company.day(warsaw('2026-11-26 14:00')), 'later on that day').toMatchObject({ written: 0 });
  expect(await company.day(FRIDAY)).toMatchObject({ written: 1 });
});

test('forty customers at noemail@example.com get no letter, and each is listed for a person', async () => {
  const ids = Array.from({ length: 40 }, (_, n) => `N${n}`);
  await company.have(
    'customers',
    ...ids.map((id) => ({ id, name: id, email: 'noemail@example.com', owner_id: 'anna' })),
  );
  for (const id of ids)
    await company.haveOrder({ id: `O-${id}`, customer_id: id, promised_for: '2026-11-25' });
  const { written, holds } = await company.day(THURSDAY);
  expect(written).toBe(0);
  expect(holds.filter(({ code }) => code === 'shared_address')).toHaveLength(40);
  await company.pool.query(
    `update source.customers set email = 'reception@hotel.example' where id like 'N%'`,
  );
  const shared = await company.day(FRIDAY);
  expect(shared.written, 'an address of more customers than policy believes is nobody’s').toBe(0);
  expect(shared.holds.filter(({ code }) => code === 'shared_address')).toHaveLength(40);
});
