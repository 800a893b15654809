import type { TableName } from './contract.ts';

/** What is lost without a column, as a clause; a column that is not named here is required, or nothing uses it yet. */
type Losses = Readonly<Record<string, string>>;

interface TableLosses {
  /** What is lost where the whole table is not there. */
  readonly table: string;
  readonly columns: Losses;
}

const ITEM: Losses = {
  summary: 'letters name it by its number alone',
  stage_since: 'it counts as standing at its stage since the first round that saw it there, and not before',
  promised_for: 'a promise that is at risk or broken is not noticed',
  needed_by: 'nobody is warned when the day that the customer needs it by comes near',
  reason: 'letters do not say why it stands still',
  public_note: 'letters carry no sentence of your own about it',
  owner_id: 'letters and tasks go by the customer’s owner, and with none by whoever is above',
  contact_name: 'letters greet the customer and never who waits for it',
  contact_email: 'letters go to the customer and never to who waits for it',
  url: 'letters have no link to it',
  currency: 'what it costs is not said',
  updated_at: 'nobody knows when its row last changed',
  closed_at: 'what is finished has to be told by its stage, or counts as open',
  outcome: 'a replayed story does not say how it ended',
  lane: 'usual times are not told apart by lanes, and a replay does not tell on which of them promises were broken',
  collect_at: 'the letter that it is ready does not say where to fetch it',
  supplier: 'neither a replay nor the week tells for which suppliers customers wait',
};

/** Pure data: what each optional table and column is there for, seen from its absence. */
const LOSSES: Readonly<Record<TableName, TableLosses>> = {
  people: {
    table: 'letters are signed by nobody in person, and tasks have nobody to go to',
    columns: {
      email: 'answers and tasks cannot reach them',
      phone: 'letters name no number to call',
      reports_to: 'nobody is asked by their place above somebody, only by their role',
      away_until: 'tasks go to people who are away',
      deputy_id: 'nobody stands in for who is away',
    },
  },
  customers: {
    table: 'nobody can be written to',
    columns: {
      salutation: 'letters greet by name',
      email: 'a customer is reached only through a contact of an item or of theirs, and else by a call',
      billing_email: 'letters about invoices go where all others go',
      language: 'letters are in the company’s first language',
      time_zone: 'letters go out in the daytime of the company',
      country: 'nothing knows where the customer is',
      customer_since: 'a record knows the customer by their invoices alone',
      credit_limit: 'nobody is said to stand for credit within or beyond a limit',
      currency: 'a credit limit has no currency, and does not count',
      email_allowed: 'nobody is spared who wants no email',
      owner_id: 'an item without an owner of its own has nobody who answers for it',
      phone: 'whoever is to call has to look the number up',
      kind: 'in formal letters everybody counts as a person',
      parent_id: 'money of a head office does not find the invoices of its branches',
      merged_into:
        'what is remembered of a customer follows to another one only where the address is the same',
    },
  },
  customer_contacts: {
    table: 'letters go to the customer’s own addresses alone',
    columns: {
      role: 'nobody of theirs is written to about orders or money in particular',
      name: 'letters greet the customer and not who reads them',
      salutation: 'letters greet the customer and not who reads them',
      email: 'nobody of theirs can be written to',
      language: 'letters to them are in the customer’s language',
      cc: 'whoever is to get copies alone is written to like the others',
    },
  },
  orders: {
    table: 'nobody hears about orders',
    columns: { ...ITEM, total: 'what it costs is not weighed against a credit limit' },
  },
  order_lines: {
    table: 'an order is judged as a whole, and letters name none of its lines',
    columns: {
      stage: 'a line stands where its order stands',
      stage_since: 'a line counts as standing at its stage since the first round that saw it there',
      promised_for: 'a line is promised for the day of its order',
      reason: 'letters do not say why a line stands still',
      quantity: 'a line of none counts as one that somebody waits for',
      kind: 'shipping and discounts count as lines that somebody waits for',
    },
  },
  shipments: {
    table:
      'nothing is known of parcels: letters do not say how to follow one, and an order is on its way or done when its own stage says so',
    columns: {
      carrier: 'letters do not say who carries it',
      tracking_number: 'letters name no number to follow it by',
      tracking_url: 'letters have no link to follow it by',
      shipped_at: 'nothing counts as on its way by its shipment',
      expected_on:
        'a day of the carrier that is later than the promise is not noticed, and letters do not name it',
      delivered_at: 'nothing counts as done by its shipment, so that what has arrived may be called late',
      line_nos: 'every shipment counts as one of the whole order',
    },
  },
  service_jobs: {
    table: 'nobody hears about service jobs',
    columns: {
      ...ITEM,
      asset: 'letters do not name the thing that is worked on',
      estimate: 'letters do not say what it is likely to cost',
    },
  },
  stage_events: {
    table: 'nothing is known of how long stages took, and a replay knows the last stage of each item alone',
    columns: {
      line_no: 'what happened to a line counts as if it had happened to its order',
      promised_for: 'a replay knows the last promised day of each item alone',
    },
  },
  invoices: {
    table: 'nobody is reminded, and no record of payment is known',
    columns: {
      order_id: 'a reminder does not know which order it is for, nor whether that is late',
      service_job_id: 'a reminder does not know which job it is for, nor whether that is late',
      disputed: 'a reminder is not held for what the customer contests here',
      autopay: 'customers are reminded of what you collect yourself',
      pay_url: 'reminders have no link to pay by',
      closed_on: 'the day of payment is known by payments alone',
      updated_at: 'a replay does not know when an invoice without a day of payment was settled',
      kind: 'instalments are called invoices',
      payer_id: 'money of who pays for the customer is not found by its amount',
    },
  },
  invoice_lines: { table: 'reminders do not name what an invoice is for', columns: {} },
  payments: {
    table: 'money that is on its way holds no reminder, and records go by the day an invoice was closed',
    columns: {
      customer_id: 'money is placed by its invoice alone',
      invoice_id: 'money is known by its customer alone, and holds all that they owe',
      booked_on: 'the day of payment is known by the invoice alone',
      scheduled_for: 'nobody knows the day for which a payment is scheduled',
      reference: 'invoice numbers that a payer writes find no invoice',
      updated_at: 'a replay does not know since when money was on its way',
    },
  },
  complaints: {
    table: 'an open complaint holds no reminder',
    columns: {
      item_kind: 'a complaint concerns all that the customer has',
      item_id: 'a complaint concerns all that the customer has',
      invoice_id: 'a complaint concerns all that the customer owes',
      closed_at: 'a complaint never ends',
    },
  },
  payment_plans: {
    table: 'an agreement to pay later holds no reminder',
    columns: { invoice_id: 'an agreement holds for all that they owe' },
  },
  contacts: {
    table: 'a machine may write the morning after a person did, and nobody sees who is owed an answer',
    columns: {
      item_kind: 'a contact is about all the customer’s business',
      item_id: 'a contact is about all the customer’s business',
    },
  },
  dunning_letters: { table: 'letters that another system plans are not judged here', columns: {} },
  feeds: {
    table:
      'nobody knows how fresh the data are and every letter is held; over live tables, a view may give now() for each feed',
    columns: { complete: 'what a table leaves out is never taken as over, but held as not seen' },
  },
};

/** What is lost without this table, or without this column of it; null: nothing yet. */
export const lossOf = (table: TableName, column: string | null): string | null =>
  column === null ? LOSSES[table].table : (LOSSES[table].columns[column] ?? null);
