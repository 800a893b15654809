import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/*
 * "We keep the books of both firms, and on Monday you reminded us of the one and on Tuesday of the other. We read every letter."
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
  const firm = (id: string, billing_email: string) => ({
    id,
    name: id,
    email: `${id}@x.example`,
    billing_email,
    language: 'en',
    owner_id: 'anna',
  });
  await company.have('customers', firm('S1', 'books@office.example'), firm('S2', 'Books@Office.example'));
  await company.haveInvoice({ id: 'F1', customer_id: 'S1' });
  await company.haveInvoice({ id: 'F2', customer_id: 'S2' });
});
afterEach(() => company.close());

test('one reader has one reminder in a gap, whichever of their customers it is about', async () => {
  const first = await company.day(warsaw('2026-10-13 10:00'));
  expect(first.letters.map(({ customer_id }) => customer_id)).toEqual(['S1']);
  const next = await company.day(warsaw('2026-10-14 10:00'));
  expect(next.written).toBe(0);
  expect(next.verdicts.find(({ customer_id }) => customer_id === 'S2')).toMatchObject({
    verdict: 'hold',
    holds: ['minimum_gap'],
    until: '2026-10-17',
  });
  const between = await company.day(warsaw('2026-10-19 10:00'));
  expect(
    between.letters.map(({ customer_id }) => customer_id),
    'and nobody is forgotten',
  ).toEqual(['S2']);
  expect(await company.day(warsaw('2026-10-20 10:00'))).toMatchObject({ written: 0 });
});
