import { afterEach, beforeEach, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { haveRecord } from '../support/owing.ts';

/* "The bill was for electricity and gas. The reminder spoke of gas alone, so I paid the gas, and was cut off." */
let company: Company;
beforeEach(async () => {
  company = await aCompany({ company: { pay_to: 'IBAN PL61 1090 1014 0000 0712 1981 2874' } });
  await company.haveInvoice({ id: 'F1', number: 'E/G 10/2026' });
  await company.have(
    'invoice_lines',
    { invoice_id: 'F1', line_no: 1, description: 'electricity, September', amount: 310 },
    { invoice_id: 'F1', line_no: 2, description: 'gas, September', amount: 170 },
  );
});
afterEach(() => company.close());

test('every letter of the ladder names both parts, the whole, the day and the account', async () => {
  await haveRecord(company, 40);
  for (const date of ['2026-10-12', '2026-10-19', '2026-11-04', '2026-11-19'])
    await company.day(warsaw(`${date} 10:00`));
  const letters = await company.letters();
  expect(letters.map(({ kind }) => kind)).toEqual([
    'reminder-friendly',
    'reminder-plain',
    'reminder-firm',
    'reminder-formal',
  ]);
  for (const fromLast of [1, 2, 3, 4]) {
    const text = await company.text(fromLast);
    for (const part of ['electricity, September', '310.00', 'gas, September', '170.00', '480.00'])
      expect(text).toContain(part);
    expect(text).toContain('E/G 10/2026');
    expect(text).toContain('5 October');
    expect(text).toContain('PL61 1090 1014 0000 0712 1981 2874');
  }
});

test('each says on which day the bank was read, and whom to call', async () => {
  await company.day(warsaw('2026-10-12 10:00'));
  const text = await company.text();
  expect(text).toMatch(/bank.*12 October/s);
  expect(text).toContain('Anna Lis');
  expect(text).toContain('+48 22 555 01 01');
});

test('two overdue bills, electricity on one and gas on the other, make one letter that names both', async () => {
  await company.haveInvoice({
    id: 'F2',
    number: 'W 10/2026',
    total: 60,
    open_amount: 60,
    due_on: '2026-10-06',
  });
  await company.have('invoice_lines', { invoice_id: 'F2', line_no: 1, description: 'water', amount: 60 });
  const report = await company.day(warsaw('2026-10-12 10:00'));
  expect(report.letters).toMatchObject([{ about: [{ id: 'F1' }, { id: 'F2' }] }]);
  const text = await company.text();
  for (const part of ['electricity, September', 'gas, September', 'water', '540.00'])
    expect(text).toContain(part);
});
