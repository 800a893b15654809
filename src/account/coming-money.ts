import { daysLater } from '../calendar/duration.ts';
import { type Day, dayOf } from '../calendar/time.ts';
import type { Account, ComingPayment, Invoice } from '../customer/account.ts';
import type { InvoiceId } from '../customer/ids.ts';
import { grouped, push } from '../grouped.ts';
import type { Rules } from '../policy/rules.ts';

/** How near the money is; an invoice that takes several kinds waits for the farthest of them. */
export const MONEY_KINDS = ['here', 'pending', 'scheduled'] as const;
export type MoneyKind = (typeof MONEY_KINDS)[number];

/** A part of an invoice that money or a credit note covers. */
export interface CoveredPart {
  readonly kind: MoneyKind;
  readonly amount: bigint;
  /** The day it was booked or is expected, where that is known. */
  readonly day: Day | null;
  /** A credit note covers as well as a payment, and is none. */
  readonly isCredit: boolean;
}

/** What is covered of one invoice, in minor units of its currency. */
export interface Cover {
  readonly parts: readonly CoveredPart[];
  readonly covered: bigint;
  /** What is left to be paid; never below zero. */
  readonly remains: bigint;
}

/** What covers what, for one customer. */
export interface ComingMoney {
  of(invoice: Invoice): Cover;
  /** Money or a credit note in a currency in which the customer owes nothing, or money that names an invoice of another currency. */
  foreignTo(invoice: Invoice): ForeignMoney | null;
  /** What covers nothing, in minor units per currency. */
  readonly left: ReadonlyMap<string, bigint>;
  /** Where each sum went, the nearest money first. */
  readonly spent: readonly Spent[];
}

/** Money, or a credit note by its number. */
type ForeignMoney = Pick<ComingPayment, 'amount' | 'currency' | 'bookedOn' | 'scheduledFor'> & {
  readonly creditNote: string | null;
};

/** A sum that is here or on its way, or a credit note, and what it covers. Amounts are minor units of its currency. */
export interface Spent {
  readonly currency: string;
  readonly kind: MoneyKind;
  readonly day: Day | null;
  /** The credit note that it is; null: it is money. */
  readonly creditOf: InvoiceId | null;
  readonly amount: bigint;
  readonly to: readonly { readonly invoiceId: InvoiceId; readonly amount: bigint }[];
  readonly left: bigint;
}

/** A sum that is here or on its way, from which invoices take. */
interface Purse {
  readonly invoiceId: InvoiceId | null;
  readonly currency: string;
  readonly kind: MoneyKind;
  readonly day: Day | null;
  readonly creditOf: InvoiceId | null;
  readonly amount: bigint;
  readonly to: { readonly invoiceId: InvoiceId; readonly amount: bigint }[];
  left: bigint;
}

/**
 * Nets what is here and on its way against what is open, per currency: unallocated, pending and scheduled payments,
 * credit notes, and what was booked on an invoice and not yet taken off it. Money that names an invoice covers that
 * one first; the rest covers the oldest due day first, the nearest money first. Money that names nothing passes by
 * invoices that nobody would be reminded of (disputed, collected by ourselves, in doubt). A scheduled day that passed
 * longer ago than the record's tolerance no longer counts.
 */
export function comingMoney(account: Account, today: Day, rules: Rules): ComingMoney {
  const payments = account.coming.filter((payment) => counts(payment, today, rules));
  const purses = [...pursesOf(account), ...payments.map(purseOf)];
  if (purses.length === 0) return NO_MONEY;
  purses.sort(
    (a, b) => MONEY_KINDS.indexOf(a.kind) - MONEY_KINDS.indexOf(b.kind) || (a.day ?? 0) - (b.day ?? 0),
  );
  const parts = spend(purses, account.open);
  const left = new Map<string, bigint>();
  for (const purse of purses) left.set(purse.currency, (left.get(purse.currency) ?? 0n) + purse.left);
  return {
    left,
    spent: purses,
    of: (invoice) => coverOf(invoice, parts.get(invoice.id) ?? []),
    foreignTo: foreignMoney(payments, account.open),
  };
}

/** Money that is not known yet, or was expected so long ago that it will not come, covers nothing. */
function counts(
  { amount, status, bookedOn, scheduledFor }: ComingPayment,
  today: Day,
  rules: Rules,
): boolean {
  if (amount <= 0n) return false;
  if (status === 'unallocated') return bookedOn === null || bookedOn <= today;
  if (status === 'pending' || scheduledFor === null) return true;
  return today < noLongerExpectedOn(scheduledFor, rules);
}

/** The first day on which a payment scheduled for `day` is no longer believed to come. */
export const noLongerExpectedOn = (day: Day, { dunning }: Rules): Day =>
  dayOf(daysLater(day, dunning.cleanRecord.tolerance) + 1);

