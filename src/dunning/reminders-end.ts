import { subtract } from '../calendar/duration.ts';
import { type Absent, absentNow, stillAbsent } from '../customer/absence.ts';
import { type About, type InvoiceId, refKey } from '../customer/ids.ts';
import type { Reminder } from '../customer/reminders.ts';
import { isDebt } from './debt.ts';
import { paymentsAreStale } from './holds/the-invoice.ts';
import type { DunningSituation } from './situation.ts';

/** What became of the invoices that we reminded of. */
interface InvoiceFates {
  /** Their matter ends, and an invoice that is opened again starts afresh. Give thanks first (`seenPayments`). */
  readonly ended: readonly Reminder[];
  /** What the tables do not show of everything that is remembered: the very list of the memory where nothing changed. */
  readonly absent: readonly Absent[];
}

/**
 * Absence is not an end: a reminder ends where its invoice's row was closed, or has stayed settled for policy's `settled_after` (a
 * debit comes back), as far as fresh payments can tell. One whose row is gone is not seen; it is given up as an item is.
 */
export function invoiceFates(situation: DunningSituation): InvoiceFates {
  const { facts, memory, zone, now, rules } = situation;
  const current = memory.dunning.reminders.filter(({ ended }) => !ended);
  const others = memory.absent.filter(({ about }) => about.kind !== 'invoice');
  if (current.length === 0) return { ended: [], absent: absentNow(memory.absent, others) };
  if (paymentsAreStale(situation)) return { ended: [], absent: memory.absent };
  const open = new Map(facts.account.open.map((invoice) => [invoice.id, invoice]));
  const since = {
    settled: subtract(zone, now, rules.dunning.settledAfter),
    not_seen: subtract(zone, now, rules.waiting.abandonedAfter),
  };
  const over = new Set<InvoiceId>();
  const absent: Absent[] = [];
  for (const id of new Set(current.map(({ invoiceId }) => invoiceId))) {
    const about: About = { kind: 'invoice', id };
    const invoice = open.get(id);
    if (invoice && isDebt(invoice)) continue;
    const key = refKey(about);
    if (facts.absence.over.has(key)) over.add(id);
    if (facts.absence.over.has(key) || facts.absence.there.has(key)) continue;
    const state = invoice || facts.absence.settled.has(key) ? 'settled' : 'not_seen';
    const entry = stillAbsent(memory.absent, about, state, now);
    if (entry.since < since[state]) over.add(id);
    else absent.push(entry);
  }
  return {
    ended: current.filter(({ invoiceId }) => over.has(invoiceId)),
    absent: absentNow(memory.absent, [...others, ...absent]),
  };
}
