import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';

/*
 * "Our excavator stands repaired in your yard because of a limit in your books, and on the same day your accounts
 * department sends us a reminder. Do you talk to each other?"
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.change('customers', 'C1', { credit_limit: 100_000, currency: 'PLN' });
  await company.haveJob({
    id: 'J1',
    stage: 'credit check',
    reported_at: '2026-10-08T09:00:00+02:00',
    stage_since: '2026-10-08T15:00:00+02:00',
    estimate: 48_000,
    currency: 'PLN',
  });
  await company.haveInvoice({ id: 'F1', total: 89_000, open_amount: 89_000 });
});
afterEach(() => company.close());

test('they hear about the machine, and while the review is open nothing about the money', async () => {
  const kinds: string[] = [];
  for (const date of ['2026-10-12', '2026-10-14', '2026-10-19', '2026-11-04', '2026-11-19']) {
    const report = await company.day(warsaw(`${date} 10:00`));
    kinds.push(...report.letters.map(({ kind }) => kind));
    expect(report.verdicts).toMatchObject([{ invoice_id: 'F1', verdict: 'hold', tone: null }]);
    expect(report.verdicts[0]?.holds).toContain('credit_review');
  }
  expect(new Set(kinds)).toEqual(new Set(['credit-hold']));
});

test('the review has the figures that it needs: limit, exposure, estimate, record', async () => {
  await haveRecord(company, 0);
  await company.day(warsaw('2026-10-12 10:00'));
  const text = await company.staffText('review-credit-limit');
  for (const figure of ['100,000', '89,000', '48,000', '12 of 12']) expect(text).toContain(figure);
  // 89,000 open and 48,000 of work: 137,000, in sensible steps and below twice the limit.
  expect(text).toContain('140,000');
});

test('it is our doing, so the manager hears of it at once, however they pay', async () => {
  await haveRecord(company, 0);
  const clean = await company.day(warsaw('2026-10-12 10:00'));
  expect(clean.tasks.map(({ kind, for: person }) => `${kind} ${person}`).sort()).toEqual([
    'escalation marek',
    'review-credit-limit karol',
    'watch-contacts marek',
  ]);
});

test('a poor record is reviewed as well, and supports no higher limit', async () => {
  await haveRecord(company, 40);
  const { tasks } = await company.day(warsaw('2026-10-12 10:00'));
  expect(tasks.map(({ kind, for: person }) => `${kind} ${person}`)).toEqual([
    'escalation marek',
    'review-credit-limit karol',
    'watch-contacts marek',
  ]);
  expect(await company.staffText('review-credit-limit')).not.toContain('140,000');
});

test('once the machine is released and that is mended, the reminders begin where they stood: at the first', async () => {
  await company.day(warsaw('2026-10-12 10:00'));
  await company.change('service_jobs', 'J1', { stage: 'repair', stage_since: '2026-10-13T09:00:00+02:00' });
  await company.day(warsaw('2026-10-14 10:00'));
  await company.change('service_jobs', 'J1', { stage: 'done', closed_at: '2026-10-16T09:00:00+02:00' });
  const kinds: string[] = [];
  for (const date of ['2026-10-19', '2026-10-20', '2026-10-21', '2026-10-22']) {
    const report = await company.day(warsaw(`${date} 10:00`));
    expect(report.verdicts.flatMap(({ holds }) => holds)).not.toContain('credit_review');
    kinds.push(...report.letters.map(({ kind }) => kind));
  }
  // First they hear that it is done, for they were told that it stood still.
  expect(kinds).toEqual(['done']);
  // It stood for a decision of ours: no machine asks for money for a month, and for one more, for few contacts went well in it.
  const november = await company.day(warsaw('2026-11-12 10:00'));
  expect(november.verdicts.flatMap(({ holds }) => holds)).toContain('mended');
  expect((await company.day(warsaw('2026-12-11 10:00'))).letters).toMatchObject([
    { kind: 'reminder-friendly' },
  ]);
});
