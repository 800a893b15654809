import type { CustomerMemory } from '../../customer/customer.ts';
import type { DataFault } from '../../customer/data-fault.ts';
import { hasMailToAttendTo } from '../../customer/replies.ts';
import { endsByItself } from '../../customer/task.ts';
import { paymentsOfNobody } from '../money/coming-payments.ts';
import type { MoneyDays } from '../money/money-days.ts';
import { namelessInvoices, overdueQueries } from '../money/open-invoices.ts';
import { lettersAboutNothing, plannedQuery } from '../money/planned-letters.ts';
import type { Quarantined } from '../rows/quarantine.ts';
import type { Raw } from '../rows/raw.ts';
import { BY_INDEX, type Snapshot } from '../rows/snapshot.ts';
import { CustomerCursor } from './customer-cursor.ts';

/** Cursors over the customers of invoices that may be overdue, and of letters that another system plans. */
export async function owingCursors(snapshot: Snapshot, days: MoneyDays): Promise<readonly CustomerCursor[]> {
  const { open, closedLater } = overdueQueries(snapshot.tables, days);
  const pages = [
    await snapshot.stream(open, BY_INDEX),
    await snapshot.cursor('owing_closed_later', closedLater),
    await snapshot.cursor('owing_planned', plannedQuery(snapshot.tables)),
  ];
  return pages.map((each) => new CustomerCursor(each));
}

/**
 * Reminders have gone whose invoice may be paid by now, a person said something, or the customer did: to be read whatever
 * they owe.
 */
export const remindedOf = ({ dunning, inbox }: CustomerMemory): boolean =>
  dunning.holds.length > 0 ||
  hasMailToAttendTo(inbox) ||
  dunning.tasks.some(endsByItself) ||
  dunning.reminders.some(({ ended }) => !ended);

/** Rows about money that belong to no customer's account, some at a time. */
export async function* moneyOfNobody(
  snapshot: Snapshot,
  days: MoneyDays,
): AsyncGenerator<readonly Quarantined[]> {
  const kinds: readonly (readonly [table: string, query: string, fault: (row: Raw[]) => DataFault])[] = [
    ['invoices', namelessInvoices(snapshot.tables, days), () => ({ code: 'names_nobody' })],
    ['payments', paymentsOfNobody(snapshot.tables), () => ({ code: 'names_nothing' })],
    [
      'dunning_letters',
      lettersAboutNothing(snapshot.tables),
      ([, id]) => ({ code: 'no_invoice', it: `${id}` }),
    ],
  ];
  for (const [table, query, fault] of kinds) {
    const pages = await snapshot.cursor(`${table}_of_nobody`, query);
    for (let rows = await pages(); rows !== null; rows = await pages())
      yield rows.map((row) => ({ table, id: row[0] ?? '(none)', fault: fault(row) }));
  }
}
