import { describe, expect, test } from 'vitest';
import { paymentRecordOf, recordsOf } from '../../src/account/payment-record.ts';
import type { BilledItem, Invoice } from '../../src/customer/account.ts';
import { anAccount, anInvoice, aSettled, CLEAN, invoiceId, paidLate } from '../support/account.ts';
import { day, ORDER, rules, warsaw } from '../support/builders.ts';

const TODAY = day('2026-11-26');
const record = (account: Parameters<typeof anAccount>[0], today = TODAY) =>
  paymentRecordOf(anAccount(account), today, rules());
const gradeOf = (account: Parameters<typeof anAccount>[0]) => {
  const { grade, why } = record(account);
  return `${grade}: ${why}`;
};
const lateOrder = (differs: Partial<BilledItem> = {}): BilledItem => ({
  ...ORDER,
  promisedFor: day('2026-09-01'),
  doneOn: day('2026-09-20'),
  ...differs,
});

test('"I paid every bill for two years": clean, with the evidence', () => {
  expect(record({ settled: paidLate(0, 0, -3, 0, 5, 0, 0) })).toEqual({
    grade: 'clean',
    why: 'all_on_time',
    settled: 7,
    onTime: 7,
    late: 0,
    worstLateness: 0,
    since: '2026-02-17',
    leftOut: 0,
    firstLate: true,
    // One of five days, two invoices ago.
    usualLateness: 1,
  });
});

describe('grades', () => {
  test('the tolerance: five days late are on time, six are late', () => {
    expect(record({ settled: paidLate(5, 5, 5, 5, 5) }).late).toBe(0);
    expect(record({ settled: paidLate(5, 5, 5, 5, 6) }).late).toBe(1);
  });

  test('an invoice due on a Saturday and paid on the fifth day after Monday is on time', () => {
    const saturday = aSettled({ dueOn: day('2026-10-03'), paidOn: day('2026-10-10') });
    expect(record({ settled: [saturday] }).late).toBe(0);
    expect(record({ settled: [{ ...saturday, paidOn: day('2026-10-11') }] })).toMatchObject({
      late: 1,
      worstLateness: 6,
    });
  });

  test('one late in ten is within the allowed share; two are not', () => {
    expect(gradeOf({ settled: paidLate(0, 0, 0, 0, 0, 0, 0, 0, 0, 12) })).toBe('clean: nearly_all_on_time');
    expect(gradeOf({ settled: paidLate(0, 0, 0, 0, 0, 0, 0, 0, 12, 12) })).toBe('mixed: too_many_late');
  });

  test('late once, but by more than the worst', () => {
    expect(gradeOf({ settled: paidLate(0, 0, 0, 0, 0, 0, 0, 0, 0, 30) })).toBe('clean: nearly_all_on_time');
    expect(gradeOf({ settled: paidLate(0, 0, 0, 0, 0, 0, 0, 0, 0, 31) })).toBe('mixed: too_late_once');
  });

  test('too little history is unknown, late or not', () => {
    expect(gradeOf({ settled: [] })).toBe('unknown: too_few');
    expect(gradeOf({ settled: paidLate(0, 0, 0, 0) })).toBe('unknown: too_few');
    expect(gradeOf({ settled: paidLate(40, 40, 40) })).toBe('unknown: too_few');
  });

  test('half of them late is poor', () => {
    expect(gradeOf({ settled: paidLate(0, 20, 0, 20, 0, 20) })).toBe('poor: mostly_late');
    expect(gradeOf({ settled: paidLate(0, 20, 0, 20, 0, 0, 0) })).toBe('mixed: too_many_late');
  });

  test('since is the oldest due day, and figures count only what is in the window', () => {
    const old = aSettled({ id: 'old', dueOn: day('2024-09-01'), paidOn: day('2024-11-25') });
    const inside = aSettled({ id: 'in', dueOn: day('2024-11-19'), paidOn: day('2024-11-26') });
    expect(record({ settled: [old, inside] })).toMatchObject({ settled: 1, since: '2024-11-19' });
  });
});

