import { daysLater } from '../calendar/duration.ts';
import { type Day, dayOf } from '../calendar/time.ts';
import type { Account, SettledInvoice } from '../customer/account.ts';
import type { Rules } from '../policy/rules.ts';
import { daysPast, keptWaiting, movedDueDay } from './due-day.ts';

/** What the settled invoices within the record's window say, before any grade. */
export interface SettledRecord {
  readonly settled: number;
  readonly late: number;
  /** Calendar days, of the late ones. */
  readonly worstLateness: number;
  /** The worst lies within the policy's `worst`. */
  readonly worstTolerable: boolean;
  readonly oldest: Day | null;
  readonly leftOut: number;
  /** Their customer, or known, for as long as the policy's `long_tenure`. */
  readonly longTenure: boolean;
}

/** The first day of the record's window. */
export const recordBegins = (today: Day, rules: Rules): Day =>
  earlier(today, rules.dunning.cleanRecord.window);

/** Counts the invoices that were paid within the window and by today; what is known later does not count. */
export function settledRecord(account: Account, today: Day, rules: Rules): SettledRecord {
  const { tolerance, worst } = rules.dunning.cleanRecord;
  const first = recordBegins(today, rules);
  let { count: settled, leftOut, oldestDue: oldest } = account.paidInTime;
  let [late, worstLateness] = [0, 0];
  let worstTolerable = true;
  for (const invoice of account.settled) {
    if (invoice.paidOn > today || invoice.paidOn < first) continue;
    const due = movedDueDay(invoice.dueOn, rules);
    const isLate = invoice.paidOn > daysLater(due, tolerance);
    if (doesNotCount(invoice, isLate, today)) {
      leftOut += 1;
      continue;
    }
    settled += 1;
    if (oldest === null || invoice.dueOn < oldest) oldest = invoice.dueOn;
    if (!isLate) continue;
    late += 1;
    worstLateness = Math.max(worstLateness, daysPast(due, invoice.paidOn));
    worstTolerable &&= invoice.paidOn <= daysLater(due, worst);
  }
  const longTenure = isLongTenure(account, today, rules);
  return { settled, late, worstLateness, worstTolerable, oldest, leftOut, longTenure };
}

/** Collecting it was our job, it was contested, or they paid late because we were late. */
const doesNotCount = (invoice: SettledInvoice, isLate: boolean, today: Day): boolean =>
  invoice.disputed || invoice.autopay || (isLate && keptWaiting(invoice.item, invoice.paidOn, today));

function isLongTenure({ customerSince, knownSince }: Account, today: Day, rules: Rules): boolean {
  const longAgo = earlier(today, rules.dunning.cleanRecord.longTenure);
  return [customerSince, knownSince].some((since) => since !== null && since <= longAgo);
}

const earlier = (day: Day, span: Rules['dunning']['cleanRecord']['window']): Day =>
  dayOf(daysLater(day, { ...span, amount: -span.amount }));
