import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayOf, isoDay } from '../../src/calendar/time.ts';
import { day, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';

/* "Their computer was down for six weeks. On the day it came back I got three letters, the last from a lawyer." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await haveRecord(company, 40);
  await company.haveInvoice({ id: 'F1' });
});
afterEach(() => company.close());

/** A round on every day from one to another; each letter with its day. */
async function everyDay(from: string, to: string): Promise<readonly string[]> {
  const written: string[] = [];
  for (let date = day(from); date <= day(to); date = dayOf(date + 1)) {
    const report = await company.day(warsaw(`${isoDay(date)} 10:00`));
    written.push(...report.letters.map(({ kind }) => `${isoDay(date)} ${kind}`));
  }
  return written;
}

test('after weeks without a round the ladder is climbed one rung per gap, and none is skipped', async () => {
  expect(await everyDay('2026-10-12', '2026-10-13')).toEqual(['2026-10-12 reminder-friendly']);
  // Nothing ran until 23 November, 49 days past the due day.
  expect(await everyDay('2026-11-23', '2026-12-11')).toEqual([
    '2026-11-23 reminder-plain',
    '2026-11-30 reminder-firm',
    '2026-12-07 reminder-formal',
  ]);
});

test('a first start over old debts begins with the first rung, friendly', async () => {
  expect(await everyDay('2026-11-23', '2026-11-24')).toEqual(['2026-11-23 reminder-friendly']);
});

test('a rung that fell on a weekend goes on Monday: no day is matched exactly', async () => {
  // Five days past Monday the 5th is a Saturday.
  expect(await everyDay('2026-10-08', '2026-10-13')).toEqual(['2026-10-12 reminder-friendly']);
});

test('a due day on a weekend moves to Monday, and the days count from there', async () => {
  await company.change('invoices', 'F1', { due_on: '2026-10-10' });
  const { verdicts } = await company.day(warsaw('2026-10-19 10:00'));
  expect(verdicts).toMatchObject([{ days_overdue: 7 }]);
});

test('nobody gets a first reminder at Christmas, and the second waits for nobody', async () => {
  await company.haveInvoice({ id: 'F2', due_on: '2026-12-16', issued_on: '2026-12-02' });
  const written = await everyDay('2026-12-14', '2027-01-05');
  expect(written).toEqual([
    '2026-12-14 reminder-friendly',
    '2026-12-21 reminder-plain',
    '2026-12-28 reminder-firm',
    '2027-01-04 reminder-formal',
    // The formal one waits for a person; the newer invoice was never told of, so it is not pressed with it.
    '2027-01-05 reminder-friendly',
  ]);
  const { rows } = await company.databases.ledgerPool.query(
    "select l.decided_at::date::text as on from reminders r join letters l on l.id = r.letter_id where invoice_id = 'F2'",
  );
  expect(rows).toEqual([{ on: '2027-01-05' }]);
});
