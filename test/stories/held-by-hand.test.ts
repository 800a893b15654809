import { afterEach, beforeEach, expect, test } from 'vitest';
import { holdByHand, liftHolds } from '../../src/ledger/memory/hand-holds.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';

/* "I agreed with Mrs Lis on the phone that I would pay after the harvest. The machine knew nothing of it." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await haveRecord(company, 40);
  await company.haveInvoice({ id: 'F1' });
});
afterEach(() => company.close());

const HARVEST = {
  customerId: 'C1',
  why: 'pays after the harvest',
  by: 'Anna Lis',
  at: '2026-10-13T09:00:00+02:00',
};

async function kindsOn(...dates: readonly string[]): Promise<readonly string[]> {
  const kinds: string[] = [];
  for (const date of dates)
    kinds.push(...(await company.day(warsaw(`${date} 10:00`))).letters.map(({ kind }) => kind));
  return kinds;
}

test('nothing goes until the day has passed, and then the ladder goes on where it stood', async () => {
  expect(await kindsOn('2026-10-12')).toEqual(['reminder-friendly']);
  await holdByHand(company.databases.ledgerPool, { ...HARVEST, invoiceId: 'F1', until: '2026-11-20' });
  expect(await kindsOn('2026-10-19', '2026-11-04', '2026-11-19', '2026-11-20')).toEqual([]);
  // 49 days late on Monday: the second rung follows the first all the same.
  expect(await kindsOn('2026-11-23', '2026-11-24', '2026-11-30')).toEqual([
    'reminder-plain',
    'reminder-firm',
  ]);
});

test('the verdict says who said so, why, and until when', async () => {
  await holdByHand(company.databases.ledgerPool, { ...HARVEST, invoiceId: 'F1', until: '2026-11-20' });
  const { verdicts } = await company.day(warsaw('2026-10-19 10:00'));
  expect(verdicts).toMatchObject([{ verdict: 'hold', holds: ['by_hand'], until: '2026-11-21' }]);
  expect(verdicts[0]?.reasons.join(' ')).toMatch(/Anna Lis.*pays after the harvest/);
});

test('a hold on the customer covers every invoice; one on an invoice just that', async () => {
  await company.haveInvoice({ id: 'F2', due_on: '2026-10-06' });
  await holdByHand(company.databases.ledgerPool, { ...HARVEST, invoiceId: 'F1', until: null });
  const one = await company.day(warsaw('2026-10-12 10:00'));
  expect(one.letters).toMatchObject([{ about: [{ id: 'F2' }] }]);
  await holdByHand(company.databases.ledgerPool, { ...HARVEST, invoiceId: null, until: null });
  expect(await kindsOn('2026-10-20', '2026-11-04')).toEqual([]);
});

test('lifted by a person it no longer holds, on the same day', async () => {
  await holdByHand(company.databases.ledgerPool, { ...HARVEST, invoiceId: 'F1', until: null });
  expect(await kindsOn('2026-10-12')).toEqual([]);
  await liftHolds(company.databases.ledgerPool, {
    ...HARVEST,
    invoiceId: 'F1',
    why: 'the harvest is in',
    at: '2026-10-12T11:00:00+02:00',
  });
  expect((await company.day(warsaw('2026-10-12 12:00'))).letters).toMatchObject([
    { kind: 'reminder-friendly' },
  ]);
});

test('a hold that is made between the letter and the post stops the letter', async () => {
  await company.round(warsaw('2026-10-12 10:00'));
  await holdByHand(company.databases.ledgerPool, { ...HARVEST, invoiceId: null, until: '2026-11-20' });
  await company.post(warsaw('2026-10-12 10:01'));
  expect(await company.letters()).toMatchObject([{ status: 'withdrawn' }]);
});
