import type { Instant } from '../../src/calendar/time.ts';
import {
  type Account,
  type ComingPayment,
  type Invoice,
  NO_ACCOUNT,
  type SettledInvoice,
} from '../../src/customer/account.ts';
import type { CustomerFacts, CustomerMemory } from '../../src/customer/customer.ts';
import type { InvoiceId, LetterId } from '../../src/customer/ids.ts';
import type { DunningMemory, HandHold, Reminder } from '../../src/customer/reminders.ts';
import { NOTHING_DUNNED } from '../../src/customer/reminders.ts';
import type { Tone } from '../../src/customer/tone.ts';
import { type Debt, debtsOf } from '../../src/dunning/debt.ts';
import { judgeInvoices } from '../../src/dunning/judge.ts';
import { type DunningSituation, dunningSituation } from '../../src/dunning/situation.ts';
import type { Verdict } from '../../src/dunning/verdict.ts';
import type { Rules } from '../../src/policy/rules.ts';
import { facts, memoryOf, rules } from './builders.ts';
import { day, warsaw } from './when.ts';

export const invoiceId = (id: string): InvoiceId => id as InvoiceId;

type InvoiceWords = Partial<Omit<Invoice, 'id'>> & { id?: string };

/** Invoice F1 over 100.00 PLN, nothing paid, due on Monday 2 November 2026. */
export function anInvoice(invoice: InvoiceWords = {}): Invoice {
  const total = invoice.total ?? invoice.open ?? 10_000n;
  return {
    number: invoice.id ?? 'F1',
    issuedOn: day('2026-10-19'),
    dueOn: day('2026-11-02'),
    currency: 'PLN',
    total,
    open: total,
    booked: 0n,
    invoiceKind: 'invoice',
    instalment: null,
    item: null,
    disputed: false,
    autopay: false,
    payUrl: null,
    lines: [],
    doubts: [],
    ...invoice,
    id: invoiceId(invoice.id ?? 'F1'),
  };
}

/** One that was due on Monday 5 October 2026 and paid on that day. */
export const aSettled = (
  invoice: Partial<Omit<SettledInvoice, 'id'>> & { id?: string } = {},
): SettledInvoice => ({
  dueOn: day('2026-10-05'),
  paidOn: day('2026-10-05'),
  disputed: false,
  autopay: false,
  withoutPayment: false,
  item: null,
  ...invoice,
  id: invoiceId(invoice.id ?? 'S1'),
});

/** Monthly invoices, paid so many days after each due day: `paidLate(0, 0, 12)` is two on time, then one twelve days late. */
export const paidLate = (...lateness: readonly number[]): readonly SettledInvoice[] =>
  lateness.map((late, index) => {
    // Tuesdays are working days here, so that no due day moves.
    const dueOn = day('2026-08-04') - 28 * (lateness.length - 1 - index);
    return aSettled({
      id: `S${index}`,
      dueOn: dueOn as Invoice['dueOn'],
      paidOn: (dueOn + late) as Invoice['dueOn'],
    });
  });

/** 100.00 PLN that came in and nobody knows for what. */
export const aPayment = (payment: Partial<ComingPayment> = {}): ComingPayment => ({
  id: 'P1',
  invoiceId: null,
  amount: 10_000n,
  currency: 'PLN',
  status: 'unallocated',
  bookedOn: payment.status === undefined || payment.status === 'unallocated' ? day('2026-11-20') : null,
  scheduledFor: null,
  ...payment,
});

/** One overdue invoice, and nothing known of the past. */
export const anAccount = (account: Partial<Account> = {}): Account => ({
  ...NO_ACCOUNT,
  open: [anInvoice()],
  ...account,
});

/** The record of a customer who pays: seven invoices of seven on time. */
export const CLEAN: Pick<Account, 'settled'> = { settled: paidLate(0, 0, 0, 0, 0, 0, 0) };
/** Two of seven late by some weeks. */
export const MIXED: Pick<Account, 'settled'> = { settled: paidLate(0, 20, 0, 0, 20, 0, 0) };
/** Nearly all late by a month and more. */
export const POOR: Pick<Account, 'settled'> = { settled: paidLate(40, 35, 50, 0, 40, 60, 45) };

type ReminderGiven = Partial<Omit<Reminder, 'invoiceId'>> & { invoiceId?: string; decidedAt: Instant };

/** The nudge about invoice F1, submitted when it was decided. */
export const aReminder = (reminder: ReminderGiven): Reminder => ({
  letterId: `reminder-${reminder.decidedAt}` as LetterId,
  kind: 'reminder-friendly',
  ordinal: 1,
  rung: 'nudge',
  tone: 'friendly',
  status: 'submitted',
  submittedAt: reminder.decidedAt,
  address: 'zofia@maj.example',
  messageId: `<reminder-${reminder.decidedAt}@nowak.example>`,
  cameBack: false,
  ended: false,
  told: null,
  ...reminder,
  invoiceId: invoiceId(reminder.invoiceId ?? 'F1'),
});

export const thanks = (reminder: ReminderGiven): Reminder =>
  aReminder({ kind: 'payment-seen', rung: null, tone: null, ...reminder });

export const aHandHold = (hold: Partial<HandHold> = {}): HandHold => ({
  id: '1',
  invoiceId: null,
  until: null,
  why: 'we agreed on the phone',
  by: 'Anna Lis',
  ...hold,
});

interface DunningWords extends Partial<Omit<CustomerFacts, 'account'>> {
  readonly now?: string | Instant;
  readonly account?: Partial<Account>;
  readonly memory?: Partial<CustomerMemory>;
  readonly dunning?: Partial<DunningMemory>;
  readonly rules?: Rules;
  readonly updateNow?: boolean;
}

/** A customer with nothing ordered and one invoice 24 days overdue, on Thursday 26 November 2026 at ten. */
export function owing({
  now = '2026-11-26 10:00',
  account = {},
  memory = {},
  dunning = {},
  rules: given = rules(),
  updateNow = false,
  ...differs
}: DunningWords = {}): DunningSituation {
  return dunningSituation(
    facts({ items: [], account: anAccount(account), ...differs }),
    { ...memoryOf(), dunning: { ...NOTHING_DUNNED, ...dunning }, ...memory },
    typeof now === 'string' ? warsaw(now) : now,
    given,
    updateNow,
  );
}

/** The first open invoice as the rules look at it. */
export function aDebt(words: DunningWords = {}, id?: string): Debt {
  const situation = owing(words);
  const { open } = situation.facts.account;
  const invoice = id === undefined ? open[0] : open.find((one) => one.id === id);
  if (!invoice) throw new Error('there is no such open invoice');
  return debtsOf(situation)(invoice);
}

/** What another system hears that plans a letter in this tone about an invoice; null when nothing is open on it. */
export function answerAbout(situation: DunningSituation, about: InvoiceId, tone: Tone): Verdict | null {
  const { facts: known } = situation;
  const planned = [{ id: 'L1', invoiceId: about, tone, plannedFor: null }];
  const judged = judgeInvoices({
    ...situation,
    facts: { ...known, account: { ...known.account, planned } },
  });
  return judged.find(({ plannedLetter }) => plannedLetter === 'L1') ?? null;
}
