import { type Day, isoDay } from '../../calendar/time.ts';
import { notADay } from '../../customer/data-fault.ts';
import type { InvoiceId, ItemId, ItemRef } from '../../customer/ids.ts';
import { push } from '../../grouped.ts';
import type { AccountFaults } from '../../source/money/account-faults.ts';
import { invoiceLines, readInvoiceLines } from '../../source/money/invoice-lines.ts';
import { INVOICE, INVOICE_COLUMNS, readInvoice } from '../../source/money/invoice-row.ts';
import { isFar } from '../../source/money/money-days.ts';
import { idArrayOf } from '../../source/rows/id-array.ts';
import { epoch, type Raw, rawDay, rawInstant } from '../../source/rows/raw.ts';
import { amount, currencyText, rawAmount, rawCurrency } from '../../source/rows/raw-amount.ts';
import type { BookedPayment, ComingHistory, InvoiceHistory, ItemHistory } from '../past/history.ts';
import type { ReadingPast } from './read-waiting.ts';

/** What is known while money is read. */
export interface ReadingMoney extends ReadingPast {
  /** The history of an order or job, where there is one. */
  readonly itemOf: (item: ItemRef) => ItemHistory | null;
}

const CLOSED_ON = INVOICE_COLUMNS.length;
const UPDATED_AT = CLOSED_ON + 1;

/** Reads all invoices, open and settled, with their lines and what was booked for them. */
export async function readInvoices(
  reading: ReadingMoney,
  faults: AccountFaults,
): Promise<{ invoices: Map<string, InvoiceHistory[]>; foreign: Map<string, ComingHistory[]> }> {
  const { snapshot, zone, horizon } = reading;
  const columns = [...INVOICE_COLUMNS, 'closed_on', epoch('updated_at')];
  const rows = await snapshot.copied(
    `select ${columns.join(', ')} from ${snapshot.tables.invoices} invoices order by due_on, id collate "C"`,
  );
  const ids = idArrayOf(rows.map((row) => row[INVOICE.id] ?? ''));
  const lines = await readInvoiceLines(snapshot, ids);
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
    if (customerId === '') reading.aside.row('invoices', { code: 'names_nobody' }, id);
    else push(invoices, customerId, historyOf(reading, row, invoice, booked.byInvoice.get(id) ?? []));
  }
  return { invoices, foreign: booked.foreign };
}

const NOTHING_BESIDE = {
  booked: { byToday: 0n, unclear: false },
  item: null,
  instalment: null,
  unclear: false,
};

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
    aside.field('invoices', { code: 'closed_before_issue' }, invoice.id, {
      text: `closed ${isoDay(closedOn)}`,
      shows: [{ at: isoDay(closedOn) }],
    });
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
  { snapshot, aside }: ReadingMoney,
  invoices: readonly (readonly Raw[])[],
): Promise<{ byInvoice: Map<string, BookedPayment[]>; foreign: Map<string, ComingHistory[]> }> {
  const invoiceOf = new Map(invoices.map((row) => [row[INVOICE.id] ?? '', row]));
  const rows = await snapshot.copied(
    `select invoice_id, id, ${amount('amount')}, ${currencyText('currency')}, booked_on from ${snapshot.tables.payments} payments
     where status = 'booked' order by booked_on nulls first`,
  );
  const byInvoice = new Map<string, BookedPayment[]>();
  const foreign = new Map<string, ComingHistory[]>();
  for (const [invoiceId, id, written, code, booked] of rows) {
    const invoice = invoiceOf.get(invoiceId ?? '');
    if (!invoice || invoiceId == null) {
      aside.row('payments', { code: 'unknown_invoice' }, id ?? '(none)');
      continue;
    }
    const currency = rawCurrency(code ?? null);
    const value = rawAmount(written ?? null, currency);
    const on = rawDay(booked ?? null);
    if (on === null)
      aside.field('payments', { code: 'not_right', field: 'booked_on' }, id ?? '', notADay(booked ?? null));
    if (value === null || currency === null) aside.row('payments', { code: 'amount' }, id ?? '(none)');
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
