import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company } from '../support/company.ts';
import { startConsole } from '../support/console.ts';
import { freshShell, shell } from '../support/shell.ts';

/* "One penny. You sent me a letter about one penny." */
let company: Company;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(() => company.close());

test('nobody is written to about a residue, in whatever currency; a real debt beside it is', async () => {
  const owes = (id: string, currency: string, open_amount: string, total = 24_000) =>
    company.haveInvoice({ id, currency, total, open_amount });
  await owes('penny', 'GBP', '0.01');
  await owes('yen', 'JPY', '1');
  await owes('heller', 'CZK', '0.40');
  await owes('dust', 'PLN', '0.004');
  await owes('unheard', 'XAF', '400');
  await owes('rial', 'OMR', '0.900');
  await owes('debt', 'GBP', '240.00');
  const { verdicts } = await company.day(warsaw('2026-10-12 10:00'));
  const said = Object.fromEntries(verdicts.map((each) => [each.invoice_id, each.holds[0] ?? each.tone]));
  expect(said).toEqual({
    penny: 'small_balance',
    yen: 'small_balance',
    heller: 'small_balance',
    unheard: 'small_balance',
    rial: 'small_balance',
    debt: 'friendly',
  });
});

test('a credit note in another currency is no money passed over: a person says what it is set off against', async () => {
  await company.haveInvoice({ id: 'F1' });
  await company.haveInvoice({ id: 'K1', number: 'K/1', currency: 'EUR', total: -110, open_amount: -110 });
  const { verdicts } = await company.day(warsaw('2026-10-12 10:00'));
  expect(verdicts).toMatchObject([{ invoice_id: 'F1', verdict: 'hold', holds: ['money_other_currency'] }]);
  expect(verdicts[0]?.reasons[0]).toContain('Credit note K/1');
});

test.each(['', '£', 'zloty', 'P\u0142N'])(
  'a currency that is none, "%s", stops nobody: the others are written to, and the story can be told',
  async (currency) => {
    await company.haveInvoice({ id: 'odd', currency });
    await company.have('customers', { id: 'C2', name: 'Ewa Lis', email: 'ewa@lis.example', language: 'en' });
    await company.haveInvoice({ id: 'debt', customer_id: 'C2' });
    const now = warsaw('2026-10-12 10:00');
    const { verdicts } = await company.day(now);
    expect(verdicts.map((each) => [each.invoice_id, each.holds[0] ?? each.tone])).toEqual([
      ['odd', 'doubtful'],
      ['debt', 'friendly'],
    ]);
    freshShell({ DATABASE_URL: company.databases.url });
    const told = await shell('explain', 'C1', '--at', '2026-10-12T10:00:00+02:00');
    expect(told).toMatchObject({ code: 0 });
    expect(told.out).toContain('its currency is none');
    vi.unstubAllEnvs();
    const running = await startConsole(company.databases, { rules: rules(), clock: fixedClock(now) });
    try {
      const reader = await running.signIn('reader');
      for (const page of ['/customers/C1', '/money', '/money.csv', '/'])
        expect((await reader.get(page)).status, page).toBe(200);
    } finally {
      await running.close();
    }
  },
);
