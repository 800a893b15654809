import { describe, expect, test } from 'vitest';
import { instantOf, isoDay } from '../../src/calendar/time.ts';
import { INVOICE_DOUBTS } from '../../src/customer/account.ts';
import { findHolds } from '../../src/dunning/find-holds.ts';
import { HOLD_CODES } from '../../src/dunning/verdict.ts';
import { aDebt, aHandHold, anInvoice, aPayment, aReminder, invoiceId, thanks } from '../support/account.ts';
import {
  aCase,
  aContact,
  aCustomer,
  aJob,
  aLetter,
  anOrder,
  day,
  FRESH,
  JOB,
  ORDER,
  rules,
  warsaw,
} from '../support/builders.ts';

type Words = NonNullable<Parameters<typeof aDebt>[0]>;
const all = (words: Words = {}) => findHolds(aDebt(words));
const codes = (words: Words = {}) => all(words).map(({ code }) => code);
/** Of several holds, this one, as "until: evidence". */
const theHold = (code: string, words: Words) => all(words).find((hold) => hold.code === code);
const owes = (invoice: Parameters<typeof anInvoice>[0], more: object = {}): Words => ({
  account: { open: [anInvoice(invoice)], ...more },
});

test('an invoice 24 days overdue, with nothing in the way: nothing holds', () => {
  expect(all()).toEqual([]);
});

test('all that apply are found, in the order in which they name the verdict', () => {
  const found = codes({
    now: '2026-11-26 19:00',
    account: { open: [anInvoice({ disputed: true, autopay: true, doubts: ['due_before_issued'] })] },
    feeds: new Map(),
    updateNow: true,
  });
  expect(found).toEqual([
    'payments_stale',
    'doubtful',
    'autopay',
    'disputed',
    'update_today',
    'outside_hours',
  ]);
  expect([...found].sort((a, b) => HOLD_CODES.indexOf(a) - HOLD_CODES.indexOf(b))).toEqual(found);
});

describe('the bank import that has not run since Friday', () => {
  const asOf = (text: string): Words => ({ feeds: new Map([['payments', warsaw(text)]]) });
  test('holds after 36 hours, and says of when the payments are', () => {
    expect(codes(asOf('2026-11-24 22:00'))).toEqual([]);
    expect(theHold('payments_stale', asOf('2026-11-24 21:59'))?.evidence).toEqual({ day: '2026-11-24' });
  });
  test('of unknown age: closed', () => {
    expect(codes({ feeds: new Map() })).toEqual(['payments_stale']);
    expect(codes({ feeds: new Map([['orders', warsaw('2026-11-26 09:00')]]) })).toEqual(['payments_stale']);
  });
});

test.each(INVOICE_DOUBTS)('nobody is dunned on doubtful facts: %s', (doubt) => {
  expect(theHold('doubtful', owes({ doubts: [doubt] }))?.evidence).toEqual({ number: 'F1', why: doubt });
});

