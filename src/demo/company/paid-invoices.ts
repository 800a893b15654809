import type { IsoDay } from '../../calendar/time.ts';
import type { DemoAccount } from './account-scene.ts';
import { byTurns, type DemoDays, daysAfter } from './days.ts';
import type { Row } from './tables.ts';

/** Two years back to a good three months ago: what was paid before the first reminder that the demo remembers. */
const OLDEST = 715;
const YOUNGEST = 105;
const DAYS_TO_PAY = 14;
/** Every so many of them are paid in two parts. */
const PARTS_EVERY = 5;

/** What the workshop does for customers all the time. */
const USUAL: readonly (readonly [description: string, amount: number])[] = [
  ['skrócenie spodni', 60],
  ['marynarka, zwężenie', 180],
  ['czyszczenie i prasowanie', 95],
  ['wymiana podszewki', 320],
  ['naprawa maszyny do szycia', 240],
  ['suwak, wymiana', 70],
  ['koszula na miarę', 390],
];

/** Settled invoices with what was paid for them. */
export interface PaidInvoices {
  readonly invoices: readonly Row[];
  readonly lines: readonly Row[];
  readonly payments: readonly Row[];
}

/** The settled invoices of two years, as each customer's habit says; the same for every start on one day. */
export function paidInvoices(accounts: readonly DemoAccount[], days: DemoDays): PaidInvoices {
  const paid = accounts.flatMap(({ customer, paid: habit }, at) =>
    Array.from({ length: habit.invoices }, (_, n) => {
      const step = (OLDEST - YOUNGEST) / Math.max(1, habit.invoices - 1);
      // Customers have days of their own: not all of them are billed on the same one.
      const issued = Math.round(OLDEST - n * step) - (at % 7);
      return paidInvoice(customer, issued, byTurns(habit.late, n), at * 3 + n, days);
    }),
  );
  const numbered = paid.map((one, index) => one(2001 + index));
  return {
    invoices: numbered.map(({ invoice }) => invoice),
    lines: numbered.flatMap(({ lines }) => lines),
    payments: numbered.flatMap(({ payments }) => payments),
  };
}

/** @param issued days before today; @param late days from its due day to its payment; @param turn which of the usual things */
function paidInvoice(customer: string, issued: number, late: number, turn: number, days: DemoDays) {
  const dueOn = days.overdue(issued - DAYS_TO_PAY);
  const paidOn = daysAfter(dueOn, late);
  const parts = turn % 4 === 0 ? [byTurns(USUAL, turn), byTurns(USUAL, turn + 3)] : [byTurns(USUAL, turn)];
  const total = parts.reduce((sum, [, amount]) => sum + amount, 0);
  return (running: number): { invoice: Row; lines: readonly Row[]; payments: readonly Row[] } => {
    const id = `fv-${running}`;
    const payment = (part: string, amount: number, booked_on: IsoDay): Row => ({
      id: `wp-${running}${part}`,
      customer_id: customer,
      invoice_id: id,
      amount,
      currency: 'PLN',
      status: 'booked',
      booked_on,
      reference: `FV ${running}`,
    });
    const half = Math.floor(total / 2);
    return {
      invoice: {
        id,
        customer_id: customer,
        number: `FV ${running}`,
        issued_on: days.daysAgo(issued),
        due_on: dueOn,
        currency: 'PLN',
        total,
        open_amount: 0,
        disputed: false,
        autopay: false,
        closed_on: paidOn,
      },
      lines: parts.map(([description, amount], index) => ({
        invoice_id: id,
        line_no: index + 1,
        description,
        amount,
      })),
      payments:
        turn % PARTS_EVERY === 0
          ? [payment('a', half, daysAfter(paidOn, -4)), payment('b', total - half, paidOn)]
          : [payment('', total, paidOn)],
    };
  };
}
