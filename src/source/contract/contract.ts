import { ROLES } from '../../customer/customer.ts';
import { CONTACT_ROLES } from '../../customer/customer-contact.ts';
import { ITEM_KINDS } from '../../customer/ids.ts';
import { TONES } from '../../customer/tone.ts';

export type ColumnType = 'text' | 'timestamptz' | 'date' | 'numeric' | 'integer' | 'boolean';

/** One column of the source contract. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
  /** Never empty in a row. */
  readonly required: boolean;
  /** The only values that it may hold. */
  readonly oneOf?: readonly string[];
  /** What an empty field means in a column that is not null. */
  readonly fallback?: string;
  /** It stands in an index although no name says so: an index has a limit. */
  readonly indexed?: boolean;
}

/** The tables of the contract. */
export const TABLE_NAMES = [
  'people',
  'customers',
  'customer_contacts',
  'orders',
  'order_lines',
  'shipments',
  'service_jobs',
  'stage_events',
  'invoices',
  'invoice_lines',
  'payments',
  'complaints',
  'payment_plans',
  'contacts',
  'dunning_letters',
  'feeds',
] as const;
export type TableName = (typeof TABLE_NAMES)[number];

/** One table of the source contract; `key` says what makes two rows the same one. */
export interface Table {
  readonly name: TableName;
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

const ITEM_KIND = { oneOf: ITEM_KINDS };
const FALSE = { fallback: 'false' };

/** `text id* name*` and so on: the star marks what is required, as in the documentation. */
function columns(type: ColumnType, names: string, extra: Partial<Column> = {}): Column[] {
  return names.split(' ').map((name) => ({
    name: name.replace('*', ''),
    type,
    required: name.endsWith('*'),
    ...extra,
  }));
}

const text = (names: string) => columns('text', names);
const moments = (names: string) => columns('timestamptz', names);
const days = (names: string) => columns('date', names);
const numbers = (names: string) => columns('numeric', names);

/** What orders and service jobs share. */
const ITEM = [
  ...text('stage*'),
  ...moments('stage_since'),
  ...days('promised_for needed_by'),
  ...text('reason reason_note public_note owner_id contact_name contact_email url'),
];
const ITEM_END = [
  ...text('currency'),
  ...moments('updated_at closed_at'),
  ...text('outcome lane supplier collect_at'),
];

const table = (name: TableName, key: string, ...parts: readonly Column[][]): Table => ({
  name,
  key: key.split(' '),
  columns: parts.flat(),
});

/** The tables that a company fills: db/source-contract.sql says the same in SQL, and what each column means. */
export const CONTRACT: readonly Table[] = [
  table(
    'people',
    'id',
    text('id* name*'),
    columns('text', 'role*', { oneOf: ROLES }),
    text('email phone reports_to'),
    days('away_until'),
    text('deputy_id'),
  ),
  table(
    'customers',
    'id',
    text('id* name* salutation email billing_email language time_zone country'),
    days('customer_since'),
    numbers('credit_limit'),
    text('currency'),
    columns('boolean', 'email_allowed', { fallback: 'true' }),
    text('owner_id phone'),
    columns('text', 'kind', { oneOf: ['person', 'company'] }),
    text('parent_id merged_into'),
  ),
  table(
    'customer_contacts',
    'customer_id role email',
    text('customer_id*'),
    columns('text', 'role', { oneOf: CONTACT_ROLES }),
    text('name salutation'),
    columns('text', 'email', { indexed: true }),
    text('phone language time_zone'),
    columns('boolean', 'cc', FALSE),
  ),
  table(
    'orders',
    'id',
    text('id* customer_id* number* summary'),
    moments('placed_at*'),
    ITEM,
    numbers('total'),
    ITEM_END,
  ),
  table(
    'order_lines',
    'order_id line_no',
    text('order_id*'),
    columns('integer', 'line_no*'),
    text('description*'),
    numbers('quantity'),
    text('stage'),
    moments('stage_since'),
    days('promised_for'),
    text('reason'),
    columns('text', 'kind', { oneOf: ['goods', 'charge'] }),
  ),
  table(
    'shipments',
    'order_id id',
    text('order_id* id* carrier tracking_number tracking_url'),
    moments('shipped_at'),
    days('expected_on'),
    moments('delivered_at'),
    text('line_nos'),
  ),
  table(
    'service_jobs',
    'id',
    text('id* customer_id* number* asset summary'),
    moments('reported_at*'),
    ITEM,
    numbers('estimate'),
    ITEM_END,
  ),
  table(
    'stage_events',
    'item_kind item_id line_no at stage',
    columns('text', 'item_kind*', ITEM_KIND),
    text('item_id*'),
    columns('integer', 'line_no'),
    text('stage*'),
    moments('at*'),
    days('promised_for'),
  ),
  table(
    'invoices',
    'id',
    text('id* customer_id* number*'),
    days('issued_on* due_on*'),
    text('currency*'),
    numbers('total* open_amount*'),
    text('order_id service_job_id'),
    columns('boolean', 'disputed autopay', FALSE),
    text('pay_url'),
    days('closed_on'),
    moments('updated_at'),
    columns('text', 'kind', { oneOf: ['invoice', 'credit_note', 'instalment'] }),
    text('payer_id'),
  ),
  table(
    'invoice_lines',
    'invoice_id line_no',
    text('invoice_id*'),
    columns('integer', 'line_no*'),
    text('description*'),
    numbers('amount*'),
  ),
  table(
    'payments',
    'id',
    text('id* customer_id invoice_id'),
    numbers('amount*'),
    text('currency*'),
    columns('text', 'status*', { oneOf: ['booked', 'pending', 'scheduled', 'unallocated', 'failed'] }),
    days('booked_on scheduled_for'),
    text('reference'),
    moments('updated_at'),
  ),
  table(
    'complaints',
    'id',
    text('id* customer_id*'),
    columns('text', 'item_kind', ITEM_KIND),
    text('item_id invoice_id'),
    moments('opened_at* closed_at'),
    text('summary'),
  ),
  table(
    'payment_plans',
    'id',
    text('id* customer_id* invoice_id'),
    days('agreed_on* holds_until*'),
    text('note'),
  ),
  table(
    'contacts',
    'id',
    text('id* customer_id*'),
    columns('text', 'item_kind', ITEM_KIND),
    text('item_id'),
    moments('at*'),
    text('channel*'),
    columns('text', 'direction*', { oneOf: ['to_customer', 'from_customer'] }),
    text('person_id'),
  ),
  table(
    'dunning_letters',
    'id',
    text('id* invoice_id*'),
    columns('text', 'tone*', { oneOf: TONES }),
    moments('planned_for*'),
    text('origin'),
  ),
  table('feeds', 'name', text('name*'), moments('fresh_as_of*'), columns('boolean', 'complete')),
];

/** The table of this name, or undefined. */
export const contractTable = (name: string): Table | undefined =>
  CONTRACT.find((found) => found.name === name);
