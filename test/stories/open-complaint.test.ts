import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';

/* "I complained that the coat was cut wrong. Nobody answered; the demand for payment came on time." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  await haveRecord(company, 40);
  await company.haveOrder({ id: 'O1', placed_at: '2026-09-01T09:00:00+02:00', stage: 'delivered' });
  await company.change('orders', 'O1', { closed_at: '2026-09-20T09:00:00+02:00' });
  await company.haveInvoice({ id: 'F1', order_id: 'O1' });
});
afterEach(() => company.close());

const complain = (about: object) =>
  company.have('complaints', {
    id: 'K1',
    customer_id: 'C1',
    opened_at: '2026-10-21T12:00:00+02:00',
    summary: 'the sleeves differ',
    ...about,
  });

async function kindsOn(...dates: readonly string[]): Promise<readonly string[]> {
  const kinds: string[] = [];
  for (const date of dates)
    kinds.push(...(await company.day(warsaw(`${date} 10:00`))).letters.map(({ kind }) => kind));
  return kinds;
}

test.each([
  ['the invoice', { invoice_id: 'F1' }],
  ['what it is for', { item_kind: 'order', item_id: 'O1' }],
  ['their business with us at large', {}],
])(
  'a complaint about %s holds the reminders, and they go on at the same rung when it is settled and mended',
  async (_, about) => {
    expect(await kindsOn('2026-10-12', '2026-10-19')).toEqual(['reminder-friendly', 'reminder-plain']);
    await complain(about);
    expect(await kindsOn('2026-11-04', '2026-11-19', '2026-12-01')).toEqual([]);
    const held = await company.round(warsaw('2026-12-01 11:00'), { dryRun: true });
    expect(held).toMatchObject({
      suppressed_harsh: 1,
      verdicts: [{ verdict: 'hold', holds: ['complaint_open'], asked_tone: 'firm' }],
    });
    await company.change('complaints', 'K1', { closed_at: '2026-12-02T12:00:00+01:00' });
    // Whoever complained is left alone for a month, and for one more where no contact went well. Then it is firm all the same, and not formal.
    expect(await kindsOn('2026-12-03', '2027-01-04')).toEqual([]);
    expect(await kindsOn('2027-02-01')).toEqual(['reminder-firm']);
  },
);

test('a complaint about another order holds nothing', async () => {
  await complain({ item_kind: 'order', item_id: 'O-another' });
  expect(await kindsOn('2026-10-22')).toEqual(['reminder-friendly']);
});

test('a complaint that comes between the letter and the post stops the letter', async () => {
  await company.round(warsaw('2026-10-22 10:00'));
  await complain({ invoice_id: 'F1', opened_at: '2026-10-22T10:00:30+02:00' });
  await company.post(warsaw('2026-10-22 10:01'));
  expect(await company.letters()).toMatchObject([{ kind: 'reminder-friendly', status: 'withdrawn' }]);
  expect(await company.captured()).toEqual([]);
});
