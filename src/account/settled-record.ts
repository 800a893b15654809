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
  /** Of these, contested: they say that the customer is known, and nothing of how they pay. */
  readonly contested: number;
  /** How late they pay lately, in calendar days: see `usualLateness`; null: too little is known. */
  readonly usual: number | null;
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
  let [late, worstLateness, contested] = [0, 0, 0];
  const delays: Delay[] = [];
  let worstTolerable = true;
  for (const invoice of account.settled) {
    if (invoice.paidOn > today || invoice.paidOn < first) continue;
    const due = movedDueDay(invoice.dueOn, rules);
    const isLate = invoice.paidOn > daysLater(due, tolerance);
    if (doesNotCount(invoice, isLate, today)) {
      leftOut += 1;
      if (invoice.disputed) contested += 1;
      continue;
    }
    delays.push({ paidOn: invoice.paidOn, days: daysPast(due, invoice.paidOn) });
    settled += 1;
    if (oldest === null || invoice.dueOn < oldest) oldest = invoice.dueOn;
    if (!isLate) continue;
    late += 1;
    worstLateness = Math.max(worstLateness, daysPast(due, invoice.paidOn));
    worstTolerable &&= invoice.paidOn <= daysLater(due, worst);
  }
  const longTenure = isLongTenure(account, today, rules);
  const usual = usualLateness(delays, account.paidInTime.count);
  return { settled, late, worstLateness, worstTolerable, oldest, leftOut, contested, usual, longTenure };
}

/** Collecting it was our job; or it was paid late, and contested, or because we were late. What was contested and paid in time counts. */
const doesNotCount = (invoice: SettledInvoice, isLate: boolean, today: Day): boolean =>
  invoice.autopay || (isLate && (invoice.disputed || keptWaiting(invoice.item, invoice.paidOn, today)));

interface Delay {
  readonly paidOn: Day;
  /** Calendar days past its due day; 0 in time. */
  readonly days: number;
}

/** The last payment weighs so much, the one before it so much of the rest, and so on. */
const WEIGHT = 0.3;
const FEWEST = 2;
/** One that was forgotten for a year says no more of the usual than one of a season. */
const MOST_DAYS = 90;

/**
 * How late they pay, the latest payments weighing most: of all figures of a record it orders best who will pay late next.
 * @param delays put in order here
 * @param inTime settled in time, without their days: longer ago than those of which each is known
 */
function usualLateness(delays: Delay[], inTime: number): number | null {
  if (delays.length + inTime < FEWEST) return null;
  delays.sort((a, b) => a.paidOn - b.paidOn);
  // Before the first that is known by its day lie those that came in time.
  let usual = inTime > 0 ? 0 : null;
  for (const { days } of delays) {
    const counted = Math.min(days, MOST_DAYS);
    usual = usual === null ? counted : usual + WEIGHT * (counted - usual);
  }
  return usual;
}

function isLongTenure({ customerSince, knownSince }: Account, today: Day, rules: Rules): boolean {
  const longAgo = earlier(today, rules.dunning.cleanRecord.longTenure);
  return [customerSince, knownSince].some((since) => since !== null && since <= longAgo);
}

const earlier = (day: Day, span: Rules['dunning']['cleanRecord']['window']): Day =>
  dayOf(daysLater(day, { ...span, amount: -span.amount }));