describe('money of theirs', () => {
  const comes = (payment: Parameters<typeof aPayment>[0], open = anInvoice()): Words => ({
    account: { open: [open], coming: [aPayment(payment)] },
  });
  test('is here, and nobody has allocated it', () => {
    expect(theHold('money_here', comes({}))).toMatchObject({
      until: null,
      evidence: { amount: '100.00', currency: 'PLN', day: '2026-11-20' },
    });
  });
  test('is pending', () => {
    expect(codes(comes({ status: 'pending' }))).toEqual(['money_pending']);
  });
  test('is set for a day: the transfer dated August instead of July', () => {
    const scheduled = comes({ status: 'scheduled', scheduledFor: day('2026-12-02') });
    expect(theHold('money_scheduled', scheduled)).toMatchObject({
      until: '2026-12-08',
      evidence: { day: '2026-12-02' },
    });
  });
  test('that covers only a part leaves a reminder to be sent', () => {
    expect(codes(comes({ amount: 5000n }))).toEqual([]);
  });
  test('but for a small balance', () => {
    expect(codes(comes({ amount: 8000n }))).toEqual([]);
    expect(codes(comes({ amount: 8001n }))).toEqual(['money_here', 'small_balance']);
    expect(codes(comes({ amount: 9500n, currency: 'CHF' }, anInvoice({ currency: 'CHF' })))).toEqual([]);
  });
  test('in part here and in part on its way: the farther names it', () => {
    const coming = [aPayment({ amount: 5000n }), aPayment({ amount: 5000n, status: 'pending' })];
    expect(codes({ account: { coming } })).toEqual(['money_pending']);
  });
  test('was booked for it, and not taken off yet', () => {
    expect(codes(owes({ booked: 10_000n }))).toEqual(['money_here']);
  });
  test('came as a credit note', () => {
    const credit = anInvoice({ id: 'K', total: -10_000n, open: -10_000n, dueOn: day('2026-11-20') });
    expect(codes({ account: { open: [anInvoice(), credit] } })).toEqual(['credit_note']);
  });
  test('is in another currency: nobody can say what it pays', () => {
    expect(theHold('money_other_currency', comes({ currency: 'EUR', amount: 2500n }))?.evidence).toEqual({
      amount: '25.00',
      currency: 'EUR',
      day: '2026-11-20',
    });
  });
});

test('we collect it ourselves; it is disputed', () => {
  expect(codes(owes({ autopay: true }))).toEqual(['autopay']);
  expect(codes(owes({ disputed: true }))).toEqual(['disputed']);
});

describe('their complaint is open', () => {
  const item = { ...ORDER, promisedFor: null, doneOn: null };
  const complaint = (about: object): Words =>
    owes(
      { item },
      {
        complaints: [
          { id: 'K1', item: null, invoiceId: null, openedAt: warsaw('2026-11-20 09:00'), ...about },
        ],
      },
    );
  test('about the invoice, about what it is for, about us at large', () => {
    expect(codes(complaint({ invoiceId: invoiceId('F1') }))).toEqual(['complaint_open']);
    expect(codes(complaint({ item: ORDER }))).toEqual(['complaint_open']);
    expect(theHold('complaint_open', complaint({}))?.evidence).toEqual({ day: '2026-11-20' });
  });
  test('one about something else holds nothing', () => {
    expect(codes(complaint({ invoiceId: invoiceId('F2') }))).toEqual([]);
    expect(codes(complaint({ item: JOB }))).toEqual([]);
  });
});

describe('we owe them', () => {
  const late = anOrder({ promisedFor: day('2026-11-25'), number: 'Z-7' });
  const openCase = aCase({ openedAt: warsaw('2026-11-24 09:00') });
  test('something past its promise', () => {
    expect(theHold('we_owe_promise', { items: [late] })?.evidence).toEqual({
      day: '2026-11-25',
      number: 'Z-7',
    });
    expect(codes({ items: [anOrder({ promisedFor: day('2026-11-26') })] })).toEqual([]);
  });
  test('an answer: their case is open', () => {
    expect(codes({ items: [anOrder()], memory: { cases: [openCase] } })).toEqual(['we_owe_case']);
    expect(
      codes({
        items: [anOrder()],
        memory: { cases: [{ ...openCase, closedAt: warsaw('2026-11-25 09:00') }] },
      }),
    ).toEqual([]);
  });
  test('not where the move is theirs, it is ready, or nobody ever closed its row', () => {
    for (const stage of ['waiting for customer', 'ready', 'closed']) {
      const items = [anOrder({ stage, promisedFor: day('2026-11-02') })];
      expect(codes({ items, memory: { cases: [openCase] } })).toEqual([]);
    }
    expect(
      codes({ items: [anOrder({ openedAt: warsaw('2023-01-02 09:00'), promisedFor: day('2023-02-01') })] }),
    ).toEqual([]);
  });
  test('a case whose item is gone is done, as far as fresh orders tell', () => {
    expect(codes({ memory: { cases: [openCase] } })).toEqual([]);
    expect(codes({ memory: { cases: [openCase] }, quarantined: [ORDER] })).toEqual(['we_owe_case']);
    const feeds = new Map([...FRESH].filter(([name]) => name === 'payments'));
    expect(codes({ memory: { cases: [openCase] }, feeds })).toEqual(['we_owe_case']);
  });
  test('policy: only what the invoice is for', () => {
    const sameItem = rules({ dunning: { hold_when_we_owe: 'same item' } });
    const billed = anInvoice({ item: { ...ORDER, promisedFor: late.promisedFor, doneOn: null } });
    expect(codes({ items: [late], rules: sameItem })).toEqual([]);
    expect(codes({ items: [late], rules: sameItem, account: { open: [billed] } })).toEqual([
      'we_owe_promise',
    ]);
    expect(
      codes({
        items: [late],
        rules: sameItem,
        account: { open: [anInvoice({ item: { ...JOB, promisedFor: null, doneOn: null } })] },
      }),
    ).toEqual([]);
  });
  test('what the invoice is for, though it is not among the open items', () => {
    const item = { ...ORDER, promisedFor: day('2026-11-20'), doneOn: null };
    expect(codes(owes({ item }))).toEqual(['we_owe_promise']);
    expect(codes(owes({ item: { ...item, doneOn: day('2026-11-24') } }))).toEqual([]);
  });
});

