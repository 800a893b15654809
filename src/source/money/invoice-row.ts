import { type Day, isoDay } from '../../calendar/time.ts';
import {
  type BilledItem,
  INVOICE_KINDS,
  type Invoice,
  type InvoiceDoubt,
  type InvoiceLine,
} from '../../customer/account.ts';
import type { DataFault } from '../../customer/data-fault.ts';
import type { InvoiceId } from '../../customer/ids.ts';
import { soundUrl } from '../customers/waiting-item.ts';
import { type Raw, rawDay } from '../rows/raw.ts';
import { amount, currencyText, isDust, rawAmount, rawCurrency } from '../rows/raw-amount.ts';
import type { AccountFaults } from './account-faults.ts';

/** The columns of an open invoice; where each stands is in `INVOICE`. */
export const INVOICE_COLUMNS = [
  'customer_id',
  'id',
  'order_id',
  'service_job_id',
  'left(number, 100)',
  'issued_on',
  'due_on',
  currencyText('currency'),
  amount('total'),
  amount('open_amount'),
  'disputed',
  'autopay',
  'left(pay_url, 1000)',
  'kind',
  'payer_id',
];

export const INVOICE = {
  customerId: 0,
  id: 1,
  orderId: 2,
  jobId: 3,
  number: 4,
  currency: 7,
  kind: 13,
  payerId: 14,
} as const;

/** What payments say of one invoice. */
export interface Booked {
  /** Minor units of the invoice's currency, booked by today. */
  readonly byToday: bigint;
  /** Something was booked for it of which nobody can tell how much it is. */
  readonly unclear: boolean;
}

/** What belongs to an invoice besides its row. */
export interface Beside {
  readonly booked: Booked;
  readonly item: BilledItem | null;
  readonly lines: readonly InvoiceLine[];
  readonly instalment: Invoice['instalment'];
  /** Money of theirs is on its way, and nobody can tell how much it is. */
  readonly unclear: boolean;
}

/** No court hears of a debt so old: such a due day is a typing slip, or how some system writes "no date". */
const DECADES_IN_DAYS = 20 * 366;

/**
 * A raw row as an open invoice, with what cannot be right about it. Null when nothing is open on it, and when it
 * cannot be judged at all (no id, no due day, no day of issue), which is quarantined.
 */
export function readInvoice(
  row: readonly Raw[],
  today: Day,
  beside: Beside,
  faults: AccountFaults,
): Invoice | null {
  const [customerId, id, , , number, issued, due, currencyRaw, totalRaw, openRaw, ...rest] = row;
  const issuedOn = rawDay(issued ?? null);
  const dueOn = rawDay(due ?? null);
  if (!id || dueOn === null || issuedOn === null) {
    faults.quarantine('invoices', id || '(none)', unjudged(id ?? null, dueOn, due ?? null, issued ?? null));
    return null;
  }
  const [disputed, autopay, payUrl, kind] = rest;
  const currency = rawCurrency(currencyRaw ?? null);
  const total = rawAmount(totalRaw ?? null, currency);
  if (isDust(openRaw ?? null, currency)) return null;
  const stated = rawAmount(openRaw ?? null, currency);
  const { booked, item, lines, instalment } = beside;
  const open = stated === null || total === null ? stated : openToday(stated, total, booked.byToday);
  if (open === 0n) return null;

  const unusable = currency === null || total === null || open === null;
  const doubts = doubtsOf(issuedOn, dueOn, total, open, today, unusable || booked.unclear || beside.unclear);
  const note = (field: string, fault: DataFault): null => {
    faults.doubt(customerId ?? '', 'invoices', id, field, fault);
    return null;
  };
  for (const doubt of doubts) note(...faultOf(doubt, issuedOn, dueOn, unusable));
  if (dueOn - today > DECADES_IN_DAYS) note('due_on', { code: 'decades_ahead', at: isoDay(dueOn) });
  return {
    id: id as InvoiceId,
    number: number || id,
    issuedOn,
    dueOn,
    currency: currency ?? '',
    total: total ?? 0n,
    open: open ?? 0n,
    booked: booked.byToday,
    invoiceKind: INVOICE_KINDS.find((known) => known === kind) ?? 'invoice',
    instalment,
    item,
    disputed: disputed === 't',
    autopay: autopay === 't',
    payUrl: soundUrl(payUrl ?? null, 'pay_url', note),
    lines,
    doubts,
  };
}

function unjudged(id: Raw, dueOn: Day | null, due: Raw, issued: Raw): DataFault {
  if (!id) return { code: 'no_id' };
  return dueOn === null ? { code: 'no_due', it: due || null } : { code: 'no_issue', it: issued || null };
}

/** What is open today on an invoice that will be closed later, of which nothing is open any more: what was not paid by today. */
function openToday(stated: bigint, total: bigint, booked: bigint): bigint {
  if (stated !== 0n) return stated;
  return total > 0n && booked >= total ? 0n : total - booked;
}

function doubtsOf(
  issuedOn: Day,
  dueOn: Day,
  total: bigint | null,
  open: bigint | null,
  today: Day,
  unusable: boolean,
): readonly InvoiceDoubt[] {
  const doubts: InvoiceDoubt[] = [];
  if (dueOn < issuedOn) doubts.push('due_before_issued');
  if (issuedOn > today) doubts.push('issued_in_future');
  if (today - dueOn > DECADES_IN_DAYS) doubts.push('due_decades_ago');
  if (total !== null && open !== null) {
    if (total !== 0n && total > 0n !== open > 0n) doubts.push('sign_differs');
    else if (size(open) > size(total)) doubts.push('open_exceeds_total');
  }
  if (unusable) doubts.push('amount_unusable');
  return doubts;
}

const size = (value: bigint): bigint => (value < 0n ? -value : value);

function faultOf(
  doubt: InvoiceDoubt,
  issuedOn: Day,
  dueOn: Day,
  itself: boolean,
): [field: string, fault: DataFault] {
  switch (doubt) {
    case 'due_before_issued':
      return ['due_on', { code: 'before_issue', at: isoDay(dueOn), other: isoDay(issuedOn) }];
    case 'issued_in_future':
      return ['issued_on', { code: 'future', at: isoDay(issuedOn) }];
    case 'due_decades_ago':
      return ['due_on', { code: 'decades_back', at: isoDay(dueOn) }];
    case 'open_exceeds_total':
      return ['open_amount', { code: 'over_total' }];
    case 'sign_differs':
      return ['open_amount', { code: 'sign' }];
    case 'amount_unusable':
      return ['open_amount', { code: itself ? 'amounts' : 'payment_amount' }];
  }
}