const purseOf = (payment: ComingPayment): Purse => ({
  invoiceId: payment.invoiceId,
  currency: payment.currency,
  kind: payment.status === 'unallocated' ? 'here' : payment.status,
  day: payment.status === 'unallocated' ? payment.bookedOn : expectedOn(payment),
  creditOf: null,
  amount: payment.amount,
  to: [],
  left: payment.amount,
});

/** A payment set for a day comes on that day; of one that the bank announced it may say either. */
const expectedOn = ({ status, scheduledFor, bookedOn }: ComingPayment): Day | null =>
  status === 'scheduled' ? scheduledFor : (scheduledFor ?? bookedOn);

/** Credit notes, and payments booked for an invoice beyond what the company has taken off it. */
function pursesOf({ open: invoices }: Account): readonly Purse[] {
  const purses: Purse[] = [];
  for (const { id, currency, open, total, booked } of invoices) {
    const purse = { currency, kind: 'here', day: null } as const;
    if (open < 0n)
      purses.push({ ...purse, invoiceId: null, creditOf: id, amount: -open, to: [], left: -open });
    const takenOff = total > open ? total - open : 0n;
    const more = booked - takenOff;
    if (open > 0n && more > 0n)
      purses.push({ ...purse, invoiceId: id, creditOf: null, amount: more, to: [], left: more });
  }
  return purses;
}

type Parts = ReadonlyMap<InvoiceId, readonly CoveredPart[]>;

/** Empties the purses over the invoices, which come in order of their due days. */
function spend(purses: readonly Purse[], open: readonly Invoice[]): Parts {
  const parts = new Map<InvoiceId, CoveredPart[]>();
  const owed = new Map(open.filter((one) => one.open > 0n).map((one) => [one.id, one.open]));
  const take = (purse: Purse, { id }: Invoice): void => {
    const need = owed.get(id) ?? 0n;
    const amount = purse.left < need ? purse.left : need;
    if (amount === 0n) return;
    const { kind, day, creditOf } = purse;
    push(parts, id, { kind, amount, day, isCredit: creditOf !== null });
    purse.to.push({ invoiceId: id, amount });
    owed.set(id, need - amount);
    purse.left -= amount;
  };
  const byId = new Map(open.map((invoice) => [invoice.id, invoice]));
  for (const purse of purses) {
    const named = purse.invoiceId === null ? undefined : byId.get(purse.invoiceId);
    if (named?.currency === purse.currency) take(purse, named);
  }
  const queues = byCurrency(purses);
  for (const invoice of open) {
    if (invoice.disputed || invoice.autopay || invoice.doubts.length > 0) continue;
    const queue = queues.get(invoice.currency) ?? [];
    for (let next = queue.at(-1); next && (owed.get(invoice.id) ?? 0n) > 0n; next = queue.at(-1)) {
      take(next, invoice);
      if (next.left === 0n) queue.pop();
    }
  }
  return parts;
}

/** The nearest money last, where it is taken from. */
const byCurrency = (purses: readonly Purse[]): ReadonlyMap<string, Purse[]> =>
  grouped([...purses].reverse(), ({ currency }) => currency);

const NO_MONEY: ComingMoney = {
  left: new Map(),
  spent: [],
  of: (invoice) => coverOf(invoice, []),
  foreignTo: () => null,
};

function coverOf({ open }: Invoice, parts: readonly CoveredPart[]): Cover {
  const covered = parts.reduce((sum, { amount }) => sum + amount, 0n);
  return { parts, covered, remains: open > covered ? open - covered : 0n };
}

function foreignMoney(
  payments: readonly ComingPayment[],
  open: readonly Invoice[],
): (invoice: Invoice) => ForeignMoney | null {
  const currencies = new Map(open.map(({ id, currency }) => [id, currency]));
  const owed = new Set(open.filter((one) => one.open > 0n).map(({ currency }) => currency));
  const named = new Map<InvoiceId, ForeignMoney>();
  let stray: ForeignMoney | null = null;
  for (const payment of payments) {
    const { invoiceId, currency } = payment;
    const money = { ...payment, creditNote: null };
    if (invoiceId === null) stray ??= owed.has(currency) ? null : money;
    else if (currencies.has(invoiceId) && currencies.get(invoiceId) !== currency) named.set(invoiceId, money);
  }
  const credit = open.find((one) => one.open < 0n && one.doubts.length === 0 && !owed.has(one.currency));
  if (credit)
    stray ??= {
      amount: -credit.open,
      currency: credit.currency,
      bookedOn: null,
      scheduledFor: null,
      creditNote: credit.number,
    };
  return ({ id }) => named.get(id) ?? stray;
}
