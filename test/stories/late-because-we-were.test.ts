import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayOf, isoDay } from '../../src/calendar/time.ts';
import { day, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { anInvoice } from '../support/owing.ts';

/*
 * "Half of my invoices were paid late. Of course they were: the goods came three weeks after the day on the contract,
 * and I pay when I have them."
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

const daysAfter = (date: string, n: number): string => isoDay(dayOf(day(date) + n));

/** Twelve settled invoices, every other paid twenty days late; `ours` for orders that were as late themselves. */
async function haveHalfLate({ ours }: { readonly ours: boolean }): Promise<void> {
  const months = Array.from({ length: 12 }, (_, n) => ({
    n,
    due: daysAfter('2025-10-06', n * 28),
    isLate: n % 2 === 1,
  }));
  await company.have(
    'orders',
    ...months.map(({ n, due, isLate }) => ({
      id: `O${n}`,
      customer_id: 'C1',
      number: `O${n}`,
      summary: 'work clothes',
      placed_at: `${daysAfter(due, -40)}T09:00:00+01:00`,
      stage: 'delivered',
      promised_for: daysAfter(due, -10),
      closed_at: `${daysAfter(due, isLate && ours ? 11 : -11)}T15:00:00+01:00`,
    })),
  );
  await company.have(
    'invoices',
    ...months.map(({ n, due, isLate }) =>
      anInvoice({
        id: `paid-${n}`,
        issued_on: daysAfter(due, -14),
        due_on: due,
        open_amount: 0,
        closed_on: daysAfter(due, isLate ? 20 : 0),
        order_id: `O${n}`,
      }),
    ),
  );
}

/** The tones in which this autumn's open invoice is written about. */
async function theAutumn(): Promise<readonly string[]> {
  await company.haveInvoice({ id: 'F1' });
  for (const date of ['2026-10-12', '2026-10-19', '2026-11-04', '2026-11-19'])
    await company.day(warsaw(`${date} 10:00`));
  return (await company.letters()).map(({ kind }) => kind);
}

test('late because our deliveries were: the record is clean, and a person calls', async () => {
  await haveHalfLate({ ours: true });
  expect(await theAutumn()).toEqual(['reminder-friendly', 'reminder-friendly']);
  const { verdicts } = await company.round(warsaw('2026-11-20 10:00'), { dryRun: true });
  expect(verdicts).toMatchObject([{ record: 'clean', verdict: 'hand over' }]);
});

test('the same days, with every delivery on time: the ladder goes on', async () => {
  await haveHalfLate({ ours: false });
  expect(await theAutumn()).toEqual([
    'reminder-friendly',
    'reminder-plain',
    'reminder-firm',
    'reminder-formal',
  ]);
});

test('while the order of this very invoice is late, nobody is reminded of it', async () => {
  await haveHalfLate({ ours: false });
  await company.haveOrder({ id: 'O99', placed_at: '2026-09-14T09:00:00+02:00', promised_for: '2026-09-25' });
  await company.haveInvoice({ id: 'F1', order_id: 'O99' });
  const { letters, verdicts } = await company.day(warsaw('2026-11-04 10:00'));
  expect(letters.map(({ kind }) => kind)).toEqual(['late']);
  expect(verdicts).toMatchObject([{ verdict: 'hold', tone: null }]);
  expect(verdicts[0]?.holds).toEqual(expect.arrayContaining(['we_owe_promise', 'update_today']));
});
