import { DAY, type Day, type Instant } from '../calendar/time.ts';
import type { InvoiceId, ItemRef } from './ids.ts';
import type { Tone } from './tone.ts';

/** The order or job that an invoice is for, as far as it tells who kept whom waiting. */
export interface BilledItem extends ItemRef {
  readonly promisedFor: Day | null;
  /** The day it was finished, in the company's zone; null while it is open. */
  readonly doneOn: Day | null;
}

export interface InvoiceLine {
  readonly lineNo: number;
  readonly description: string;
  /** Minor units. */
  readonly amount: bigint;
}

/** What cannot be right about an invoice: nobody is reminded of one that is in doubt. */
export const INVOICE_DOUBTS = [
  'due_before_issued',
  'issued_in_future',
  'due_decades_ago',
  'open_exceeds_total',
  'sign_differs',
  'amount_unusable',
] as const;
export type InvoiceDoubt = (typeof INVOICE_DOUBTS)[number];

export const INVOICE_KINDS = ['invoice', 'credit_note', 'instalment'] as const;
export type InvoiceKind = (typeof INVOICE_KINDS)[number];

/** An invoice on which something is open, due or not. Amounts are minor units of its currency. */
export interface Invoice {
  readonly id: InvoiceId;
  readonly number: string;
  readonly issuedOn: Day;
  readonly dueOn: Day;
  /** ISO 4217 */
  readonly currency: string;
  /** Negative: a credit note. */
  readonly total: bigint;
  /** Still to be paid; negative on a credit note of which something is left. */
  readonly open: bigint;
  /** Payments booked for it by today: what the company may not have taken off `open` yet. */
  readonly booked: bigint;
  /** What the company calls it; a credit note may be told by its sign alone. */
  readonly invoiceKind: InvoiceKind;
  /** Of an instalment: the nth of so many; null: not known. */
  readonly instalment: { readonly nth: number; readonly of: number } | null;
  readonly item: BilledItem | null;
  readonly disputed: boolean;
  /** The company collects it itself. */
  readonly autopay: boolean;
  readonly payUrl: string | null;
  readonly lines: readonly InvoiceLine[];
  readonly doubts: readonly InvoiceDoubt[];
}

/** An invoice of the past that has been paid: what a payment record is made of. */
export interface SettledInvoice {
  readonly id: InvoiceId;
  readonly dueOn: Day;
  /**
   * The day the last payment for it was booked, else the day it was closed; the day it was closed anyway where that was by
   * the due day.
   */
  readonly paidOn: Day;
  readonly disputed: boolean;
  readonly autopay: boolean;
  /** It was closed after its due day, and no payment is booked for it: written off, or set off. */
  readonly withoutPayment: boolean;
  /** What it was for, where it was paid after its due day; null too where that is nothing that a customer waits for. */
  readonly item: BilledItem | null;
}

/**
 * Settled invoices that were closed by their due day, as far as a record asks of them: nobody needs each of them by name.
 * Those that fell due lately are told one by one, among the settled.
 */
export interface PaidInTime {
  readonly count: number;
  /** The due day of the oldest of them; null: there are none. */
  readonly oldestDue: Day | null;
  /** Those that the company collected itself: not in `count`. */
  readonly leftOut: number;
}

/** Money that is here or on its way and has not been taken off any invoice. */
export interface ComingPayment {
  readonly id: string;
  /** The invoice that it names, open or not. */
  readonly invoiceId: InvoiceId | null;
  /** Minor units, above zero. */
  readonly amount: bigint;
  readonly currency: string;
  readonly status: 'unallocated' | 'pending' | 'scheduled';
  readonly bookedOn: Day | null;
  /** The day it is expected. */
  readonly scheduledFor: Day | null;
}

export interface Complaint {
  readonly id: string;
  readonly item: ItemRef | null;
  readonly invoiceId: InvoiceId | null;
  readonly openedAt: Instant;
}

/** For so long a settled complaint can matter: mending lasts for two months, and twice that where it does not go well. */
export const CLOSED_WITHIN = 120 * DAY;

/** A complaint that was settled, not long ago. */
export interface ClosedComplaint {
  readonly id: string;
  readonly closedAt: Instant;
}

/** A complaint that they made to a person of ours, who told us. */
export interface TakenComplaint extends Complaint {
  /** When somebody said that it is settled; null: it is not. */
  readonly closedAt: Instant | null;
}

/** An agreement to pay later. `invoiceId` null: for everything they owe. */
export interface PaymentPlan {
  readonly id: string;
  readonly invoiceId: InvoiceId | null;
  readonly agreedOn: Day;
  /** The last day on which it holds. */
  readonly holdsUntil: Day;
}

/** A letter that another system plans to send; it is answered with a verdict. */
export interface PlannedLetter {
  readonly id: string;
  readonly invoiceId: InvoiceId;
  readonly tone: Tone;
  readonly plannedFor: Day | null;
}

/** What one customer owes and has paid, as it is known today. */
export interface Account {
  /** Everything open, credit notes included; the oldest due day first, then by id. */
  readonly open: readonly Invoice[];
  /** Settled ones within the record's window, known by today: each that was closed late, and the latest ones. */
  readonly settled: readonly SettledInvoice[];
  /** The others, all of them closed within the window and by their due day. */
  readonly paidInTime: PaidInTime;
  /** The first day of which any invoice is known: how far the record goes back. */
  readonly knownSince: Day | null;
  readonly coming: readonly ComingPayment[];
  /** Money that may be for an invoice of theirs, by what the payer wrote, and whose amount is another: a person says. */
  readonly unclear: readonly (ComingPayment & { readonly about: readonly InvoiceId[] })[];
  /** Open ones only. */
  readonly complaints: readonly Complaint[];
  /** Those that were settled within four months. */
  readonly closedComplaints: readonly ClosedComplaint[];
  /** Those that hold today. */
  readonly plans: readonly PaymentPlan[];
  readonly planned: readonly PlannedLetter[];
  readonly customerSince: Day | null;
  /** Minor units of `creditCurrency`; null: no limit, or not known. */
  readonly creditLimit: bigint | null;
  readonly creditCurrency: string | null;
}

export const NONE_PAID_IN_TIME: PaidInTime = { count: 0, oldestDue: null, leftOut: 0 };

export const NO_ACCOUNT: Account = {
  open: [],
  settled: [],
  paidInTime: NONE_PAID_IN_TIME,
  knownSince: null,
  coming: [],
  unclear: [],
  complaints: [],
  closedComplaints: [],
  plans: [],
  planned: [],
  customerSince: null,
  creditLimit: null,
  creditCurrency: null,
};
