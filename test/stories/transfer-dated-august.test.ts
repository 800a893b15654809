import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';

/* "I set up the transfer at once, and wrote August instead of July. For that they threatened me." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await haveRecord(company, 0);
  await company.haveInvoice({ id: 'F7', issued_on: '2026-06-22', due_on: '2026-07-06' });
});
afterEach(() => company.close());

test('seen as scheduled: nobody writes, and the date is quoted', async () => {
  await company.havePayment({ invoice_id: 'F7', status: 'scheduled', scheduled_for: '2026-08-06' });
  for (const date of ['2026-07-14', '2026-07-20', '2026-08-05']) {
    const report = await company.day(warsaw(`${date} 10:00`));
    expect(report).toMatchObject({ written: 0, tasks: [] });
    expect(report.verdicts).toMatchObject([
      { invoice_id: 'F7', verdict: 'hold', tone: null, holds: ['money_scheduled'], until: '2026-08-12' },
    ]);
    expect(report.verdicts[0]?.reasons.join(' ')).toMatch(/6\sAugust/);
  }
});

test('paid on that day: the matter is over, and nobody ever wrote of it', async () => {
  await company.havePayment({ invoice_id: 'F7', status: 'scheduled', scheduled_for: '2026-08-06' });
  await company.day(warsaw('2026-07-14 10:00'));
  await company.change('payments', 'P1', { status: 'booked', booked_on: '2026-08-06' });
  await company.change('invoices', 'F7', { open_amount: 0, closed_on: '2026-08-06' });
  expect(await company.day(warsaw('2026-08-07 10:00'))).toMatchObject({ written: 0, verdicts: [] });
  expect(await company.letters()).toEqual([]);
});

test('a scheduled transfer that never came counts for some days after its date, and then no more', async () => {
  await company.havePayment({ invoice_id: 'F7', status: 'scheduled', scheduled_for: '2026-08-06' });
  expect(await company.day(warsaw('2026-08-11 10:00'))).toMatchObject({ written: 0 });
  const report = await company.day(warsaw('2026-08-12 10:00'));
  expect(report.letters).toMatchObject([{ kind: 'reminder-friendly' }]);
  expect(report.verdicts).toMatchObject([{ rung: 'nudge', tone: 'friendly' }]);
});

test('not seen: a friendly letter guesses that its date has a typo', async () => {
  const report = await company.day(warsaw('2026-07-14 10:00'));
  expect(report.letters).toMatchObject([
    { kind: 'reminder-friendly', about: [{ kind: 'invoice', id: 'F7' }] },
  ]);
  const text = await company.text();
  expect(text).toMatch(/the transfer slipped by, or its date has a typo/);
  expect(text).toContain('6 July');
});

test('a transfer of less than the debt holds nothing: it is asked for the rest', async () => {
  await company.havePayment({
    invoice_id: 'F7',
    amount: 100,
    status: 'scheduled',
    scheduled_for: '2026-08-06',
  });
  expect(await company.day(warsaw('2026-07-14 10:00'))).toMatchObject({
    letters: [{ kind: 'reminder-friendly' }],
  });
});
