import type { Day } from '../../calendar/time.ts';
import type { ComingPayment } from '../../customer/account.ts';
import type { InvoiceId } from '../../customer/ids.ts';
import { push } from '../../grouped.ts';
import { type Raw, rawDay } from '../rows/raw.ts';
import { amount, currencyText, rawAmount, rawCurrency } from '../rows/raw-amount.ts';
import type { RowSource } from '../rows/snapshot.ts';
import type { AccountFaults } from './account-faults.ts';
import { type Booked, INVOICE } from './invoice-row.ts';

/** What was booked for some open invoices. */
export interface BookedPayments {
  of(invoiceId: string): Booked;
  /** Booked for an invoice in another currency than its own: nobody can tell what it took off. By customer. */
  readonly foreign: ReadonlyMap<string, readonly ComingPayment[]>;
}

const NOTHING: Booked = { byToday: 0n, unclear: false };

/**
 * The booked payments that name these open invoices. One without a usable day counts as here.
 * @param invoices rows as `readOpenInvoices` gives them
 */
export async function readBookedPayments(
  source: RowSource,
  invoices: readonly Raw[][],
  today: Day,
  faults: AccountFaults,
): Promise<BookedPayments> {
  const byInvoice = new Map<string, Booked>();
  const foreign = new Map<string, ComingPayment[]>();
  const invoiceOf = new Map(invoices.map((row) => [row[INVOICE.id] ?? '', row]));
  const rows =
    invoiceOf.size === 0
      ? []
      : await source.rows(
          `select invoice_id, id, ${amount('amount')}, ${currencyText('currency')}, booked_on from ${source.tables.payments} payments
           where status = 'booked' and invoice_id = any($1)`,
          [[...invoiceOf.keys()]],
        );
  for (const [invoiceId, id, written, code, booked] of rows) {
    const invoice = invoiceOf.get(invoiceId ?? '');
    const bookedOn = rawDay(booked ?? null);
    if (!invoice || invoiceId == null || (bookedOn !== null && bookedOn > today)) continue;
    const customerId = invoice[INVOICE.customerId] ?? '';
    const currency = rawCurrency(code ?? null);
    const value = rawAmount(written ?? null, currency);
    const { byToday, unclear } = byInvoice.get(invoiceId) ?? NOTHING;
    if (value === null || currency === null) byInvoice.set(invoiceId, { byToday, unclear: true });
    else if (currency === rawCurrency(invoice[INVOICE.currency] ?? null))
      byInvoice.set(invoiceId, { byToday: byToday + value, unclear });
    else if (value > 0n) {
      const fault = { code: 'currency', it: currency, invoice: invoiceId } as const;
      faults.doubt(customerId, 'payments', id ?? '', 'currency', fault);
      push(foreign, customerId, {
        id: id ?? '',
        invoiceId: invoiceId as InvoiceId,
        amount: value,
        currency,
        status: 'unallocated',
        bookedOn,
        scheduledFor: null,
      });
    }
  }
  return { of: (invoiceId) => byInvoice.get(invoiceId) ?? NOTHING, foreign };
}
