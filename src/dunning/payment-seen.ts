import type { CoveredPart } from '../account/coming-money.ts';
import { subtract } from '../calendar/duration.ts';
import type { Day } from '../calendar/time.ts';
import type { Invoice } from '../customer/account.ts';
import { type InvoiceId, refKey } from '../customer/ids.ts';
import { NEVER_LEFT } from '../customer/letter-status.ts';
import { type Debt, debtsOf } from './debt.ts';
import { paymentsAreStale } from './holds/the-invoice.ts';
import type { DunningSituation } from './situation.ts';

/** A reminded invoice whose payment was found. */
export interface SeenPayment {
  readonly invoiceId: InvoiceId;
  /** Null: it is settled, and no longer among the open ones. */
  readonly invoice: Invoice | null;
  /** The money, in minor units; `amount` null: it was settled, and nobody tells by how much. */
  readonly payment: {
    readonly amount: bigint | null;
    readonly currency: string | null;
    /** The day it was booked. */
    readonly on: Day | null;
  };
}

/**
 * The invoices that a reminder was submitted about, that are now settled or covered by money that is here, and that were not given
 * thanks for since; oldest reminder first. None where the policy thanks nobody, payments are stale, or they were thanked within a month:
 * a letter too many makes the next one unread.
 */
export function seenPayments(situation: DunningSituation): readonly SeenPayment[] {
  const { memory, rules } = situation;
  if (!rules.dunning.thankForPayment || memory.dunning.reminders.length === 0) return [];
  if (paymentsAreStale(situation) || wereThankedLately(situation)) return [];
  const waiting = new Set<InvoiceId>();
  for (const { invoiceId, tone, ended, status, cameBack } of memory.dunning.reminders) {
    if (ended) continue;
    if (tone !== null && status === 'submitted' && !cameBack) waiting.add(invoiceId);
    // What never left may be said anew.
    if (tone === null && !NEVER_LEFT.some((one) => one === status)) waiting.delete(invoiceId);
  }
  if (waiting.size === 0) return [];
  const { open, settled } = situation.facts.account;
  const debtOf = debtsOf(situation);
  const openById = new Map(open.map((invoice) => [invoice.id, invoice]));
  const settledById = new Map(settled.map((invoice) => [invoice.id, invoice]));
  return [...waiting].flatMap((invoiceId) => {
    const invoice = openById.get(invoiceId);
    if (invoice) return coveredBy(debtOf(invoice)) ?? [];
    // A file that calls itself complete left it out: that is over, and nobody says that money came.
    if (situation.facts.absence.unnamed.has(refKey({ kind: 'invoice', id: invoiceId }))) return [];
    const paid = settledById.get(invoiceId);
    // What was contested may have been written off, what has no payment was; what we collected ourselves is no payment of theirs.
    if (!paid || paid.disputed || paid.autopay || paid.withoutPayment || paid.paidOn > situation.today)
      return [];
    return {
      invoiceId,
      invoice: null,
      payment: { amount: null, currency: null, on: paid.paidOn },
    };
  });
}

const A_MONTH = { amount: 1, unit: 'months' } as const;

function wereThankedLately({ memory, zone, now }: DunningSituation): boolean {
  const since = subtract(zone, now, A_MONTH);
  return memory.dunning.reminders.some(
    ({ tone, status, decidedAt }) =>
      tone === null && decidedAt > since && !NEVER_LEFT.some((one) => one === status),
  );
}

/** Fully covered by money that is here, and not by credit notes alone: those are no payment, and what is only on its way is no reason to thank. */
function coveredBy({ invoice, cover }: Debt): SeenPayment | null {
  const money = cover.parts.filter(({ isCredit }) => !isCredit);
  const isHere = money.length > 0 && money.every(({ kind }) => kind === 'here');
  if (invoice.open <= 0n || invoice.doubts.length > 0 || cover.remains > 0n || !isHere) return null;
  return {
    invoiceId: invoice.id,
    invoice,
    payment: {
      amount: money.reduce((sum, { amount }) => sum + amount, 0n),
      currency: invoice.currency,
      on: lastDay(money),
    },
  };
}

const lastDay = (parts: readonly CoveredPart[]): Day | null =>
  parts.reduce<Day | null>(
    (last, { day }) => (day !== null && (last === null || day > last) ? day : last),
    null,
  );
