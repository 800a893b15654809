import type { Day } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { Account, Invoice } from '../customer/account.ts';
import type { Rules } from '../policy/rules.ts';
import { keptWaiting, movedDueDay } from './due-day.ts';
import { smallBalanceIn } from './small-balance.ts';

/**
 * The due days of overdue invoices that a record may hold against its customer. Not those in doubt, disputed or
 * complained about, collected by ourselves, agreed to be paid later, late because we were, nor what is left of one
 * that was paid but for a small balance.
 */
export function daysHeldAgainst(account: Account, today: Day, rules: Rules): ReadonlySet<Day> {
  const days = new Set<Day>();
  for (const invoice of account.open) {
    const dueDay = movedDueDay(invoice.dueOn, rules);
    if (dueDay < today && !isExcused(invoice, account, today, rules)) days.add(dueDay);
  }
  return days;
}

function isExcused(invoice: Invoice, account: Account, today: Day, rules: Rules): boolean {
  const { id, open, total, booked, currency, item } = invoice;
  const unpaid = booked >= total ? 0n : open;
  return (
    unpaid <= 0n ||
    unpaid < smallBalanceIn(currency, rules) ||
    invoice.doubts.length > 0 ||
    invoice.disputed ||
    invoice.autopay ||
    keptWaiting(item, today, today) ||
    account.complaints.some(
      ({ invoiceId, openedAt }) =>
        invoiceId === id && zoneOf(rules.company.timeZone).dayAt(openedAt) <= today,
    ) ||
    account.plans.some(
      ({ invoiceId, agreedOn, holdsUntil }) =>
        (invoiceId === null || invoiceId === id) && agreedOn <= today && today <= holdsUntil,
    )
  );
}