test('the machine stands for credit while reminders fall due', () => {
  expect(codes({ items: [aJob({ stage: 'on credit hold' })] })).toEqual(['credit_review']);
  expect(codes({ dunning: { creditReviewOpen: true } })).toEqual(['credit_review']);
});

describe('a payment plan', () => {
  const plan = (holdsUntil: string, id: string | null = null, agreedOn = '2026-11-10') => ({
    id: 'p',
    invoiceId: id === null ? null : invoiceId(id),
    agreedOn: day(agreedOn),
    holdsUntil: day(holdsUntil),
  });
  const agreed = (...plans: readonly ReturnType<typeof plan>[]): Words => ({ account: { plans } });
  test('holds through its last day; the longest counts', () => {
    expect(theHold('payment_plan', agreed(plan('2026-11-26')))?.until).toBe('2026-11-27');
    expect(codes(agreed(plan('2026-11-25')))).toEqual([]);
    expect(theHold('payment_plan', agreed(plan('2026-11-30'), plan('2026-12-30')))?.until).toBe('2026-12-31');
  });
  test('of another invoice, or agreed only tomorrow, holds nothing', () => {
    expect(codes(agreed(plan('2026-12-30', 'F2'), plan('2026-12-30', null, '2026-11-27')))).toEqual([]);
    expect(codes(agreed(plan('2026-12-30', 'F1')))).toEqual(['payment_plan']);
  });
});

test('a small balance is less than the policy says, in its currency', () => {
  expect(theHold('small_balance', owes({ open: 1999n }))?.evidence).toEqual({
    amount: '19.99',
    currency: 'PLN',
  });
  expect(codes(owes({ open: 2000n }))).toEqual([]);
  expect(codes(owes({ open: 499n, currency: 'CHF' })), 'a usual sum, where the policy says none').toEqual([
    'small_balance',
  ]);
  expect(codes(owes({ open: 500n, currency: 'CHF' }))).toEqual([]);
});

test('within the grace, counted from the moved due day', () => {
  const at = (dueOn: string) => all(owes({ dueOn: day(dueOn) })).map(({ code, until }) => `${code} ${until}`);
  expect(at('2026-11-22')).toEqual(['within_grace 2026-11-28', 'next_rung_later 2026-11-28']);
  expect(at('2026-11-20')).toEqual([]);
  expect(at('2026-11-27')[0]).toBe('within_grace 2026-12-02');
  const without = rules({ dunning: { grace: '0 days' } });
  expect(codes({ ...owes({ dueOn: day('2026-11-26') }), rules: without })[0]).toBe('within_grace');
});

