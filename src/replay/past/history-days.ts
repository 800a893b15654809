import type { Day, Instant } from '../../calendar/time.ts';
import type { Zone } from '../../calendar/zone.ts';
import type { CompanyHistory, CustomerHistory } from './history.ts';

/** The first and the last day of the company on which an item was opened, moved or closed, or money fell due or came; null: none. */
export function daysOfHistory(
  customers: readonly CustomerHistory[],
  zone: Zone,
  horizon: Instant,
): CompanyHistory['days'] {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const happened = (day: Day): void => {
    first = Math.min(first, day);
    last = Math.max(last, day);
  };
  const today = zone.dayAt(horizon);
  for (const { items, invoices } of customers) {
    for (const { row, closedAt, events } of items) {
      happened(zone.dayAt(row.openedAt));
      if (closedAt !== null) happened(zone.dayAt(closedAt));
      const end = events.at(-1);
      if (end) happened(zone.dayAt(end.at));
    }
    for (const { invoice, payments, closedOn } of invoices)
      for (const day of [invoice.issuedOn, closedOn, payments.at(-1)?.on ?? null])
        if (day !== null && day <= today) happened(day);
  }
  return last < first ? null : { first: first as Day, last: last as Day };
}