describe('25 years of rent and one slip', () => {
  const tenant = { customerSince: day('2001-05-01') };

  test('one slip among few is forgiven, however late; two are not', () => {
    expect(gradeOf({ ...tenant, settled: paidLate(0, 0, 80) })).toBe('clean: long_tenure');
    expect(gradeOf({ ...tenant, settled: paidLate(80) })).toBe('clean: long_tenure');
    expect(gradeOf({ ...tenant, settled: paidLate(0, 80, 80) })).toBe('mixed: too_many_late');
  });

  test('a short record suffices, none at all does not', () => {
    expect(gradeOf({ ...tenant, settled: paidLate(0) })).toBe('clean: long_tenure');
    expect(gradeOf({ ...tenant, settled: [] })).toBe('unknown: too_few');
  });

  test('what the invoices themselves tell counts as well as what the company says', () => {
    expect(gradeOf({ knownSince: day('2016-11-26'), settled: paidLate(0) })).toBe('clean: long_tenure');
    expect(gradeOf({ knownSince: day('2016-11-27'), settled: paidLate(0) })).toBe('unknown: too_few');
    expect(gradeOf({ customerSince: day('2099-01-01'), settled: paidLate(0) })).toBe('unknown: too_few');
  });

  test('the slip stays open for months: the record stays clean, for a person is to call', () => {
    const open = [anInvoice({ dueOn: day('2026-07-01') })];
    expect(record({ ...CLEAN, open })).toMatchObject({ grade: 'clean', firstLate: true });
  });
});

describe('half of them late, because our deliveries were late', () => {
  const late = paidLate(0, 20, 0, 20, 0, 20, 0, 20, 0, 20);

  test('they are left out, and the record is clean', () => {
    const settled = late.map((one, index) => (index % 2 ? { ...one, item: lateOrder() } : one));
    expect(record({ settled })).toMatchObject({ grade: 'clean', settled: 5, late: 0, leftOut: 5 });
  });

  test('also where we had not delivered by the day they paid', () => {
    const item = lateOrder({ promisedFor: day('2025-10-01'), doneOn: null });
    const settled = late.map((one, index) => (index % 2 ? { ...one, item } : one));
    expect(record({ settled }).leftOut).toBe(5);
  });

  test('a delivery on its day excuses nobody', () => {
    const item = lateOrder({ doneOn: day('2026-09-01') });
    const settled = late.map((one, index) => (index % 2 ? { ...one, item } : one));
    expect(record({ settled })).toMatchObject({ grade: 'poor', leftOut: 0 });
  });

  test('one that they paid on time although we were late counts for them', () => {
    expect(record({ settled: paidLate(0).map((one) => ({ ...one, item: lateOrder() })) })).toMatchObject({
      settled: 1,
      leftOut: 0,
    });
  });
});

test('disputed invoices and those that we collect ourselves say nothing', () => {
  const settled = paidLate(0, 0, 0, 0, 0, 60, 60).map((one, index) => ({
    ...one,
    disputed: index === 5,
    autopay: index === 6,
  }));
  expect(record({ settled })).toMatchObject({ grade: 'clean', settled: 5, leftOut: 2 });
});

test('a customer who contests much is known all the same, and what was contested and paid in time counts', () => {
  const contested = (...late: readonly number[]) =>
    paidLate(...late).map((one) => ({ ...one, disputed: true }));
  expect(record({ settled: contested(40, 50, 30, 60, 20) })).toMatchObject({
    grade: 'mixed',
    why: 'mostly_contested',
    settled: 0,
    leftOut: 5,
  });
  expect(record({ settled: contested(0, 0, 0, 0, 0) })).toMatchObject({ grade: 'clean', settled: 5 });
  expect(record({ settled: contested(40, 50) })).toMatchObject({ grade: 'unknown' });
});

test('how late they usually pay: the latest payments weigh most', () => {
  const usual = (...late: readonly number[]) => record({ settled: paidLate(...late) }).usualLateness;
  expect(usual(4, 4, 4, 4)).toBe(4);
  expect(usual(0, 0, 0, 0, 30, 30, 30)).toBeGreaterThan(usual(30, 30, 30, 0, 0, 0, 0) ?? 0);
  expect(usual(12), 'one says nothing').toBeNull();
});

