import { dayOf, isoDay, parseDay } from '../../src/calendar/time.ts';
import type { Company } from './company.ts';

/** Monday 5 October 2026. */
export const DUE = '2026-10-05';

/** An invoice of 480 PLN of customer C1, all of it open, due on Monday 5 October 2026. */
export const anInvoice = (invoice: Readonly<Record<string, unknown>> = {}) => ({
  id: 'F1',
  customer_id: 'C1',
  number: invoice.id ?? 'F1',
  issued_on: '2026-09-21',
  due_on: DUE,
  currency: 'PLN',
  total: 480,
  open_amount: 480,
  ...invoice,
});

/** Twelve invoices of the last year, each paid so many days after it was due: a clean record at 0, a poor one at 40. */
export async function haveRecord(company: Company, daysLate: number, customerId = 'C1'): Promise<void> {
  const first = parseDay('2025-10-06') ?? dayOf(0);
  const settled = Array.from({ length: 12 }, (_, month) => {
    const due = dayOf(first + month * 28);
    return { id: `${customerId}-paid-${month}`, due, paid: dayOf(due + daysLate) };
  });
  await company.have(
    'invoices',
    ...settled.map(({ id, due, paid }) =>
      anInvoice({
        id,
        customer_id: customerId,
        issued_on: isoDay(dayOf(due - 14)),
        due_on: isoDay(due),
        open_amount: 0,
        closed_on: isoDay(paid),
      }),
    ),
  );
  await company.have(
    'payments',
    ...settled.map(({ id, paid }) => ({
      id: `payment of ${id}`,
      customer_id: customerId,
      invoice_id: id,
      amount: 480,
      currency: 'PLN',
      status: 'booked',
      booked_on: isoDay(paid),
    })),
  );
}
