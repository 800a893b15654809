import type { IsoDay } from '../../calendar/time.ts';
import type { Tone } from '../../customer/tone.ts';
import type { DemoDays } from './days.ts';
import type { Habit } from './habits.ts';

/** An invoice on which something is open. Columns of the source contract; issued a fortnight before it is due. */
export interface InvoiceRow {
  readonly number: string;
  readonly due_on: IsoDay;
  readonly issued_on?: IsoDay;
  /** PLN if not said. */
  readonly currency?: string;
  /** What it is made of; the total is their sum. */
  readonly lines: readonly (readonly [description: string, amount: string])[];
  /** The whole total if not said. */
  readonly open_amount?: string;
  readonly order_id?: string;
  readonly service_job_id?: string;
  readonly disputed?: boolean;
  readonly autopay?: boolean;
  readonly pay_url?: string;
  readonly closed_on?: IsoDay;
}

export interface PaymentRow {
  /** Number of the invoice that it names. */
  readonly names?: string;
  readonly amount: string;
  readonly currency?: string;
  readonly status: 'booked' | 'pending' | 'scheduled' | 'unallocated';
  readonly booked_on?: IsoDay;
  readonly scheduled_for?: IsoDay;
  readonly reference?: string;
}

export interface ComplaintRow {
  readonly opened_at: string;
  readonly summary: string;
  readonly item_kind?: 'order' | 'service_job';
  readonly item_id?: string;
}

export interface PlanRow {
  readonly agreed_on: IsoDay;
  readonly holds_until: IsoDay;
  readonly note: string;
}

/** A letter that the accounting system of the company wants to send. */
export interface PlannedRow {
  /** Number of the invoice. */
  readonly about: string;
  readonly tone: Tone;
}

/** What one customer of the demo company owes and paid; `shows` says which situation of dunning they stand for. */
export interface DemoAccount {
  /** Id of a customer. */
  readonly customer: string;
  readonly shows: string;
  /** How they paid in the two years before. */
  readonly paid: Habit;
  readonly invoices?: readonly InvoiceRow[];
  readonly payments?: readonly PaymentRow[];
  readonly complaints?: readonly ComplaintRow[];
  readonly plans?: readonly PlanRow[];
  readonly planned?: readonly PlannedRow[];
}

/** A situation of what customers owe, dated around the day on which the demo starts. */
export type AccountScene = (days: DemoDays) => DemoAccount;
