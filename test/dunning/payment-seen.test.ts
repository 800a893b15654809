import { describe, expect, test } from 'vitest';
import type { Account } from '../../src/customer/account.ts';
import { seenPayments } from '../../src/dunning/payment-seen.ts';
import { anInvoice, aPayment, aReminder, aSettled, owing, thanks } from '../support/account.ts';
import { day, rules, warsaw } from '../support/builders.ts';

type Words = NonNullable<Parameters<typeof owing>[0]>;
const nudge = aReminder({ decidedAt: warsaw('2026-11-10 10:00') });
const reminded = (
  account: Partial<Account>,
  words: Words = {},
  ...later: readonly (typeof nudge)[]
): Words => ({
  account,
  dunning: { reminders: [nudge, ...later] },
  ...words,
});
const paid = { open: [], settled: [aSettled({ id: 'F1', paidOn: day('2026-11-24') })] };
const covered = { coming: [aPayment()] };

describe('a payment is seen', () => {
  test('that settled the invoice we reminded of', () => {
    expect(seenPayments(owing(reminded(paid)))).toEqual([
      {
        invoiceId: 'F1',
        invoice: null,
        payment: { amount: null, currency: null, on: day('2026-11-24') },
      },
    ]);
  });

  test('that covers it and is here', () => {
    const [seen] = seenPayments(owing(reminded(covered)));
    expect(seen).toMatchObject({
      invoice: { id: 'F1' },
      payment: { amount: 10_000n, currency: 'PLN', on: day('2026-11-20') },
    });
  });

  test.each<[string, Words]>([
    ['nothing was paid', reminded({})],
    [
      'it is only set for a day',
      reminded({ coming: [aPayment({ status: 'scheduled', scheduledFor: day('2026-12-01') })] }),
    ],
    ['it is only on its way', reminded({ coming: [aPayment({ status: 'pending' })] })],
    [
      'they were thanked for another within a month',
      reminded(paid, {}, thanks({ invoiceId: 'F2', decidedAt: warsaw('2026-10-27 10:00') })),
    ],
    ['a part was paid', reminded({ coming: [aPayment({ amount: 9000n })] })],
    [
      'a credit note made it up',
      reminded({ open: [anInvoice(), anInvoice({ id: 'K', total: -10_000n, open: -10_000n })] }),
    ],
    ['it was disputed', reminded({ open: [], settled: [aSettled({ id: 'F1', disputed: true })] })],
    [
      'it was closed without any payment',
      reminded({ open: [], settled: [aSettled({ id: 'F1', withoutPayment: true })] }),
    ],
    ['nobody knows what became of it', reminded({ open: [] })],
    [
      'it will be paid tomorrow',
      reminded({ open: [], settled: [aSettled({ id: 'F1', paidOn: day('2026-11-27') })] }),
    ],
    ['payments are stale', reminded(paid, { feeds: new Map() })],
    ['the policy thanks nobody', reminded(paid, { rules: rules({ dunning: { thank_for_payment: false } }) })],
    ['they had their thanks', reminded(paid, {}, thanks({ decidedAt: warsaw('2026-11-25 10:00') }))],
    ['nobody was reminded', { account: paid }],
    [
      'the reminder never left',
      { account: paid, dunning: { reminders: [{ ...nudge, status: 'withdrawn' }] } },
    ],
    ['the matter ended before', { account: paid, dunning: { reminders: [{ ...nudge, ended: true }] } }],
  ])('not when %s', (_, words) => {
    expect(seenPayments(owing(words))).toEqual([]);
  });

  test('again after thanks that never left, and a month after the last', () => {
    const at = warsaw('2026-11-20 10:00');
    expect(
      seenPayments(owing(reminded(paid, {}, thanks({ decidedAt: at, status: 'expired' })))),
    ).toHaveLength(1);
    const thanked = thanks({ invoiceId: 'F2', decidedAt: warsaw('2026-10-26 09:00') });
    expect(seenPayments(owing(reminded(paid, {}, thanked)))).toHaveLength(1);
  });
});
