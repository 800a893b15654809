import { type Day, type Instant, isoDay } from '../calendar/time.ts';
import type { Zone } from '../calendar/zone.ts';
import type { CustomerId, InvoiceId, ItemId, ItemRef } from '../ids.ts';
import { AccountFaults } from '../source/account-faults.ts';
import { readComingPayments } from '../source/coming-payments.ts';
import { itemOf } from '../source/contacts.ts';
import { push } from '../source/grouped.ts';
import { type IdArray, idArrayOf } from '../source/id-array.ts';
import { invoiceLines, readInvoiceLines } from '../source/invoice-lines.ts';
import { INVOICE, INVOICE_COLUMNS, readInvoice } from '../source/invoice-row.ts';
import { isFar } from '../source/money-days.ts';
import { epoch, type Raw, rawDay, rawInstant } from '../source/raw.ts';
import { amount, currencyText, rawAmount, rawCurrency } from '../source/raw-amount.ts';
import type { Snapshot } from '../source/snapshot.ts';
import type {
  BookedPayment,
  ComingHistory,
  ComplaintHistory,
  InvoiceHistory,
  ItemHistory,
} from './history.ts';
import type { SettingAside } from './set-aside.ts';

/** What the source keeps of money, by customer. */
export interface MoneyHistory {
  readonly invoices: ReadonlyMap<string, readonly InvoiceHistory[]>;
  readonly coming: ReadonlyMap<string, readonly ComingHistory[]>;
  readonly complaints: ReadonlyMap<string, readonly ComplaintHistory[]>;
}

/** What is known while money is read. */
export interface ReadingMoney {
  readonly snapshot: Snapshot;
  readonly schema: string;
  readonly zone: Zone;
  readonly horizon: Instant;
  readonly aside: SettingAside;
  /** The history of an order or job, where there is one. */
  readonly itemOf: (item: ItemRef) => ItemHistory | null;
}

/** Reads all invoices with what was booked for them, money on its way, and complaints, open or settled. */
export async function readMoneyHistory(reading: ReadingMoney): Promise<MoneyHistory> {
  const faults = new AccountFaults();
  const { invoices, foreign } = await readInvoices(reading, faults);
  const coming = await readComing(reading, [...invoices.values()].flat(), faults);
  for (const [customerId, payments] of foreign) for (const each of payments) push(coming, customerId, each);
  const complaints = await readComplaints(reading);
  for (const doubts of faults.doubts.values()) reading.aside.doubts(doubts);
  for (const { table, id, reason } of faults.quarantined)
    reading.aside.row(table, reason.replace(/ \(.*\)$/, ''), id, reason);
  return { invoices, coming, complaints };
}

const CLOSED_ON = INVOICE_COLUMNS.length;
const UPDATED_AT = CLOSED_ON + 1;

async function readInvoices(
  reading: ReadingMoney,
  faults: AccountFaults,
): Promise<{ invoices: Map<string, InvoiceHistory[]>; foreign: Map<string, ComingHistory[]> }> {
  const { snapshot, schema, zone, horizon } = reading;
  const columns = [...INVOICE_COLUMNS, 'closed_on', epoch('updated_at')];
  const rows = await snapshot.copied(
    `select ${columns.join(', ')} from ${schema}.invoices order by due_on, id collate "C"`,
  );
  const ids = idArrayOf(rows.map((row) => row[INVOICE.id] ?? ''));
  const lines = await readInvoiceLines(snapshot, schema, ids);
  const booked = await readBooked(reading, rows);
  const today = zone.dayAt(horizon);
  const invoices = new Map<string, InvoiceHistory[]>();
  for (const row of rows) {
    const [id, customerId] = [row[INVOICE.id] ?? '', row[INVOICE.customerId] ?? ''];
    const named = invoiceLines(lines.get(id) ?? [], row[INVOICE.currency] ?? null);
    const invoice = readInvoice(
      row.slice(0, CLOSED_ON),
      today,
      { ...NOTHING_BESIDE, lines: named.lines },
      faults,
    );
    if (invoice === null) continue;
    if (customerId === '') reading.aside.row('invoices', 'it names no customer', id);
    else push(invoices, customerId, historyOf(reading, row, invoice, booked.byInvoice.get(id) ?? []));
  }
  return { invoices, foreign: booked.foreign };
}

const NOTHING_BESIDE = { booked: { byToday: 0n, unclear: false }, item: null, lines: [], unclear: false };

function historyOf(
  { zone, horizon, aside, itemOf }: ReadingMoney,
  row: readonly Raw[],
  invoice: InvoiceHistory['invoice'],
  payments: readonly BookedPayment[],
): InvoiceHistory {
  const today = zone.dayAt(horizon);
  const openAtEnd = rawAmount(row[9] ?? null, rawCurrency(row[INVOICE.currency] ?? null)) ?? invoice.open;
  const closed = rawDay(row[CLOSED_ON] ?? null);
  // A closing that lies years ahead says "never".
  const closedOn = closed === null || isFar(closed, today) ? null : closed;
  const updated = rawInstant(row[UPDATED_AT] ?? null);
  const updatedOn = updated === null || updated > horizon ? null : zone.dayAt(updated);
  if (closedOn !== null && closedOn < invoice.issuedOn)
    aside.field('invoices', 'closed_on lies before the issue', invoice.id, `closed ${isoDay(closedOn)}`);
  const item = billed(row[INVOICE.orderId] ?? null, row[INVOICE.jobId] ?? null);
  return {
    invoice: { ...invoice, item: null, booked: 0n },
    openAtEnd,
    settledOn: closedOn ?? (openAtEnd === 0n ? lastDay(payments, updatedOn, invoice.issuedOn) : null),
    closedOn,
    updatedOn,
    payments,
    item,
    billed: item === null ? null : itemOf(item),
  };
}

