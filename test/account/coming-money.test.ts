import { describe, expect, test } from 'vitest';
import { comingMoney } from '../../src/account/coming-money.ts';
import type { Account, ComingPayment, Invoice } from '../../src/customer/account.ts';
import { anAccount, anInvoice, aPayment, invoiceId } from '../support/account.ts';
import { day, rules } from '../support/builders.ts';

const TODAY = day('2026-11-26');
const net = (account: Partial<Account>) => comingMoney(anAccount(account), TODAY, rules());
/** What remains of each open invoice. */
const remains = (open: readonly Invoice[], ...coming: readonly ComingPayment[]) => {
  const money = net({ open, coming });
  return open.map((invoice) => money.of(invoice).remains);
};
const older = anInvoice({ id: 'A', dueOn: day('2026-10-05') });
const newer = anInvoice({ id: 'B', dueOn: day('2026-11-02') });
const upcoming = anInvoice({ id: 'C', dueOn: day('2026-12-07') });

test('without any money everything remains', () => {
  expect(remains([older, newer])).toEqual([10_000n, 10_000n]);
});

test('money that nobody has allocated covers the oldest invoice first, and the rest goes on', () => {
  expect(remains([older, newer, upcoming], aPayment({ amount: 15_000n }))).toEqual([0n, 5000n, 10_000n]);
});

test('money that names an invoice covers that one first', () => {
  const named = aPayment({ invoiceId: invoiceId('B'), amount: 12_000n });
  expect(remains([older, newer], named)).toEqual([8000n, 0n]);
});

test('paid twice: the second payment covers the next', () => {
  const twice = anInvoice({ id: 'A', dueOn: day('2026-10-05'), booked: 20_000n });
  expect(remains([twice, newer])).toEqual([0n, 0n]);
  const again = aPayment({ invoiceId: invoiceId('long settled'), amount: 10_000n });
  expect(remains([newer], again)).toEqual([0n]);
});

test('what was booked and taken off already covers nothing a second time', () => {
  const half = anInvoice({ id: 'A', total: 10_000n, open: 6000n, booked: 4000n });
  expect(remains([half])).toEqual([6000n]);
  expect(remains([{ ...half, booked: 7000n }])).toEqual([3000n]);
});

test('a credit note counts, of its own currency', () => {
  const credit = anInvoice({ id: 'K', total: -10_000n, open: -4000n, dueOn: day('2026-09-01') });
  expect(remains([credit, older])[1]).toBe(6000n);
  expect(remains([{ ...credit, currency: 'EUR' }, older])[1]).toBe(10_000n);
  expect(net({ open: [credit, older] }).of(older).parts).toMatchObject([{ isCredit: true, amount: 4000n }]);
});

test('the nearest money covers first: what is here, then what is pending, then what is scheduled', () => {
  const coming = [
    aPayment({ id: 'later', status: 'scheduled', scheduledFor: day('2026-12-10'), amount: 5000n }),
    aPayment({ id: 'sooner', status: 'scheduled', scheduledFor: day('2026-12-01'), amount: 5000n }),
    aPayment({ id: 'pending', status: 'pending', amount: 5000n }),
    aPayment({ id: 'here', amount: 5000n }),
  ];
  const money = net({ open: [older, newer], coming });
  expect(money.of(older).parts.map(({ kind }) => kind)).toEqual(['here', 'pending']);
  expect(money.of(newer).parts.map((part) => part.day)).toEqual([day('2026-12-01'), day('2026-12-10')]);
});

describe('a scheduled transfer', () => {
  const scheduled = (text: string) =>
    aPayment({ status: 'scheduled', scheduledFor: day(text), amount: 10_000n });

  test('is believed until the tolerance after its day has passed', () => {
    expect(remains([older], scheduled('2026-11-21'))).toEqual([0n]);
    expect(remains([older], scheduled('2026-11-20'))).toEqual([10_000n]);
  });

  test('without a day is believed', () => {
    expect(remains([older], aPayment({ status: 'scheduled', amount: 10_000n }))).toEqual([0n]);
  });
});

test('money that names nothing passes by what nobody would be reminded of', () => {
  const disputed = { ...older, disputed: true };
  expect(remains([disputed, newer], aPayment())).toEqual([10_000n, 0n]);
  expect(remains([disputed, newer], aPayment({ invoiceId: invoiceId('A') }))).toEqual([0n, 10_000n]);
});

test('money booked only tomorrow is not known today', () => {
  expect(remains([older], aPayment({ bookedOn: day('2026-11-27') }))).toEqual([10_000n]);
});

test('sums that are none cover nothing', () => {
  expect(remains([older], aPayment({ amount: 0n }), aPayment({ amount: -500n }))).toEqual([10_000n]);
});

describe('money in another currency', () => {
  const euros = aPayment({ currency: 'EUR', amount: 2500n });
  const foreign = (open: readonly Invoice[], payment: ComingPayment, to = older) =>
    net({ open, coming: [payment] }).foreignTo(to);

  test('covers nothing, and is told of where it names the invoice', () => {
    const named = { ...euros, invoiceId: invoiceId('A') };
    expect(remains([older, newer], named)).toEqual([10_000n, 10_000n]);
    expect(foreign([older, newer], named)).toMatchObject(named);
    expect(foreign([older, newer], named, newer)).toBeNull();
  });

  test('is told of everywhere where it names nothing and the customer owes nothing in it', () => {
    expect(foreign([older], euros)).toMatchObject(euros);
    expect(foreign([older, anInvoice({ id: 'E', currency: 'EUR' })], euros)).toBeNull();
  });
});

test('amounts of fourteen digits stay exact', () => {
  const huge = anInvoice({ id: 'A', open: 99_999_999_999_999n });
  expect(remains([huge], aPayment({ amount: 99_999_999_999_998n }))).toEqual([1n]);
});

test('what covers nothing is left', () => {
  expect(net({ open: [older], coming: [aPayment({ amount: 15_000n })] }).left.get('PLN')).toBe(5000n);
});
