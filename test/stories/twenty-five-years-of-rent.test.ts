import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RoundReport } from '../../src/round/round-report.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { anInvoice, DUE, haveRecord } from '../support/owing.ts';

/*
 * "I have paid my rent to the cooperative for twenty-five years, always on time. Once a transfer went astray, and they
 * wrote to me of court and of losing my flat."
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.change('customers', 'C1', { customer_since: '2001-03-01' });
});
afterEach(() => company.close());

const RUNGS = ['2026-10-13', '2026-10-20', '2026-11-04', '2026-11-19', '2026-12-01'];

/** A round in the morning of every day on which the ladder has something to say. */
async function theAutumn(): Promise<readonly RoundReport[]> {
  const reports: RoundReport[] = [];
  for (const date of RUNGS) reports.push(await company.day(warsaw(`${date} 10:00`)));
  return reports;
}

const haveRent = (id: string, differs: object = {}) =>
  company.haveInvoice({ id, number: `rent ${id}`, ...differs });

test('two friendly letters, then a person calls; nothing harsh is ever written', async () => {
  await haveRecord(company, 0);
  await haveRent('10/2026');
  const reports = await theAutumn();
  const letters = await company.letters();
  expect(letters.map(({ kind }) => kind)).toEqual(['reminder-friendly', 'reminder-friendly']);
  expect(reports.map(({ suppressed_harsh }) => suppressed_harsh)).toEqual([0, 0, 1, 1, 1]);
  expect(reports[2]?.verdicts).toMatchObject([
    { invoice_id: '10/2026', record: 'clean', asked_tone: 'firm', verdict: 'hand over', tone: null },
  ]);
  expect(reports.flatMap(({ tasks }) => tasks)).toEqual([
    {
      kind: 'call-customer',
      for: 'anna',
      customer_id: 'C1',
      about: [{ kind: 'invoice', id: '10/2026' }],
    },
  ]);
});

test('the letter guesses a slip, and names no consequence', async () => {
  await haveRecord(company, 0);
  await haveRent('10/2026');
  await company.day(warsaw('2026-10-13 10:00'));
  const text = await company.text();
  expect(text).toMatch(/not like you.*(slipped|typo)/s);
  expect(text).toContain('rent 10/2026');
  expect(text).not.toMatch(/court|enforce|terminat|cut off|collector|penalt|if you have already paid/i);
});

test('who calls is told of all the rent that came on time', async () => {
  await haveRecord(company, 0);
  await haveRent('10/2026');
  await theAutumn();
  const text = await company.staffText('call-customer');
  expect(text).toContain('12 of 12');
  expect(text).toContain('Zofia Maj');
  expect(text).toContain('rent 10/2026');
});

test('after so many years even one slip before, and a short record, are forgiven', async () => {
  await haveRent('1/2026', {
    issued_on: '2026-01-05',
    due_on: '2026-01-19',
    open_amount: 0,
    closed_on: '2026-03-09',
  });
  await haveRent('10/2026');
  const reports = await theAutumn();
  expect(reports[2]?.verdicts).toMatchObject([{ record: 'clean', verdict: 'hand over' }]);
});

test('a newcomer with the same two invoices has no such record, and gets no harsh first letter either', async () => {
  await company.change('customers', 'C1', { customer_since: '2026-01-01' });
  await company.have('invoices', anInvoice({ id: 'F0', issued_on: '2026-01-05', due_on: '2026-01-19' }));
  await company.change('invoices', 'F0', { open_amount: 0, closed_on: '2026-03-09' });
  await company.haveInvoice({ id: 'F1', due_on: DUE });
  const report = await company.day(warsaw('2026-12-01 10:00'));
  expect(report.verdicts).toMatchObject([{ record: 'unknown', rung: 'nudge', tone: 'friendly' }]);
  expect(await company.text()).not.toContain('not like you');
});
