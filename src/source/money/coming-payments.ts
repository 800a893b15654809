import { type Day, isoDay } from '../../calendar/time.ts';
import type { ComingPayment } from '../../customer/account.ts';
import { type DataFault, notADay } from '../../customer/data-fault.ts';
import type { InvoiceId } from '../../customer/ids.ts';
import { push } from '../../grouped.ts';
import type { SourceTables } from '../contract/source-tables.ts';
import type { IdArray } from '../rows/id-array.ts';
import { type Raw, rawDay } from '../rows/raw.ts';
import { amount, currencyText, rawAmount, rawCurrency } from '../rows/raw-amount.ts';
import type { RowSource } from '../rows/snapshot.ts';
import type { AccountFaults } from './account-faults.ts';
import { isFar } from './money-days.ts';

export const COMING = `status in ('unallocated', 'pending', 'scheduled')`;
export const NAMES_NOBODY = `coalesce(customer_id, '') = ''`;

/** Where it stands behind the customer's id and the payment's. */
const REFERENCE = 6;

/** Money that is here or on its way, by customer. */
export interface ComingPayments {
  readonly payments: ReadonlyMap<string, readonly ComingPayment[]>;
  /** Customers of whom something is on its way, and nobody can tell how much it is. */
  readonly unclear: ReadonlySet<string>;
  /** What the payer wrote on it, by the payment's id, where they wrote anything. */
  readonly references: ReadonlyMap<string, string>;
}

/** Raw rows: the customer whose money it is, then the payment. */
function readRows(source: RowSource, customerIds: IdArray, openInvoiceIds: IdArray): Promise<Raw[][]> {
  const columns = `p.id, p.invoice_id, ${amount('p.amount')}, ${currencyText('p.currency')}, p.status, p.booked_on,
    p.scheduled_for, left(p.reference, 500)`;
  const theirs = `select p.customer_id, ${columns} from ${source.tables.payments} p
    where ${COMING} and p.customer_id collate "C" = any($1)`;
  const nameless = `select i.customer_id, ${columns}
    from (select * from ${source.tables.payments} payments where ${COMING} and ${NAMES_NOBODY}) p
    join ${source.tables.invoices} i on i.id = p.invoice_id where i.customer_id collate "C" = any($1)`;
  // Somebody else may pay for them: a parent company.
  const named = `select i.customer_id, ${columns}
    from (select * from ${source.tables.payments} payments where ${COMING} and invoice_id = any($2)) p
    join ${source.tables.invoices} i on i.id = p.invoice_id`;
  return source.rows(`${theirs} union all ${nameless} union all ${named}`, [customerIds, openInvoiceIds]);
}

/** Unallocated, pending and scheduled money of these customers, known by today; each payment once per customer. */
export async function readComingPayments(
  source: RowSource,
  customerIds: IdArray,
  openInvoiceIds: IdArray,
  today: Day,
  faults: AccountFaults,
): Promise<ComingPayments> {
  const payments = new Map<string, ComingPayment[]>();
  const unclear = new Set<string>();
  const references = new Map<string, string>();
  const seen = new Map<string, Set<string>>();
  for (const [customerId, id, ...row] of await readRows(source, customerIds, openInvoiceIds)) {
    if (customerId == null || id == null) continue;
    const before = seen.get(customerId) ?? new Set();
    if (before.has(id)) continue;
    seen.set(customerId, before.add(id));
    const payment = readPayment(customerId, id, row, today, faults);
    if (payment === 'unclear') unclear.add(customerId);
    else if (payment !== null) push(payments, customerId, payment);
    const reference = row[REFERENCE];
    if (reference) references.set(id, reference);
  }
  return { payments, unclear, references };
}

export function readPayment(
  customerId: string,
  id: string,
  [invoiceId, written, code, status, booked, scheduled]: readonly Raw[],
  today: Day,
  faults: AccountFaults,
): ComingPayment | 'unclear' | null {
  const doubt = (field: string, fault: DataFault) => faults.doubt(customerId, 'payments', id, field, fault);
  const bookedOn = rawDay(booked ?? null);
  if (status === 'unallocated' && bookedOn !== null && bookedOn > today) return null;
  const currency = rawCurrency(code ?? null);
  const value = rawAmount(written ?? null, currency);
  if (value === null || currency === null) {
    doubt('amount', { code: 'amount' });
    return 'unclear';
  }
  if (value <= 0n) {
    doubt('amount', { code: 'not_above_zero' });
    return null;
  }
  return {
    id,
    invoiceId: (invoiceId || null) as InvoiceId | null,
    amount: value,
    currency,
    status: status === 'pending' || status === 'scheduled' ? status : 'unallocated',
    bookedOn,
    scheduledFor: soundSchedule(scheduled ?? null, today, doubt),
  };
}

function soundSchedule(raw: Raw, today: Day, doubt: (field: string, fault: DataFault) => void): Day | null {
  const day = rawDay(raw);
  if (day === null) {
    if (raw !== null) doubt('scheduled_for', notADay(raw));
    return null;
  }
  if (!isFar(day, today)) return day;
  doubt('scheduled_for', { code: 'years_ahead', at: isoDay(day) });
  return null;
}

/** The ids of payments that name nobody: neither a customer nor an invoice. */
export const paymentsOfNobody = (tables: SourceTables): string =>
  `select id from ${tables.payments} payments
   where ${NAMES_NOBODY} and coalesce(invoice_id, '') = '' and status <> 'failed'`;
