import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isoInstant } from '../../src/calendar/time.ts';
import { holdByHand } from '../../src/ledger/memory/hand-holds.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/*
 * What the dunning of an ordinary ERP did when it was watched (Tryton 6.0), each beside what happens here. How fast
 * it is, 5.4 s to decide on 5,000 lines there, is for the benchmark.
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveInvoice({ id: 'F1' });
});
afterEach(() => company.close());

const FIRST_DAY = '2026-10-12';
const morning = warsaw(`${FIRST_DAY} 10:00`);

describe('an ordinary ERP', () => {
  test('mailed a customer whose unallocated payment covered the debt; here it is held', async () => {
    await company.havePayment({ status: 'unallocated', booked_on: '2026-10-09' });
    const report = await company.day(morning);
    expect(report.verdicts).toMatchObject([{ verdict: 'hold', holds: ['money_here'] }]);
    expect(await company.captured()).toEqual([]);
  });

  test('mailed a line that was marked blocked; here neither a dispute nor a hold by hand lets it out', async () => {
    await company.haveInvoice({ id: 'F2', disputed: true });
    await holdByHand(company.databases.ledgerPool, {
      customerId: 'C1',
      invoiceId: 'F1',
      until: null,
      why: 'blocked',
      by: 'Anna Lis',
      at: isoInstant(morning),
    });
    const { verdicts } = await company.day(morning);
    const holds = new Map(verdicts.map((verdict) => [verdict.invoice_id, verdict.holds]));
    expect(holds.get('F1')).toEqual(['by_hand']);
    expect(holds.get('F2')).toEqual(['disputed']);
    expect(await company.captured()).toEqual([]);
  });

  test('sent two mails when it was processed twice; here the second finds nothing to do', async () => {
    expect(await company.day(morning)).toMatchObject({ written: 1 });
    expect(await company.day(morning)).toMatchObject({ written: 0 });
    expect(await company.captured()).toHaveLength(1);
  });

  test('made three mails of three invoices; here it is one, which names all three', async () => {
    for (const id of ['F2', 'F3']) await company.haveInvoice({ id });
    const report = await company.day(morning);
    expect(report.letters).toMatchObject([{ about: { length: 3 } }]);
    expect(await company.captured()).toHaveLength(1);
    const text = await company.text();
    for (const id of ['F1', 'F2', 'F3']) expect(text).toContain(id);
  });

  test('climbed three levels in three runs on one day; here it is one rung', async () => {
    await company.change('invoices', 'F1', { due_on: '2026-08-03', issued_on: '2026-07-20' });
    const rungs: (string | null)[] = [];
    for (const hour of ['09', '12', '16']) {
      const report = await company.day(warsaw(`${FIRST_DAY} ${hour}:00`));
      rungs.push(...report.letters.map(({ kind }) => kind));
    }
    expect(rungs).toEqual(['reminder-friendly']);
  });

  test('was silent about a missing address; here a person is asked to call', async () => {
    await company.change('customers', 'C1', { email: null });
    const report = await company.day(morning);
    expect(report).toMatchObject({ written: 0, verdicts: [{ verdict: 'hand over' }] });
    expect(report.tasks).toMatchObject([{ kind: 'call-customer', for: 'anna', about: [{ id: 'F1' }] }]);
  });
});
