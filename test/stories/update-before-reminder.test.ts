import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/* "In the morning you told me that my dress is waiting for me to choose the lace, at noon that I am a debtor." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await company.haveInvoice({ id: 'F1' });
});
afterEach(() => company.close());

test('where both are due on one day, the update goes, and the reminder on the next', async () => {
  await company.haveOrder({
    id: 'O1',
    stage: 'waiting for customer',
    placed_at: '2026-10-01T09:00:00+02:00',
    stage_since: '2026-10-06T09:00:00+02:00',
  });
  const monday = await company.day(warsaw('2026-10-12 08:00'));
  expect(monday.letters.map(({ kind }) => kind)).toEqual(['waiting-for-you']);
  expect(monday.verdicts).toMatchObject([{ verdict: 'hold', holds: ['update_today', 'written_today'] }]);
  const noon = await company.day(warsaw('2026-10-12 12:00'));
  expect(noon).toMatchObject({ written: 0 });
  const tuesday = await company.day(warsaw('2026-10-13 08:00'));
  expect(tuesday.letters.map(({ kind }) => kind)).toEqual(['reminder-friendly']);
});

test('while they wait for us there is no next day for the reminder', async () => {
  await company.haveOrder({ id: 'O1', placed_at: '2026-10-01T09:00:00+02:00', promised_for: '2026-10-09' });
  const kinds: string[] = [];
  for (const date of ['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15', '2026-10-16']) {
    const report = await company.day(warsaw(`${date} 10:00`));
    kinds.push(...report.letters.map(({ kind }) => kind));
  }
  expect(kinds).toEqual(['late', 'still-late']);
  // It is delivered, a week after its day: now the money may be spoken of, in the gentlest tone.
  await company.change('orders', 'O1', { stage: 'delivered', closed_at: '2026-10-16T15:00:00+02:00' });
  const monday = await company.day(warsaw('2026-10-19 10:00'));
  expect(monday.letters.map(({ kind }) => kind)).toEqual(['reminder-friendly']);
});

test('the suit is ready, and the letter that says so waits for a person: nobody reminds them first', async () => {
  await company.haveOrder({ id: 'O1', placed_at: '2026-10-01T09:00:00+02:00', promised_for: '2026-10-09' });
  await company.day(warsaw('2026-10-12 10:00'));
  await company.change('orders', 'O1', { stage: 'ready', stage_since: '2026-10-13T08:00:00+02:00' });
  expect((await company.round(warsaw('2026-10-13 10:00'))).letters).toMatchObject([{ kind: 'ready' }]);
  const { ledgerPool } = company.databases;
  const waits = "where kind = 'ready' and audience = 'customer'";
  await ledgerPool.query(`update letters set status = 'held', status_reason = 'a person looks' ${waits}`);
  const { letters, verdicts } = await company.day(warsaw('2026-10-14 10:00'));
  expect(letters).toEqual([]);
  expect(verdicts).toMatchObject([{ invoice_id: 'F1', verdict: 'hold', holds: ['we_owe_case'] }]);
  await ledgerPool.query(`update letters set status = 'queued', status_reason = null ${waits}`);
  await company.post(warsaw('2026-10-14 10:05'));
  const thursday = await company.day(warsaw('2026-10-15 10:00'));
  expect(thursday.letters.map(({ kind }) => kind)).toEqual(['reminder-friendly']);
});

test('the policy may look at the invoice’s own order alone', async () => {
  await company.close();
  company = await aCompany({ dunning: { hold_when_we_owe: 'same item' } });
  await company.haveOrder({ id: 'O1', placed_at: '2026-10-01T09:00:00+02:00', promised_for: '2026-10-09' });
  await company.haveInvoice({ id: 'F1', order_id: 'O1' });
  await company.haveInvoice({ id: 'F2' });
  const reminded: string[] = [];
  for (const date of ['2026-10-12', '2026-10-13', '2026-10-14']) {
    const report = await company.day(warsaw(`${date} 10:00`));
    for (const { kind, about } of report.letters)
      if (kind.startsWith('reminder')) reminded.push(...about.map(({ id }) => id));
  }
  expect(reminded).toEqual(['F2']);
});
