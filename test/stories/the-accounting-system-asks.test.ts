import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Tone } from '../../src/customer/tone.ts';
import { isHarsh } from '../../src/dunning/verdict.ts';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';

/* "Your accounting system wrote to me through its own door, as if nobody had told it that I always pay." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveInvoice({ id: 'F1' });
});
afterEach(() => company.close());

const plan = (tone: Tone, id = 'L1', invoice_id = 'F1') =>
  company.have('dunning_letters', {
    id,
    invoice_id,
    tone,
    planned_for: '2026-11-04T12:00:00+01:00',
    origin: 'accounting',
  });

interface Answer {
  readonly planned_letter: string;
  readonly asked_tone: Tone;
  readonly verdict: string;
  readonly allowed_tone: Tone | null;
  readonly reasons: readonly string[];
}

/** What the view answers the other system. */
async function answers(): Promise<readonly Answer[]> {
  const { rows } = await company.databases.ledgerPool.query<Answer>(
    `select planned_letter, asked_tone, verdict, allowed_tone, reasons from dunning_verdicts
     where planned_letter is not null order by planned_letter`,
  );
  return rows;
}

test('a formal letter to a clean record: no, and nothing above friendly', async () => {
  await haveRecord(company, 0);
  await plan('formal');
  const report = await company.day(warsaw('2026-11-04 10:00'));
  const [answer] = await answers();
  expect(answer).toMatchObject({ planned_letter: 'L1', asked_tone: 'formal' });
  expect(isHarsh(answer?.allowed_tone ?? null)).toBe(false);
  expect(answer?.reasons.join(' ')).toContain('12 of 12');
  expect(report.suppressed_harsh).toBeGreaterThan(0);
});

test('to a poor record: as much as the days allow, and no more', async () => {
  await haveRecord(company, 40);
  await plan('formal');
  await company.day(warsaw('2026-11-04 10:00'));
  // Thirty days late: firm, by the ladder.
  expect(await answers()).toMatchObject([{ verdict: 'soften', asked_tone: 'formal', allowed_tone: 'firm' }]);
});

test('asked for less than the ladder allows, it may have just that', async () => {
  await haveRecord(company, 40);
  await plan('plain');
  await company.day(warsaw('2026-11-04 10:00'));
  expect(await answers()).toMatchObject([{ verdict: 'send', allowed_tone: 'plain' }]);
});

test('what holds our letters holds theirs', async () => {
  await haveRecord(company, 40);
  await plan('firm');
  await company.change('invoices', 'F1', { disputed: true });
  await company.day(warsaw('2026-11-04 10:00'));
  expect(await answers()).toMatchObject([{ verdict: 'hold', allowed_tone: null }]);
});

test('while our own reminder is fresh, theirs would be the second in a week', async () => {
  await haveRecord(company, 40);
  await company.day(warsaw('2026-11-04 10:00'));
  await plan('friendly');
  await company.day(warsaw('2026-11-05 10:00'));
  expect(await answers()).toMatchObject([{ verdict: 'hold', allowed_tone: null }]);
});

test('a letter about an invoice that is not overdue is held, and one about a paid invoice has no row: no row means no', async () => {
  await company.haveInvoice({ id: 'F2', issued_on: '2026-11-02', due_on: '2026-11-16' });
  await company.haveInvoice({ id: 'F3', open_amount: 0, closed_on: '2026-10-05' });
  await plan('friendly', 'L2', 'F2');
  await plan('formal', 'L3', 'F3');
  await company.day(warsaw('2026-11-04 10:00'));
  expect(await answers()).toMatchObject([{ planned_letter: 'L2', verdict: 'hold', allowed_tone: null }]);
});

test('once it is paid, yesterday’s yes is gone', async () => {
  await haveRecord(company, 40);
  await plan('firm');
  await company.day(warsaw('2026-11-04 10:00'));
  expect(await answers()).toHaveLength(1);
  await company.change('invoices', 'F1', { open_amount: 0, closed_on: '2026-11-04' });
  await company.day(warsaw('2026-11-05 10:00'));
  expect(await answers()).toEqual([]);
});
