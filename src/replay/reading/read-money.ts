import type { CustomerId, InvoiceId } from '../../customer/ids.ts';
import { push } from '../../grouped.ts';
import { itemOf } from '../../source/customers/contacts.ts';
import { AccountFaults } from '../../source/money/account-faults.ts';
import { readComingPayments } from '../../source/money/coming-payments.ts';
import { type IdArray, idArrayOf } from '../../source/rows/id-array.ts';
import { epoch, rawInstant } from '../../source/rows/raw.ts';
import type { ComingHistory, ComplaintHistory, InvoiceHistory } from '../past/history.ts';
import { asideFor } from '../past/set-aside.ts';
import { type ReadingMoney, readInvoices } from './read-invoices.ts';

/** What the source keeps of money, by customer. */
export interface MoneyHistory {
  readonly invoices: ReadonlyMap<string, readonly InvoiceHistory[]>;
  readonly coming: ReadonlyMap<string, readonly ComingHistory[]>;
  readonly complaints: ReadonlyMap<string, readonly ComplaintHistory[]>;
}

/** Reads all invoices with what was booked for them, money on its way, and complaints, open or settled. */
export async function readMoneyHistory(reading: ReadingMoney): Promise<MoneyHistory> {
  const faults = new AccountFaults();
  const { invoices, foreign } = await readInvoices(reading, faults);
  const coming = await readComing(reading, [...invoices.values()].flat(), faults);
  for (const [customerId, payments] of foreign) for (const each of payments) push(coming, customerId, each);
  const complaints = await readComplaints(reading);
  for (const doubts of faults.doubts.values()) reading.aside.doubts(doubts);
  for (const { table, id, fault } of faults.quarantined) reading.aside.row(table, asideFor(fault), id, fault);
  return { invoices, coming, complaints };
}

/** What is on its way at the end, each known since its row last changed: before that the source tells nothing of it. */
async function readComing(
  { snapshot, zone, horizon }: ReadingMoney,
  invoices: readonly InvoiceHistory[],
  faults: AccountFaults,
): Promise<Map<string, ComingHistory[]>> {
  const rows = await snapshot.rows(
    `select id, ${epoch('updated_at')} from ${snapshot.tables.payments} payments where status in ('pending', 'scheduled')`,
  );
  const changed = new Map(rows.map(([id, at]) => [id ?? '', rawInstant(at ?? null)]));
  const everybody = await snapshot.rows(`select id from ${snapshot.tables.customers} customers`);
  const customers: IdArray = idArrayOf(everybody.map(([id]) => id ?? ''));
  const ids = idArrayOf(invoices.map(({ invoice }) => invoice.id));
  const { payments } = await readComingPayments(snapshot, customers, ids, zone.dayAt(horizon), faults);
  const coming = new Map<string, ComingHistory[]>();
  for (const [customerId, theirs] of payments)
    for (const each of theirs) {
      const at = changed.get(each.id) ?? null;
      push(coming, customerId, { ...each, knownSince: at === null ? null : zone.dayAt(at) });
    }
  return coming;
}

/** All complaints; one that was closed before it was opened counts as open, as a round counts it. */
async function readComplaints({
  snapshot,
  horizon,
  aside,
}: ReadingMoney): Promise<Map<CustomerId, ComplaintHistory[]>> {
  const rows = await snapshot.copied(
    `select customer_id, id, item_kind, item_id, invoice_id, ${epoch('opened_at')}, ${epoch('closed_at')}
     from ${snapshot.tables.complaints} complaints order by opened_at, id`,
  );
  const complaints = new Map<CustomerId, ComplaintHistory[]>();
  for (const [customerId, id, itemKind, itemId, invoiceId, opened, closed] of rows) {
    if (customerId == null || id == null) continue;
    const openedAt = rawInstant(opened ?? null);
    const closedAt = rawInstant(closed ?? null);
    if (openedAt === null || openedAt > horizon) {
      aside.row('complaints', { code: 'complaint_opened' }, id);
      continue;
    }
    const early = closedAt !== null && closedAt < openedAt;
    if (early) aside.field('complaints', { code: 'closed_before_opening' }, id);
    push(complaints, customerId, {
      id,
      item: itemOf(itemKind ?? null, itemId ?? null),
      invoiceId: (invoiceId || null) as InvoiceId | null,
      openedAt,
      closedAt: early || closedAt === null || closedAt > horizon ? null : closedAt,
    });
  }
  return complaints;
}
