import type { AccountScene } from './account-scene.ts';
import type { DemoDays } from './days.ts';
import { PROMPT } from './habits.ts';
import type { Row } from './tables.ts';

const oddInvoices: AccountScene = ({ overdue, daysAgo }) => ({
  customer: 'zegar',
  shows: 'invoices that cannot be right: due before issue, more open than the total, due in 1948',
  paid: PROMPT,
  invoices: [
    {
      number: 'FV 4032',
      issued_on: daysAgo(10),
      due_on: overdue(20),
      lines: [['futerał na szachy', '120.00']],
    },
    {
      number: 'FV 4033',
      due_on: overdue(10),
      lines: [['oprawa albumu', '230.00']],
      open_amount: '2300.00',
    },
    {
      number: 'FV 4034',
      issued_on: '1948-03-01',
      due_on: '1948-03-15',
      lines: [['teczka na mapy', '75.00']],
    },
  ],
});

/** Rows about money with faults, as real tables have them. */
export const oddMoney: readonly AccountScene[] = [oddInvoices];

/** An invoice whose customer is in no table: quarantined, and the round goes on. */
export const orphanInvoice = ({ daysAgo, overdue }: DemoDays): Row => ({
  id: 'fv-4035',
  customer_id: 'k-usuniety',
  number: 'FV 4035',
  issued_on: daysAgo(60),
  due_on: overdue(40),
  currency: 'PLN',
  total: '45.00',
  open_amount: '45.00',
  disputed: false,
  autopay: false,
});

/** Money that names neither a customer nor an invoice: named, and taken off nothing. */
export const paymentOfNobody = ({ daysAgo }: DemoDays): Row => ({
  id: 'wp-bez-nadawcy',
  amount: '120.00',
  currency: 'PLN',
  status: 'unallocated',
  booked_on: daysAgo(3),
  reference: 'dziękuję',
});
