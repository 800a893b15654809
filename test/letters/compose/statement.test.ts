import { describe, expect, test } from 'vitest';
import { judgeInvoices } from '../../../src/dunning/judge.ts';
import { remind } from '../../../src/letters/compose/remind.ts';
import type { ReminderFacts } from '../../../src/letters/facts/reminder-facts.ts';
import { anInvoice, aPayment, owing } from '../../support/account.ts';
import { day } from '../../support/builders.ts';
import { template } from '../letters.ts';

/* "The letter named eight of our ninety invoices and said: and so many more. What are we to book?" */
type Words = NonNullable<Parameters<typeof owing>[0]>;

function written(account: NonNullable<Words['account']>): ReminderFacts {
  const situation = owing({ account });
  const { letter } = remind(situation, judgeInvoices(situation));
  if (letter === null) throw new Error('no letter');
  return letter.facts;
}
const text = async (facts: ReminderFacts): Promise<string> =>
  (await template('reminder-friendly')).render(facts).text;
const overdue = (count: number) =>
  Array.from({ length: count }, (_, n) => anInvoice({ id: `F${n + 1}`, number: `FV/${n + 1}` }));
const times = (said: string, what: string): number => said.split(what).length - 1;

describe('a customer who owes', () => {
  test('few invoices and nothing else hears of each in full, and there is no table', () => {
    expect(written({ open: overdue(8) }).statement).toBeNull();
  });

  test('many has the eight oldest in full, and all of them in one table, as a bookkeeper sorts', async () => {
    const facts = written({ open: overdue(12) });
    const [late] = facts.statement?.groups ?? [];
    expect(late?.rows.map(({ number }) => number)).toEqual(overdue(12).map(({ number }) => number));
    const said = await text(facts);
    expect(times(said, 'FV/12')).toBe(1);
    expect(said).toContain('Invoice FV/12 | due Monday 2 November, 24 days late | PLN 100.00');
    expect(said).not.toContain('And 4 more');
    expect(said).toContain('Left to pay of all this: PLN 1,200.00.');
  });

  test('more than a letter has room for: the rest with its sum, of payments too', async () => {
    const coming = Array.from({ length: 33 }, (_, n) =>
      aPayment({ id: `P${n}`, amount: 100n, bookedOn: day('2026-11-20') }),
    );
    const facts = written({ open: overdue(64), coming });
    expect(facts.statement?.groups[0]?.rows).toHaveLength(60);
    expect(facts.statement?.morePayments).toEqual({
      count: 3,
      totals: [{ amount: '3.00', currency: 'PLN' }],
    });
    const said = await text(facts);
    expect(said).toContain('and 4 more, PLN 400.00');
    expect(said).toContain('and 3 more, PLN 3.00');
    expect(said).toContain('Left to pay of all this: PLN 6,367.00.');
  });

  test('with a link for some alone is not told that there is one for all', async () => {
    const paid = overdue(9).map((invoice, n) => ({
      ...invoice,
      payUrl: n < 8 ? 'https://nowak.example/1' : null,
    }));
    expect(await text({ ...written({ open: paid }), payTo: null })).not.toContain('with the links above');
    const all = overdue(2).map((invoice) => ({ ...invoice, payUrl: 'https://nowak.example/1' }));
    expect(await text({ ...written({ open: all }), payTo: null })).toContain('with the links above');
  });
});
