import type { IsoDay } from '../../calendar/time.ts';
import type { DemoDays } from './days.ts';

/** What orders and jobs share. Columns of the source contract; moments are ISO text. */
export interface ItemRow {
  readonly number: string;
  readonly summary: string;
  readonly stage: string;
  readonly stage_since?: string;
  readonly promised_for?: IsoDay;
  readonly needed_by?: IsoDay;
  readonly reason?: string;
  readonly reason_note?: string;
  readonly public_note?: string;
  readonly owner_id?: string;
  readonly contact_name?: string;
  readonly contact_email?: string;
  readonly updated_at?: string;
  readonly closed_at?: string;
  readonly outcome?: string;
}

export interface LineRow {
  readonly description: string;
  readonly quantity?: number;
  readonly stage?: string;
  readonly stage_since?: string;
  readonly promised_for?: IsoDay;
  readonly reason?: string;
}

export interface ShipmentRow {
  readonly carrier: string;
  readonly tracking_number: string;
  readonly tracking_url: string;
  readonly shipped_at: string;
  readonly expected_on?: IsoDay;
}

type ChangingColumn = 'stage' | 'stage_since' | 'promised_for' | 'reason' | 'closed_at' | 'outcome';

export interface OrderRow extends ItemRow {
  readonly placed_at: string;
  /** In PLN. */
  readonly total?: string;
  readonly lines?: readonly LineRow[];
  readonly shipments?: readonly ShipmentRow[];
  /** How the row stood on the last working day, at noon, when a letter told of it: the columns that were not as they are. */
  readonly before?: Readonly<Partial<Record<ChangingColumn, string | null>>>;
}

export interface JobRow extends ItemRow {
  readonly reported_at: string;
  readonly asset?: string;
  /** In PLN. */
  readonly estimate?: string;
}

export interface ContactRow {
  readonly at: string;
  readonly channel: 'email' | 'phone' | 'visit';
  readonly direction: 'to_customer' | 'from_customer';
  readonly person_id?: string;
}

/** One customer of the demo company with their business; `shows` says which situation they stand for. */
export interface DemoCustomer {
  readonly id: string;
  readonly shows: string;
  readonly name: string;
  /** Null: letters fall back to a greeting without a name. */
  readonly salutation: string | null;
  readonly email: string | null;
  /** Where a person calls them; like those of our people, a number that no line in Warsaw has. */
  readonly phone?: string;
  /** Where letters about invoices go, if not to `email`. */
  readonly billing_email?: string;
  readonly language: 'pl' | 'en' | 'ru' | null;
  readonly time_zone?: string;
  readonly country?: string;
  readonly customer_since?: IsoDay;
  readonly credit_limit?: string;
  readonly email_allowed?: boolean;
  readonly owner_id: string;
  readonly orders?: readonly OrderRow[];
  readonly jobs?: readonly JobRow[];
  readonly contacts?: readonly ContactRow[];
}

/** A situation of what customers wait for, dated around the day on which the demo starts. */
export type Scene = (days: DemoDays) => DemoCustomer;
