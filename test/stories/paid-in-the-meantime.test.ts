import { afterEach, beforeEach, expect, test } from 'vitest';
import { isoInstant } from '../../src/calendar/time.ts';
import { releaseLetter } from '../../src/ledger/letter-states/released.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';

/* "I paid on Monday morning. On Monday at noon your reminder came: ignore this letter if you have already paid." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveInvoice({ id: 'F1' });
});
afterEach(() => company.close());

const MINUTE_LATER = warsaw('2026-10-12 10:01');

test('a payment booked between the decision and the post withdraws the letter', async () => {
  expect(await company.round(warsaw('2026-10-12 10:00'))).toMatchObject({ written: 1 });
  await company.havePayment({ invoice_id: 'F1', booked_on: '2026-10-12' });
  await company.post(MINUTE_LATER);
  const [letter] = await company.letters();
  expect(letter).toMatchObject({ kind: 'reminder-friendly', status: 'withdrawn' });
  expect(letter?.status_reason).toMatch(/no longer true.*F1/);
  expect(await company.captured()).toEqual([]);
});

test.each([
  [
    'the invoice is settled',
    () => company.change('invoices', 'F1', { open_amount: 0, closed_on: '2026-10-12' }),
  ],
  [
    'money came that nobody placed',
    () => company.havePayment({ status: 'unallocated', booked_on: '2026-10-12' }),
  ],
  ['the bank announces it', () => company.havePayment({ invoice_id: 'F1', status: 'pending' })],
  ['the customer contests it', () => company.change('invoices', 'F1', { disputed: true })],
  ['part of it is paid', () => company.change('invoices', 'F1', { open_amount: 200 })],
])('so does what else happens meanwhile: %s', async (_, happens) => {
  await company.round(warsaw('2026-10-12 10:00'));
  await happens();
  await company.post(MINUTE_LATER);
  expect(await company.letters()).toMatchObject([{ status: 'withdrawn' }]);
});

test('nothing happens meanwhile: it goes', async () => {
  await company.round(warsaw('2026-10-12 10:00'));
  await company.post(MINUTE_LATER);
  expect(await company.letters()).toMatchObject([{ status: 'submitted' }]);
  expect(await company.captured()).toHaveLength(1);
});

test('a letter that was withdrawn took no rung: the next one is the first again', async () => {
  await company.round(warsaw('2026-10-12 10:00'));
  await company.change('invoices', 'F1', { disputed: true });
  await company.post(MINUTE_LATER);
  await company.change('invoices', 'F1', { disputed: false });
  const report = await company.day(warsaw('2026-10-21 10:00'));
  expect(report.verdicts).toMatchObject([{ rung: 'nudge', tone: 'friendly' }]);
  expect((await company.letters()).map(({ status }) => status)).toEqual(['withdrawn', 'submitted']);
});

test('a formal letter waits for a person, and is looked at again when it is released', async () => {
  await haveRecord(company, 40);
  for (const date of ['2026-10-12', '2026-10-19', '2026-11-04', '2026-11-19'])
    await company.day(warsaw(`${date} 10:00`));
  const formal = (await company.letters()).at(-1);
  expect(formal).toMatchObject({ kind: 'reminder-formal', status: 'held' });
  await company.havePayment({ invoice_id: 'F1', booked_on: '2026-11-20' });
  const released = warsaw('2026-11-20 10:00');
  await releaseLetter(company.databases.ledgerPool, formal?.id ?? '', 'Ewa', isoInstant(released));
  await company.post(released);
  expect((await company.letters()).at(-1)).toMatchObject({ kind: 'reminder-formal', status: 'withdrawn' });
});

test('released, and still true: the formal letter goes, once', async () => {
  await haveRecord(company, 40);
  for (const date of ['2026-10-12', '2026-10-19', '2026-11-04', '2026-11-19', '2026-11-20'])
    await company.day(warsaw(`${date} 10:00`));
  const formal = (await company.letters()).filter(({ kind }) => kind === 'reminder-formal');
  expect(formal).toHaveLength(1);
  const released = warsaw('2026-11-20 11:00');
  await releaseLetter(company.databases.ledgerPool, formal[0]?.id ?? '', 'Ewa', isoInstant(released));
  await company.post(released);
  expect((await company.letters()).at(-1)).toMatchObject({ kind: 'reminder-formal', status: 'submitted' });
});

test('no letter asks to be ignored: we look before we write', async () => {
  await company.day(warsaw('2026-10-12 10:00'));
  expect(await company.text()).not.toMatch(/ignore|disregard|already paid/i);
});