describe('the weeks in which nobody gets a first reminder', () => {
  const inYule = { now: '2026-12-28 10:00' };
  test('until the first day after them, over the new year', () => {
    expect(theHold('seasonal_grace', inYule)).toMatchObject({ until: '2027-01-03' });
    expect(codes({ now: '2027-01-04 10:00' })).toEqual([]);
    expect(codes({ now: '2026-12-18 10:00' })).toEqual([]);
  });
  test('who was reminded before is reminded again', () => {
    const reminders = [aReminder({ decidedAt: warsaw('2026-12-10 10:00') })];
    expect(codes({ ...inYule, dunning: { reminders } })).toEqual([]);
  });
  test('of one country only', () => {
    const season = rules({ dunning: { seasonal_grace: [{ country: 'DE', from: '12-20', to: '01-02' }] } });
    expect(codes({ ...inYule, rules: season })).toEqual([]);
    expect(codes({ ...inYule, rules: season, customer: aCustomer({ country: 'de' }) })).toEqual([
      'seasonal_grace',
    ]);
  });
  test('a whole year has no end', () => {
    const season = rules({ dunning: { seasonal_grace: [{ from: '01-01', to: '12-31' }] } });
    expect(theHold('seasonal_grace', { rules: season })?.until).toBeNull();
  });
});

describe('a person said no', () => {
  const held = (...holds: readonly ReturnType<typeof aHandHold>[]): Words => ({ dunning: { holds } });
  test('about the customer or the invoice, with the reason and the end', () => {
    expect(theHold('by_hand', held(aHandHold({ until: '2026-11-30' })))).toEqual({
      code: 'by_hand',
      until: '2026-12-01',
      evidence: { day: '2026-11-30', why: 'we agreed on the phone', by: 'Anna Lis' },
    });
    expect(codes(held(aHandHold({ invoiceId: invoiceId('F1'), until: '2026-11-26' })))).toEqual(['by_hand']);
  });
  test('about another invoice, or until yesterday, holds nothing', () => {
    expect(
      codes(held(aHandHold({ invoiceId: invoiceId('F2') }), aHandHold({ until: '2026-11-25' }))),
    ).toEqual([]);
  });
  test('of several the one that holds longest', () => {
    const until = (...ends: readonly (string | null)[]) =>
      theHold('by_hand', held(...ends.map((end) => aHandHold({ until: end }))))?.until;
    expect(until('2026-11-30', '2026-12-30', '2026-12-10')).toBe('2026-12-31');
    expect(until('2026-11-30', null, '2026-12-10')).toBeNull();
  });
});

describe('reminders before it', () => {
  const reminded = (...reminders: readonly ReturnType<typeof aReminder>[]): Words => ({
    dunning: { reminders },
  });
  const sentOn = (date: string) => aReminder({ decidedAt: warsaw(`${date} 10:00`) });
  test('never two within the gap', () => {
    expect(theHold('minimum_gap', reminded(sentOn('2026-11-20')))).toMatchObject({
      until: '2026-11-27',
      evidence: { day: '2026-11-20' },
    });
    expect(codes(reminded(sentOn('2026-11-19')))).toEqual([]);
  });
  test('one that never left and thanks leave no gap; an ended matter and another invoice do', () => {
    const decidedAt = warsaw('2026-11-25 10:00');
    for (const one of [aReminder({ decidedAt, status: 'withdrawn' }), thanks({ decidedAt })])
      expect(codes(reminded(one))).toEqual([]);
    for (const one of [aReminder({ decidedAt, ended: true }), aReminder({ decidedAt, invoiceId: 'F2' })])
      expect(codes(reminded(one))).toEqual(['minimum_gap']);
  });
  test('the next rung is not due yet', () => {
    const early = aReminder({ decidedAt: warsaw('2026-11-09 10:00'), rung: 'reminder', tone: 'plain' });
    expect(theHold('next_rung_later', reminded(early))).toMatchObject({
      until: '2026-12-02',
      evidence: { rung: 'notice', tone: 'firm' },
    });
  });
  test('the ladder has ended', () => {
    expect(codes(reminded(aReminder({ decidedAt: warsaw('2026-11-09 10:00'), rung: 'final' })))).toEqual([
      'ladder_ended',
    ]);
  });
  test('one waits for a person', () => {
    expect(codes(reminded(aReminder({ decidedAt: warsaw('2026-11-25 10:00'), status: 'held' })))).toEqual([
      'letter_held',
    ]);
  });
});