describe('something else is long overdue', () => {
  const recent = anInvoice({ id: 'recent', dueOn: day('2026-11-16') });
  const other = (dueOn: string, differs: Partial<Invoice> = {}) => ({
    ...anInvoice({ id: 'other', dueOn: day(dueOn) }),
    ...differs,
  });
  const beside = (...open: readonly Invoice[]) => {
    const { grade, why } = recordsOf(
      anAccount({ ...CLEAN, open: [...open, recent] }),
      TODAY,
      rules(),
    )(recent);
    return `${grade}: ${why}`;
  };

  test('for longer than the worst: not clean; for so long that it counts as poor', () => {
    expect(beside(other('2026-10-27'))).toBe('clean: all_on_time');
    expect(beside(other('2026-10-26'))).toBe('mixed: long_overdue');
    expect(beside(other('2026-08-28'))).toBe('poor: long_overdue');
  });

  test('it is clean itself: of the two, it is the slip', () => {
    const [first, second] = [other('2026-08-28'), recent];
    const of = recordsOf(anAccount({ ...CLEAN, open: [first, second] }), TODAY, rules());
    expect(of(first)).toMatchObject({ grade: 'clean', firstLate: false });
    expect(paymentRecordOf(anAccount({ ...CLEAN, open: [first, second] }), TODAY, rules())).toEqual(
      of(first),
    );
  });

  test('rent, electricity and gas of one day are one slip', () => {
    const open = ['rent', 'gas', 'light'].map((id) => anInvoice({ id, dueOn: day('2026-10-01') }));
    const of = recordsOf(anAccount({ ...CLEAN, open }), TODAY, rules());
    expect(open.map((invoice) => of(invoice).grade)).toEqual(['clean', 'clean', 'clean']);
    expect(open.map((invoice) => of(invoice).firstLate)).toEqual([true, true, true]);
  });

  test.each<[string, Partial<Invoice>]>([
    ['disputed', { disputed: true }],
    ['collected by us', { autopay: true }],
    ['in doubt', { doubts: ['due_decades_ago'] }],
    ['a credit note', { total: -500n, open: -500n }],
    ['the last cents of a paid one', { open: 1n }],
    ['booked, and not taken off yet', { booked: 10_000n }],
    ['for an order that we did not deliver', { item: lateOrder({ doneOn: null }) }],
  ])('not when it is %s', (_, differs) => {
    expect(beside(other('2026-08-01', differs))).toBe('clean: all_on_time');
  });

  test('not when we agreed to wait for it, nor when they complained about it', () => {
    const open = [other('2026-08-01'), recent];
    const plan = { id: 'p', invoiceId: invoiceId('other'), agreedOn: TODAY, holdsUntil: TODAY };
    const openedAt = warsaw('2026-11-20 09:00');
    const complaint = { id: 'k', item: null, invoiceId: invoiceId('other'), openedAt };
    for (const excuse of [{ plans: [plan] }, { complaints: [complaint] }]) {
      const of = recordsOf(anAccount({ ...CLEAN, open, ...excuse }), TODAY, rules());
      expect(of(recent).grade).toBe('clean');
    }
  });

  test('an unknown customer whose own invoice is open for so long is poor', () => {
    expect(gradeOf({ open: [anInvoice({ dueOn: day('2026-08-28') })] })).toBe('poor: long_overdue');
    expect(gradeOf({ open: [anInvoice({ dueOn: day('2026-08-29') })] })).toBe('unknown: too_few');
  });
});

test('what becomes known only later counts on no earlier day', () => {
  const later = paidLate(0, 0, 0, 0, 0).map((one) => ({ ...one, paidOn: day('2026-11-27') }));
  expect(gradeOf({ settled: later })).toBe('unknown: too_few');
  expect(record({ settled: later }, day('2026-11-27')).settled).toBe(5);
  const item = lateOrder({ promisedFor: day('2026-11-20'), doneOn: day('2026-12-24') });
  expect(record({ settled: [aSettled({ paidOn: day('2026-11-19'), item })] })).toMatchObject({
    late: 1,
    leftOut: 0,
  });
});

test('amounts and dates that cannot be harm nothing', () => {
  const open = [anInvoice({ dueOn: day('1948-01-01') }), anInvoice({ id: 'F2', dueOn: day('2099-01-01') })];
  expect(record({ ...CLEAN, open }).settled).toBe(7);
  expect(record({ settled: [aSettled({ dueOn: day('2099-01-01') })] }).late).toBe(0);
});
