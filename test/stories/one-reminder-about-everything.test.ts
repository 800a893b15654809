import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';

/*
 * "You wrote on the 7th about one invoice and on the 8th about another, on the 14th sharply and on the 17th mildly. Nobody could tell me
 * what it all comes to."
 */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

/** Every working day at ten from one day through another; what was written on which. */
async function days(from: number, through: number, month = '11'): Promise<readonly string[]> {
  const written: string[] = [];
  for (let day = from; day <= through; day += 1) {
    const date = `2026-${month}-${String(day).padStart(2, '0')}`;
    const { letters } = await company.day(warsaw(`${date} 10:00`));
    written.push(
      ...letters.map(({ kind, about }) => `${date} ${kind} ${about.map(({ id }) => id).join(' ')}`),
    );
  }
  return written;
}

describe('a customer who owes an old invoice and gets new ones', () => {
  beforeEach(async () => {
    await company.haveInvoice({ id: 'OLD', number: 'F10', due_on: '2026-09-30' });
    await company.haveInvoice({
      id: 'NEXT',
      number: 'F9',
      due_on: '2026-10-30',
      total: 100,
      open_amount: 100,
    });
  });

  test('hears of all of it in one letter a gap, in the tone of the oldest; what is new to them is not pressed', async () => {
    const letters = await days(2, 24);
    expect(letters).toEqual([
      '2026-11-02 reminder-friendly OLD',
      '2026-11-09 reminder-plain OLD',
      '2026-11-16 reminder-firm OLD',
      // That one waits for a person. Nobody was pressed about the other before it was told of gently.
      '2026-11-23 reminder-formal OLD',
      '2026-11-24 reminder-friendly NEXT',
    ]);
    const firm = await company.text(3);
    expect(firm).toContain('Invoice F9 | due Friday 30 October, 17 days late | PLN 100.00');
    expect(firm).toContain('Invoice F10 | due Wednesday 30 September, 47 days late | PLN 480.00');
    expect(firm).toContain('Left to pay of all this: PLN 580.00.');
    expect(firm.indexOf('F9 |'), 'as a bookkeeper sorts').toBeLessThan(firm.indexOf('F10 |'));
  });

  test('is told of what is not due yet, of the credit note and of the payment, and what is left', async () => {
    await company.haveInvoice({ id: 'LATER', number: 'F11', due_on: '2026-12-15' });
    await company.haveInvoice({ id: 'K1', number: 'K1', due_on: '2026-11-01', total: -30, open_amount: -30 });
    await company.havePayment({
      id: 'P1',
      invoice_id: 'NEXT',
      amount: 60,
      status: 'unallocated',
      booked_on: '2026-10-30',
    });
    await company.day(warsaw('2026-11-02 10:00'));
    const letter = await company.text();
    expect(letter).toContain('Not due yet\n\nInvoice F11 | due Tuesday 15 December | PLN 480.00');
    expect(letter).toContain('Your payment of PLN 60.00, Friday 30 October, goes towards F9.');
    expect(letter).toContain('Credit note K1, PLN 30.00, is set off against F10.');
    expect(letter).toContain('Left to pay of all this: PLN 970.00.');
  });
});

test('who owes one invoice and nothing else gets no table', async () => {
  await company.haveInvoice({ id: 'F1' });
  await company.day(warsaw('2026-10-12 10:00'));
  expect(await company.text()).not.toContain('Everything that is open');
});

test('two parts of one sum are called that', async () => {
  for (const [n, due] of ['2026-09-01', '2026-10-01', '2026-10-05', '2026-12-01'].entries())
    await company.haveInvoice({
      id: `R${n + 1}`,
      number: 'F7',
      kind: 'instalment',
      order_id: 'O7',
      due_on: due,
      ...(n === 0 && { open_amount: 0, closed_on: '2026-09-01' }),
    });
  await company.day(warsaw('2026-10-12 10:00'));
  const letter = await company.text();
  expect(letter).toContain('2 instalments are still open with us.');
  expect(letter).toContain('Instalment 2 of 4, invoice F7');
});

test('who paid nothing is not told that a part has come', async () => {
  await company.haveInvoice({ id: 'F1', total: 480, open_amount: 430 });
  await company.day(warsaw('2026-10-12 10:00'));
  const letter = await company.text();
  expect(letter).toContain('Your payment for invoice F1 has not reached us yet.');
  expect(letter).toContain('PLN 430.00 left of PLN 480.00');
});
