import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/* "I paid all but the coffee money, and they asked me for the whole sum again." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveInvoice({ id: 'F1' });
});
afterEach(() => company.close());

test('the letter asks for what is left, and says of how much', async () => {
  await company.havePayment({ invoice_id: 'F1', amount: 200, booked_on: '2026-10-06' });
  await company.change('invoices', 'F1', { open_amount: 280 });
  const report = await company.day(warsaw('2026-10-12 10:00'));
  expect(report.letters).toMatchObject([{ kind: 'reminder-friendly' }]);
  const text = await company.text();
  expect(text).toContain('280.00');
  expect(text).toMatch(/280\.00 left of .*480\.00/);
});

test('a payment that the company has not taken off yet counts too', async () => {
  await company.havePayment({ invoice_id: 'F1', amount: 470, booked_on: '2026-10-06' });
  const report = await company.day(warsaw('2026-10-12 10:00'));
  expect(report).toMatchObject({ written: 0, verdicts: [{ verdict: 'hold', tone: null }] });
});

test('ten złoty are left: nobody is written to', async () => {
  await company.change('invoices', 'F1', { open_amount: 10 });
  const report = await company.day(warsaw('2026-10-12 10:00'));
  expect(report).toMatchObject({ written: 0, verdicts: [{ verdict: 'hold', holds: ['small_balance'] }] });
});

test('several small ones are small each, and held each', async () => {
  await company.change('invoices', 'F1', { open_amount: 10 });
  await company.haveInvoice({ id: 'F2', open_amount: 19.99 });
  await company.haveInvoice({ id: 'F3', open_amount: 20 });
  const report = await company.day(warsaw('2026-10-12 10:00'));
  expect(report.letters).toMatchObject([{ about: [{ id: 'F3' }] }]);
});

test('a credit note takes off what is owed; the rest is asked for', async () => {
  await company.haveInvoice({
    id: 'K1',
    total: -480,
    open_amount: -480,
    issued_on: '2026-10-07',
    due_on: '2026-10-07',
  });
  expect(await company.day(warsaw('2026-10-12 10:00'))).toMatchObject({
    written: 0,
    verdicts: [{ invoice_id: 'F1', verdict: 'hold', holds: ['credit_note'] }],
  });
  await company.haveInvoice({ id: 'F2', due_on: '2026-10-06' });
  expect((await company.day(warsaw('2026-10-13 10:00'))).letters).toMatchObject([{ about: [{ id: 'F2' }] }]);
});

test('euros do not pay złoty: a person sorts it out, and until then nobody is reminded', async () => {
  await company.havePayment({ invoice_id: 'F1', currency: 'EUR', amount: 110, booked_on: '2026-10-06' });
  const report = await company.day(warsaw('2026-10-12 10:00'));
  expect(report).toMatchObject({ written: 0, verdicts: [{ holds: ['money_other_currency'] }] });
});

test('two payments for one invoice: what is over covers the next', async () => {
  await company.haveInvoice({ id: 'F2', due_on: '2026-10-06' });
  await company.havePayment({ id: 'P1', invoice_id: 'F1', booked_on: '2026-10-06' });
  await company.havePayment({ id: 'P2', invoice_id: 'F1', booked_on: '2026-10-07' });
  const report = await company.day(warsaw('2026-10-12 10:00'));
  expect(report).toMatchObject({ written: 0, verdict_counts: { hold: 2 } });
});
