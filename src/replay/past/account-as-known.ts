import { recordBegins } from '../../account/settled-record.ts';
import type { Day, Instant } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import {
  type Account,
  type BilledItem,
  CLOSED_WITHIN,
  type ComingPayment,
  type Invoice,
  NO_ACCOUNT,
  NONE_PAID_IN_TIME,
  type SettledInvoice,
} from '../../customer/account.ts';
import type { Rules } from '../../policy/rules.ts';
import { doneAt } from './done-at.ts';
import type { CustomerHistory, InvoiceHistory } from './history.ts';

/** What a customer owed and had paid, as it was known at a moment: by days of the company's zone, as books are kept. */
export function accountAsKnown(history: CustomerHistory, at: Instant, zone: Zone, rules: Rules): Account {
  const { invoices, coming, complaints, plans, credit } = history;
  if (invoices.length + coming.length + complaints.length + plans.length === 0)
    return { ...NO_ACCOUNT, ...credit };
  const today = zone.dayAt(at);
  const known = invoices.filter(({ invoice }) => invoice.issuedOn <= today);
  return {
    ...credit,
    open: known.flatMap((each) => openAsKnown(each, today, at, zone, rules) ?? []),
    settled: known.flatMap((each) => settledAsKnown(each, today, at, zone, rules) ?? []),
    // Each is named: who counts them by sight is a round that reads millions.
    paidInTime: NONE_PAID_IN_TIME,
    knownSince: known.reduce<Day | null>(
      (first, { invoice }) => (first === null || invoice.issuedOn < first ? invoice.issuedOn : first),
      null,
    ),
    // What comes later of a payment or a complaint stays behind: facts never hold it.
    coming: coming.flatMap(({ knownSince, ...payment }) =>
      (knownSince === null || knownSince <= today) && !isBookedLater(payment, today) ? [payment] : [],
    ),
    // Nobody wrote down what payers wrote: a replay knows money by its customer and its invoice alone.
    unclear: [],
    complaints: complaints.flatMap(({ closedAt, ...complaint }) =>
      complaint.openedAt <= at && (closedAt === null || closedAt > at) ? [complaint] : [],
    ),
    closedComplaints: complaints.flatMap(({ id, closedAt }) =>
      closedAt !== null && closedAt <= at && closedAt > at - CLOSED_WITHIN ? [{ id, closedAt }] : [],
    ),
    plans: plans.filter(({ agreedOn, holdsUntil }) => agreedOn <= today && holdsUntil >= today),
    planned: [],
  };
}

const isBookedLater = ({ status, bookedOn }: ComingPayment, today: Day): boolean =>
  status === 'unallocated' && bookedOn !== null && bookedOn > today;

/** Minor units that were open on a day: what had not been paid by then. */
export function openOn(
  { invoice, openAtEnd, settledOn, updatedOn, payments }: InvoiceHistory,
  day: Day,
): bigint {
  if (settledOn !== null && settledOn <= day) return 0n;
  // A row that has not changed since tells for itself, also what was taken off without a payment.
  if (settledOn === null && updatedOn !== null && updatedOn <= day) return openAtEnd;
  const open = invoice.total - bookedBy(payments, day);
  return invoice.total > 0n && open < 0n ? 0n : open;
}

const bookedBy = (payments: InvoiceHistory['payments'], day: Day): bigint =>
  payments.reduce((sum, { on, amount }) => (on === null || on <= day ? sum + amount : sum), 0n);

/** Something was open on it that day, and its due day had passed. */
export const isOverdueOn = (history: InvoiceHistory, day: Day): boolean =>
  history.invoice.issuedOn <= day && history.invoice.dueOn < day && openOn(history, day) > 0n;

function openAsKnown(
  history: InvoiceHistory,
  today: Day,
  at: Instant,
  zone: Zone,
  rules: Rules,
): Invoice | null {
  const open = openOn(history, today);
  if (open === 0n) return null;
  const booked = bookedBy(history.payments, today);
  return { ...history.invoice, open, booked, item: billedAsKnown(history, at, zone, rules) };
}

/** A settled invoice as a payment record counts it; null when it says nothing, or nobody can tell when it was paid. */
function settledAsKnown(
  history: InvoiceHistory,
  today: Day,
  at: Instant,
  zone: Zone,
  rules: Rules,
): SettledInvoice | null {
  const { invoice, settledOn } = history;
  const { id, dueOn, issuedOn, total, disputed, autopay } = invoice;
  if (settledOn === null || settledOn > today || total <= 0n || dueOn < issuedOn) return null;
  const first = recordBegins(today, rules);
  const paidOn = dueOn < first ? null : paidOnAsKnown(history, today);
  if (paidOn === null || paidOn < first) return null;
  const withoutPayment = paidOn > dueOn && !history.payments.some(({ on }) => on === null || on <= today);
  const item = paidOn > dueOn ? billedAsKnown(history, at, zone, rules) : null;
  return { id, dueOn, paidOn, disputed, autopay, withoutPayment, item };
}

/** The day it was closed where that was in time; else the last day on which something was booked. */
function paidOnAsKnown({ invoice, closedOn, payments }: InvoiceHistory, today: Day): Day | null {
  if (closedOn !== null && closedOn <= invoice.dueOn && closedOn <= today) return closedOn;
  let last: Day | null = null;
  for (const { on } of payments) {
    if (on !== null && on <= today && (last === null || on > last)) last = on;
  }
  return last ?? (closedOn !== null && closedOn <= today ? closedOn : null);
}

/** The order or job that it is for, done or not by then. */
function billedAsKnown(
  { item, billed }: InvoiceHistory,
  at: Instant,
  zone: Zone,
  rules: Rules,
): BilledItem | null {
  if (item === null) return null;
  const done = billed === null ? null : doneAt(billed, rules);
  return {
    ...item,
    promisedFor: billed?.row.promisedFor ?? null,
    doneOn: done !== null && done <= at ? zone.dayAt(done) : null,
  };
}
