import type { Day, Instant } from '../../calendar/time.ts';
import type { Account, ComingPayment, Complaint, Invoice, PaymentPlan } from '../../customer/account.ts';
import type { Contact, Customer, Doubt, OrderLine, People, WaitingItem } from '../../customer/customer.ts';
import type { ItemRef } from '../../customer/ids.ts';
import type { SetAside } from './set-aside.ts';

/** An item, or one line of it, entered a stage. */
export interface StageEvent {
  readonly at: Instant;
  readonly stage: string;
  /** The day that was promised at that moment, where the company records it. */
  readonly promisedFor: Day | null;
}

/** Where a past promise is read: from the events that carry it, or from the row, which knows only the last one. */
export type PromiseSource = 'events' | 'row';

/** One line of an order; `row` is how it stands at the end. */
export interface LineHistory {
  readonly row: OrderLine;
  /** Oldest first. */
  readonly events: readonly StageEvent[];
  readonly promiseFrom: PromiseSource;
}

/** An order or job from its opening to its end; `row` is how it stands at the end, with its shipments and without its lines. */
export interface ItemHistory {
  readonly row: WaitingItem;
  readonly closedAt: Instant | null;
  /** How it ended, in the company's words. */
  readonly outcome: string | null;
  /** Without events: from when on it is taken to stand at its row's stage, as near as the row tells. */
  readonly standsFrom: Instant;
  /** Of the item itself, oldest first. */
  readonly events: readonly StageEvent[];
  readonly promiseFrom: PromiseSource;
  readonly lines: readonly LineHistory[];
  /** Carrier, region or workshop, where the source tells. */
  readonly lane?: string | null;
}

/** Money booked for an invoice, in its currency. A day that nobody knows counts as long past. */
export interface BookedPayment {
  readonly on: Day | null;
  /** Minor units. */
  readonly amount: bigint;
}

/** An invoice and what was paid on it. */
export interface InvoiceHistory {
  /** As its row says, with nothing booked and nothing known of its item. */
  readonly invoice: Invoice;
  /** Minor units that the row says are open at the end. */
  readonly openAtEnd: bigint;
  /** From this day on nothing was open on it; null: something is, to the end. */
  readonly settledOn: Day | null;
  /** The day it was closed, where a day is given that can be believed. */
  readonly closedOn: Day | null;
  /** The day the row last changed: from then on `openAtEnd` holds. */
  readonly updatedOn: Day | null;
  /** Oldest first. */
  readonly payments: readonly BookedPayment[];
  readonly item: ItemRef | null;
  /** The history of that item, where there is one. */
  readonly billed: ItemHistory | null;
}

/** Money on its way or not placed yet, and since when that is known; null: always. */
export interface ComingHistory extends ComingPayment {
  readonly knownSince: Day | null;
}

export interface ComplaintHistory extends Complaint {
  readonly closedAt: Instant | null;
}

/** All that the company's tables tell of one customer's past. */
export interface CustomerHistory {
  readonly customer: Customer;
  readonly doubts: readonly Doubt[];
  /** Items whose rows cannot be judged at all. */
  readonly quarantined: readonly ItemRef[];
  /** In order of their opening. */
  readonly items: readonly ItemHistory[];
  /** Oldest first. */
  readonly contacts: readonly Contact[];
  /** In order of their due days, then of their ids. */
  readonly invoices: readonly InvoiceHistory[];
  readonly coming: readonly ComingHistory[];
  readonly complaints: readonly ComplaintHistory[];
  readonly plans: readonly PaymentPlan[];
  readonly credit: Pick<Account, 'customerSince' | 'creditLimit' | 'creditCurrency'>;
}

/** Where the source kept no history of something, a replay assumes one of these. */
export const ASSUMPTIONS = [
  'stage_before_first_event',
  'item_without_events',
  'promise_of_the_row',
  'reason_of_the_last_stage',
  'rest_of_the_row',
  'line_follows_its_order',
  'last_day_of_the_carrier',
  'invoice_reduced_otherwise',
  'settled_on_a_day_nobody_knows',
  'disputed_all_along',
  'coming_since_its_last_change',
  'master_data_of_today',
  'feeds_fresh',
  'guards_not_played',
  'letters_of_other_systems_not_played',
] as const;
export type Assumption = (typeof ASSUMPTIONS)[number];

/** A company's past, as far as its tables still tell. */
export interface CompanyHistory {
  readonly people: People;
  /** In the order of the bytes of their ids. */
  readonly customers: readonly CustomerHistory[];
  /** The last moment that the source knows of. */
  readonly horizon: Instant;
  /** The first and the last day on which anything is known to have happened; null: there is no history. */
  readonly days: { readonly first: Day; readonly last: Day } | null;
  readonly setAside: readonly SetAside[];
  /** How many items, invoices or payments each assumption concerns. */
  readonly assumed: ReadonlyMap<Assumption, number>;
  readonly counts: HistoryCounts;
}

export interface HistoryCounts {
  readonly customers: number;
  readonly orders: number;
  readonly serviceJobs: number;
  readonly stageEvents: number;
  readonly promised: number;
  readonly invoices: number;
  readonly contacts: number;
}
