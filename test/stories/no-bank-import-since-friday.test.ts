import { afterEach, beforeEach, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { askGate } from '../../src/gate/gate.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { anInvoice, haveRecord } from '../support/owing.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';

/* "The bank's file was not read since Friday. On Monday half the town was asked for money that it had paid." */
const FRIDAY = warsaw('2026-11-06 18:00');
const MONDAY = warsaw('2026-11-09 10:00');

let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await haveRecord(company, 40);
  await company.haveInvoice({ id: 'F1' });
  await company.have('customers', {
    id: 'C2',
    name: 'Jan Bury',
    email: 'jan@bury.example',
    owner_id: 'anna',
  });
  await haveRecord(company, 0, 'C2');
  await company.have('invoices', anInvoice({ id: 'F2', customer_id: 'C2', due_on: '2026-10-26' }));
});
afterEach(() => company.close());

test('everything about money is held, whoever owes it, and nobody is asked to call', async () => {
  const report = await company.round(MONDAY, { paymentsAsOf: FRIDAY });
  await company.post(MONDAY);
  expect(report).toMatchObject({ written: 0, tasks: [], verdict_counts: { send: 0, soften: 0, hold: 2 } });
  for (const verdict of report.verdicts)
    expect(verdict).toMatchObject({
      verdict: 'hold',
      tone: null,
      holds: expect.arrayContaining(['payments_stale']),
    });
  expect(await company.letters()).toEqual([]);
});

test('letters about what people wait for go all the same', async () => {
  await company.haveOrder({ id: 'O1', placed_at: '2026-11-02T09:00:00+01:00', promised_for: '2026-11-06' });
  const report = await company.round(MONDAY, { paymentsAsOf: FRIDAY });
  expect(report.letters.map(({ kind }) => kind)).toEqual(['late']);
});

test('another system that asks hears no, and so does one that reads the view', async () => {
  await company.round(MONDAY, { paymentsAsOf: FRIDAY });
  const world = {
    databases: company.databases,
    rules: rules(),
    clock: fixedClock(MONDAY),
    templates: await shippedTemplates(),
  };
  for (const tone of ['friendly', 'formal', null] as const)
    expect(await askGate(world, 'F1', tone)).toMatchObject({
      outcome: 'stale',
      verdict: { verdict: 'hold', tone: null },
    });
  const { rows } = await company.databases.ledgerPool.query(
    'select invoice_id, verdict, allowed_tone from dunning_verdicts order by invoice_id',
  );
  expect(rows).toEqual([
    { invoice_id: 'F1', verdict: 'hold', allowed_tone: null },
    { invoice_id: 'F2', verdict: 'hold', allowed_tone: null },
  ]);
});

test('a feed that never said how fresh it is counts as old', async () => {
  await company.round(MONDAY, { dryRun: true });
  await company.pool.query("delete from source.feeds where name = 'payments'");
  const world = {
    databases: company.databases,
    rules: rules(),
    clock: fixedClock(MONDAY),
    templates: await shippedTemplates(),
  };
  expect(await askGate(world, 'F1', 'formal')).toMatchObject({ outcome: 'stale' });
});

test('a letter that was decided on fresh payments stays when they are old by the time it is posted', async () => {
  await company.round(warsaw('2026-11-06 10:00'));
  await company.pool.query(
    "update source.feeds set fresh_as_of = '2026-11-04T08:00:00+01:00' where name = 'payments'",
  );
  await company.post(warsaw('2026-11-06 10:20'));
  expect(await company.captured()).toEqual([]);
});

test('once the bank is read again, those who have paid hear nothing, and the others their first letter', async () => {
  await company.round(MONDAY, { paymentsAsOf: FRIDAY });
  await company.change('invoices', 'F2', { open_amount: 0, closed_on: '2026-11-08' });
  const report = await company.day(warsaw('2026-11-09 14:00'));
  expect(report.letters).toMatchObject([{ kind: 'reminder-friendly', about: [{ id: 'F1' }] }]);
});
