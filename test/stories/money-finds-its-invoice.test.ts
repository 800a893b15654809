import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/* "We had paid it a week before, from our head office's account, with the number of the invoice on it. And you remind us." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.have('customers', { id: 'HQ', name: 'Head office', email: 'hq@x.example', language: 'en' });
  await company.haveInvoice({ id: 'I1', number: 'FV/2026/118' });
  await company.haveInvoice({ id: 'I2', number: 'FV/2026/119', total: 90, open_amount: 90 });
});
afterEach(() => company.close());

const money = (row: object) =>
  company.havePayment({
    id: 'P1',
    customer_id: null,
    invoice_id: null,
    status: 'unallocated',
    booked_on: '2026-10-08',
    ...row,
  });

/** The first hold of each invoice, or the tone in which it is reminded. */
async function verdicts(): Promise<Readonly<Record<string, string>>> {
  const { verdicts: all } = await company.day(warsaw('2026-10-12 10:00'));
  return Object.fromEntries(all.map((each) => [each.invoice_id, each.holds[0] ?? each.tone ?? each.verdict]));
}

describe('money of nobody', () => {
  test('finds the invoice whose number and amount it brings', async () => {
    await money({ amount: 480, reference: 'zaplata FV 2026 118' });
    expect(await verdicts()).toEqual({ I1: 'money_here', I2: 'friendly' });
  });
  test('finds two that it pays together', async () => {
    await money({ amount: 570, reference: 'FV/2026/118 + FV/2026/119' });
    expect(await verdicts()).toEqual({ I1: 'money_here', I2: 'money_here' });
  });
  test('that names one and is another sum: nobody is reminded until a person says what it pays', async () => {
    await money({ amount: 400, reference: 'FV/2026/118' });
    expect(await verdicts()).toEqual({ I1: 'money_unclear', I2: 'friendly' });
  });
  test('that names nothing of theirs changes nothing', async () => {
    await money({ amount: 480, reference: 'rent' });
    expect(await verdicts()).toEqual({ I1: 'friendly', I2: 'friendly' });
  });
});

describe('money of the head office', () => {
  test('that names nothing pays the one invoice of just that amount', async () => {
    await company.change('customers', 'C1', { parent_id: 'HQ' });
    await money({ customer_id: 'HQ', amount: 90 });
    expect(await verdicts()).toEqual({ I1: 'friendly', I2: 'money_here' });
  });
  test('that comes to all that is owed pays all of it', async () => {
    await company.change('customers', 'C1', { parent_id: 'HQ' });
    await money({ customer_id: 'HQ', amount: 570 });
    expect(await verdicts()).toEqual({ I1: 'money_here', I2: 'money_here' });
  });
  test('pays the oldest of two alike, and no contested one before another', async () => {
    await company.change('customers', 'C1', { parent_id: 'HQ' });
    await company.haveInvoice({ id: 'I0', due_on: '2026-10-01', total: 90, open_amount: 90, disputed: true });
    await company.haveInvoice({ id: 'I3', due_on: '2026-10-06', total: 90, open_amount: 90 });
    await money({ customer_id: 'HQ', amount: 90 });
    expect(await verdicts()).toEqual({ I0: 'disputed', I1: 'friendly', I2: 'money_here', I3: 'friendly' });
  });
  test('that pays for a single invoice finds it too', async () => {
    await company.change('invoices', 'I1', { payer_id: 'HQ' });
    await money({ customer_id: 'HQ', amount: 480 });
    expect(await verdicts()).toEqual({ I1: 'money_here', I2: 'friendly' });
  });
  test('that is for an invoice of its own is no money of the branch', async () => {
    await company.change('customers', 'C1', { parent_id: 'HQ' });
    await company.haveInvoice({ id: 'I3', customer_id: 'HQ', total: 90, open_amount: 90 });
    await money({ customer_id: 'HQ', amount: 90 });
    expect((await verdicts()).I2).toBe('friendly');
  });
  test('of somebody who is nobody to them is not theirs', async () => {
    await money({ customer_id: 'HQ', amount: 480 });
    expect((await verdicts()).I1).toBe('friendly');
  });
});

test('their own money goes to what it names, and not to the oldest', async () => {
  await money({ customer_id: 'C1', amount: 90, reference: 'FV/2026/119' });
  expect(await verdicts()).toEqual({ I1: 'friendly', I2: 'money_here' });
});