/** Nothing is open on it, and nobody says since when: the last payment tells, or the last change, or it never was. */
function lastDay(payments: readonly BookedPayment[], updatedOn: Day | null, issuedOn: Day): Day {
  const days = payments.flatMap(({ on }) => on ?? []);
  return days.at(-1) ?? updatedOn ?? issuedOn;
}

function billed(orderId: Raw, jobId: Raw): ItemRef | null {
  if (orderId) return { kind: 'order', id: orderId as ItemId };
  return jobId ? { kind: 'service_job', id: jobId as ItemId } : null;
}

/** The booked payments of these invoices, oldest first; one in another currency than its invoice's is placed nowhere. */
async function readBooked(
  { snapshot, schema, aside }: ReadingMoney,
  invoices: readonly (readonly Raw[])[],
): Promise<{ byInvoice: Map<string, BookedPayment[]>; foreign: Map<string, ComingHistory[]> }> {
  const invoiceOf = new Map(invoices.map((row) => [row[INVOICE.id] ?? '', row]));
  const rows = await snapshot.copied(
    `select invoice_id, id, ${amount('amount')}, ${currencyText('currency')}, booked_on from ${schema}.payments
     where status = 'booked' order by booked_on nulls first`,
  );
  const byInvoice = new Map<string, BookedPayment[]>();
  const foreign = new Map<string, ComingHistory[]>();
  for (const [invoiceId, id, written, code, booked] of rows) {
    const invoice = invoiceOf.get(invoiceId ?? '');
    if (!invoice || invoiceId == null) {
      aside.row('payments', 'it is booked for an invoice that nobody knows', id ?? '(none)');
      continue;
    }
    const currency = rawCurrency(code ?? null);
    const value = rawAmount(written ?? null, currency);
    const on = rawDay(booked ?? null);
    if (on === null)
      aside.field(
        'payments',
        'booked_on cannot be right',
        id ?? '',
        `${booked ?? 'nothing'} is no usable day`,
      );
    if (value === null || currency === null)
      aside.row(
        'payments',
        'it or its currency is none, or has more digits than the currency',
        id ?? '(none)',
      );
    else if (currency === rawCurrency(invoice[INVOICE.currency] ?? null))
      push(byInvoice, invoiceId, { on, amount: value });
    else if (value > 0n)
      push(foreign, invoice[INVOICE.customerId] ?? '', {
        id: id ?? '',
        invoiceId: invoiceId as InvoiceId,
        amount: value,
        currency,
        status: 'unallocated',
        bookedOn: on,
        scheduledFor: null,
        knownSince: null,
      });
  }
  return { byInvoice, foreign };
}

/** What is on its way at the end, each known since its row last changed: before that the source tells nothing of it. */
async function readComing(
  { snapshot, schema, zone, horizon }: ReadingMoney,
  invoices: readonly InvoiceHistory[],
  faults: AccountFaults,
): Promise<Map<string, ComingHistory[]>> {
  const rows = await snapshot.rows(
    `select id, ${epoch('updated_at')} from ${schema}.payments where status in ('pending', 'scheduled')`,
  );
  const changed = new Map(rows.map(([id, at]) => [id ?? '', rawInstant(at ?? null)]));
  const everybody = await snapshot.rows(`select id from ${schema}.customers`);
  const customers: IdArray = idArrayOf(everybody.map(([id]) => id ?? ''));
  const ids = idArrayOf(invoices.map(({ invoice }) => invoice.id));
  const { payments } = await readComingPayments(
    snapshot,
    schema,
    customers,
    ids,
    zone.dayAt(horizon),
    faults,
  );
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
  schema,
  horizon,
  aside,
}: ReadingMoney): Promise<Map<CustomerId, ComplaintHistory[]>> {
  const rows = await snapshot.copied(
    `select customer_id, id, item_kind, item_id, invoice_id, ${epoch('opened_at')}, ${epoch('closed_at')}
     from ${schema}.complaints order by opened_at, id`,
  );
  const complaints = new Map<CustomerId, ComplaintHistory[]>();
  for (const [customerId, id, itemKind, itemId, invoiceId, opened, closed] of rows) {
    if (customerId == null || id == null) continue;
    const openedAt = rawInstant(opened ?? null);
    const closedAt = rawInstant(closed ?? null);
    if (openedAt === null || openedAt > horizon) {
      aside.row('complaints', 'opened_at is no usable moment, or lies in the future', id);
      continue;
    }
    const early = closedAt !== null && closedAt < openedAt;
    if (early) aside.field('complaints', 'closed_at lies before the opening', id);
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