describe('whoever wrote by hand yesterday', () => {
  const spoke = (at: string, differs: object = {}): Words => ({
    contacts: [aContact({ at: warsaw(at), ...differs })],
  });
  test('is not followed by a machine this morning', () => {
    expect(theHold('person_spoke', spoke('2026-11-25 16:00'))).toMatchObject({
      until: '2026-11-27',
      evidence: { day: '2026-11-25' },
    });
    expect(codes(spoke('2026-11-25 16:00', { item: ORDER }))).toEqual(['person_spoke']);
    // Two working days by the clock: from half past ten on Tuesday it is still theirs at ten on Thursday, from half past nine no more.
    expect(codes(spoke('2026-11-24 10:30'))).toEqual(['person_spoke']);
    expect(codes(spoke('2026-11-24 09:30'))).toEqual([]);
  });
  test('a mail of the customer is no word of ours, a call is; what comes later is not known', () => {
    expect(codes(spoke('2026-11-25 16:00', { direction: 'from_customer' }))).toEqual([]);
    expect(codes(spoke('2026-11-25 16:00', { direction: 'from_customer', channel: 'phone' }))).toEqual([
      'person_spoke',
    ]);
    expect(codes(spoke('2026-11-26 11:00'))).toEqual([]);
  });
});

describe('one letter a day', () => {
  test('the update goes, and the reminder waits', () => {
    expect(theHold('update_today', { updateNow: true })?.until).toBe('2026-11-27');
    const updated = (at: string, status: 'queued' | 'withdrawn' = 'queued'): Words => ({
      memory: {
        cases: [aCase({ closedAt: warsaw(at), letters: [aLetter({ decidedAt: warsaw(at), status })] })],
      },
    });
    expect(codes(updated('2026-11-26 08:30'))).toEqual(['update_today']);
    expect(codes(updated('2026-11-26 08:30', 'withdrawn'))).toEqual([]);
    expect(codes(updated('2026-11-25 17:30'))).toEqual([]);
  });
  test('to the billing address', () => {
    const written = (address: string): Words => ({ memory: { writtenToday: new Map([[address, 1]]) } });
    expect(codes(written('zofia@maj.example'))).toEqual(['written_today']);
    const customer = aCustomer({ billingEmail: 'Office@maj.example' });
    expect(codes({ ...written('zofia@maj.example'), customer })).toEqual([]);
    expect(codes({ ...written('office@maj.example'), customer })).toEqual(['written_today']);
  });
});

test('outside the hours, by their own clock, until the next day on which letters go', () => {
  const until = (now: string, words: Words = {}) => theHold('outside_hours', { now, ...words })?.until;
  expect(until('2026-11-26 07:59')).toBe('2026-11-26');
  expect(until('2026-11-27 18:00')).toBe('2026-11-30');
  expect(until('2026-11-28 10:00')).toBe('2026-11-30');
  expect(until('2026-11-26 10:00', { customer: aCustomer({ timeZone: 'America/New_York' }) })).toBe(
    '2026-11-26',
  );
});

test('dates of 1848 and 9999 make no rule fail', () => {
  for (const dueOn of ['1848-01-01', '9999-12-31'])
    expect(() =>
      all(
        owes(
          { dueOn: day(dueOn) },
          { coming: [aPayment({ status: 'scheduled', scheduledFor: day(dueOn) })] },
        ),
      ),
    ).not.toThrow();
  expect(isoDay(aDebt({ now: instantOf(0) }).dueDay)).toBe('2026-11-02');
});
