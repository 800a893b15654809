import { DAY, type Day, dayOf, type Instant, instantOf } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import type { Invoice } from '../../src/customer/account.ts';
import type { WaitingItem } from '../../src/customer/customer.ts';
import type { InvoiceId } from '../../src/customer/ids.ts';
import type {
  CompanyHistory,
  CustomerHistory,
  InvoiceHistory,
  ItemHistory,
} from '../../src/replay/past/history.ts';
import { daysOfHistory } from '../../src/replay/past/history-days.ts';
import { aCustomer, people, STAFF } from './builders.ts';

/** An item with a past, as `row` has it at its end. */
export const pastOf = (row: WaitingItem, past: Partial<ItemHistory> = {}): ItemHistory => ({
  row,
  closedAt: null,
  outcome: null,
  standsFrom: row.stageSince ?? row.openedAt,
  events: [],
  promiseFrom: past.events?.some(({ promisedFor }) => promisedFor !== null) ? 'events' : 'row',
  lines: [],
  ...past,
});

export const pastCustomer = (past: Partial<CustomerHistory> = {}): CustomerHistory => ({
  customer: aCustomer(),
  doubts: [],
  quarantined: [],
  items: [],
  contacts: [],
  invoices: [],
  coming: [],
  complaints: [],
  plans: [],
  credit: { customerSince: null, creditLimit: null, creditCurrency: null },
  ...past,
});

/** An invoice of 480 PLN with a past. */
export function pastInvoice(
  invoice: Partial<Omit<Invoice, 'id'>> & { id: string; issuedOn: Day; dueOn: Day },
  past: Partial<InvoiceHistory> = {},
): InvoiceHistory {
  return {
    invoice: {
      number: invoice.id,
      currency: 'PLN',
      total: 48_000n,
      open: 48_000n,
      booked: 0n,
      invoiceKind: 'invoice',
      instalment: null,
      item: null,
      disputed: false,
      autopay: false,
      payUrl: null,
      lines: [],
      doubts: [],
      ...invoice,
      id: invoice.id as InvoiceId,
    },
    openAtEnd: 48_000n,
    settledOn: past.closedOn ?? null,
    closedOn: null,
    updatedOn: null,
    payments: [],
    item: null,
    billed: null,
    ...past,
  };
}

export function pastCompany(customers: readonly CustomerHistory[], horizon: Instant): CompanyHistory {
  return {
    people: people(...STAFF),
    customers,
    horizon,
    days: daysOfHistory(customers, zoneOf('Europe/Warsaw'), horizon),
    setAside: [],
    assumed: new Map(),
    counts: {
      customers: customers.length,
      orders: customers.reduce((sum, { items }) => sum + items.length, 0),
      serviceJobs: 0,
      stageEvents: 0,
      promised: 0,
      invoices: 0,
      contacts: 0,
    },
  };
}

export const daysAfter = (at: Instant, days: number): Instant => instantOf(at + days * DAY);
export const dayAfter = (day: Day, days: number): Day => dayOf(day + days);
