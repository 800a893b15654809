import { expect, test } from 'vitest';
import { creditReview } from '../../src/account/credit-review.ts';
import { paymentRecordOf } from '../../src/account/payment-record.ts';
import type { Account } from '../../src/customer/account.ts';
import { anAccount, anInvoice, aPayment, CLEAN, MIXED, POOR, paidLate } from '../support/account.ts';
import { day, rules } from '../support/builders.ts';

const TODAY = day('2026-11-26');
const zloty = (amount: bigint) => ({ amount: amount * 100n, currency: 'PLN' });
/** A limit of 10,000 and 8,000 open; the repair that stands still costs 4,340. */
const review = (differs: Partial<Account> = {}, estimate: ReturnType<typeof zloty> | null = zloty(4340n)) => {
  const account = anAccount({
    ...CLEAN,
    open: [anInvoice({ open: 800_000n })],
    creditLimit: 1_000_000n,
    creditCurrency: 'PLN',
    ...differs,
  });
  return creditReview(account, estimate, paymentRecordOf(account, TODAY, rules()), TODAY, rules());
};

test('the excavator stands for a limit that a clean record outgrew', () => {
  expect(review()).toEqual({
    limit: zloty(10_000n),
    exposure: zloty(8000n),
    largestInvoice: zloty(8000n),
    supported: zloty(13_000n),
  });
});

test('never more than twice the limit; three times after 25 years', () => {
  expect(review({}, zloty(90_000n)).supported).toEqual(zloty(20_000n));
  const tenant = { customerSince: day('2001-05-01'), settled: paidLate(0, 0) };
  expect(review(tenant, zloty(90_000n)).supported).toEqual(zloty(30_000n));
});

test('no other record supports a higher limit', () => {
  expect([MIXED, POOR, { settled: [] }].map((settled) => review(settled).supported)).toEqual([
    null,
    null,
    null,
  ]);
});

test('none where today is enough, where there is no limit, or where the estimate is in another currency', () => {
  expect(review({}, zloty(1000n)).supported).toBeNull();
  expect(review({ creditLimit: null, creditCurrency: null })).toMatchObject({
    limit: null,
    exposure: zloty(8000n),
    supported: null,
  });
  expect(review({}, { amount: 434_000n, currency: 'EUR' }).supported).toBeNull();
  expect(review({ creditLimit: null, creditCurrency: null }, null)).toEqual({
    limit: null,
    exposure: null,
    largestInvoice: null,
    supported: null,
  });
});

test('exposure is what is open in that currency, less credit notes and money that comes, and never below zero', () => {
  const open = [
    anInvoice({ open: 800_000n }),
    anInvoice({ id: 'E', open: 900_000n, currency: 'EUR' }),
    anInvoice({ id: 'K', total: -100_000n, open: -100_000n }),
  ];
  expect(review({ open, coming: [aPayment({ amount: 200_000n, status: 'pending' })] }).exposure).toEqual(
    zloty(5000n),
  );
  expect(review({ coming: [aPayment({ amount: 9_000_000n })] }).exposure).toEqual(zloty(0n));
});
