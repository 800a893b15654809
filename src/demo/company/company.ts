import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { Rules } from '../../policy/rules.ts';
import { accountRows } from './accounts.ts';
import { atRisk } from './at-risk.ts';
import { broken } from './broken.ts';
import { type DemoDays, demoDays } from './days.ts';
import { history } from './history.ts';
import { noLetter } from './no-letter.ts';
import { oddRows, orphan } from './odd-rows.ts';
import { onCourse, onCourseJobs } from './on-course.ts';
import { onHold } from './on-hold.ts';
import { payers } from './payers.ts';
import { PEOPLE } from './people.ts';
import { peopleFirst } from './people-first.ts';
import type { DemoCustomer, ItemRow, OrderRow, Scene } from './scene.ts';
import { severalItems } from './several-items.ts';
import { silent } from './silent.ts';
import { stalled } from './stalled.ts';
import type { Row, TableName } from './tables.ts';
import { theirs } from './theirs.ts';
import { toldBefore } from './told-before.ts';

const SCENES: readonly Scene[] = [
  ...onCourse,
  ...onCourseJobs,
  ...silent,
  ...stalled,
  ...atRisk,
  ...broken,
  ...onHold,
  ...theirs,
  ...severalItems,
  ...toldBefore,
  ...peopleFirst,
  ...noLetter,
  ...oddRows,
  ...payers,
];

/** The customers of the demo company, each with the situation that they show. */
export const demoCustomers = (now: Instant, rules: Rules): readonly DemoCustomer[] => {
  const days = demoDays(now, rules);
  return SCENES.map((scene) => scene(days));
};

/**
 * Pracownia Nowak, a tailor-and-repair firm that shows every situation of waiting and of dunning, dated around `now` in working
 * days of the policy's calendar: the rows of each source table.
 */
export function demoCompany(now: Instant, rules: Rules): Record<TableName, readonly Row[]> {
  const days = demoDays(now, rules);
  const customers = SCENES.map((scene) => scene(days));
  const finished = history(days);
  const orders = customers.flatMap((customer) =>
    (customer.orders ?? []).map((order) => ({ customer_id: customer.id, ...order })),
  );
  orders.push(orphan(days));
  const jobs = customers.flatMap((customer) =>
    (customer.jobs ?? []).map((job) => ({ customer_id: customer.id, ...job })),
  );
  return {
    people: PEOPLE,
    customers: customers.map(customerRow),
    orders: [...finished.orders, ...orders.map(orderRow)],
    order_lines: orders.flatMap(lineRows),
    shipments: orders.flatMap(shipmentRows),
    service_jobs: jobs.map(itemRow),
    stage_events: [
      ...finished.events,
      ...orders.flatMap((order) => [
        ...eventsBefore(order),
        ...eventRows('order', order, order.placed_at, days),
      ]),
      ...jobs.flatMap((job) => eventRows('service_job', job, job.reported_at, days)),
    ],
    ...accountRows(days),
    contacts: customers.flatMap(contactRows),
    feeds: feedRows(now),
  };
}

/** The company of the last working day, as far as letters of that day are remembered: rows of some of its tables, as they were at `at`. */
export function demoCompanyBefore(
  now: Instant,
  rules: Rules,
): { readonly at: Instant; readonly rows: Readonly<Partial<Record<TableName, readonly Row[]>>> } {
  const days = demoDays(now, rules);
  const customers = toldBefore.map((scene) => scene(days));
  const orders = customers.flatMap(({ id, orders: all = [] }) =>
    all.map((order) => ({ ...orderRow({ customer_id: id, ...order }), ...order.before })),
  );
  const at = days.dayBefore;
  return { at, rows: { people: PEOPLE, customers: customers.map(customerRow), orders, feeds: feedRows(at) } };
}

const feedRows = (freshAt: Instant): readonly Row[] =>
  ['orders', 'service_jobs', 'payments'].map((name) => ({ name, fresh_as_of: isoInstant(freshAt) }));

/** `ZK 1042` is the order zk-1042: short enough to type after `tidings explain`. */
const idOf = (number: string): string => number.toLowerCase().replaceAll(' ', '-');

function customerRow(customer: DemoCustomer): Row {
  const { id, name, salutation, email, language, owner_id } = customer;
  return {
    id,
    name,
    salutation,
    email,
    language,
    owner_id,
    billing_email: customer.billing_email ?? null,
    phone: customer.phone ?? null,
    time_zone: customer.time_zone ?? 'Europe/Warsaw',
    country: customer.country ?? 'PL',
    customer_since: customer.customer_since ?? null,
    credit_limit: customer.credit_limit ?? null,
    currency: 'PLN',
    email_allowed: customer.email_allowed ?? true,
  };
}

type Item = ItemRow & { readonly customer_id: string };

/** A row changes last when its stage does, unless it says otherwise. */
const itemRow = (item: Item): Row => ({
  id: idOf(item.number),
  currency: 'PLN',
  ...item,
  updated_at: item.updated_at ?? item.stage_since ?? null,
});

const orderRow = ({ lines: _, shipments: __, before: ___, ...order }: OrderRow & Item): Row => itemRow(order);

const lineRows = ({ number, lines = [] }: OrderRow): Row[] =>
  lines.map((line, index) => ({ order_id: idOf(number), line_no: index + 1, quantity: 1, ...line }));

const shipmentRows = ({ number, shipments = [] }: OrderRow): Row[] =>
  shipments.map((shipment, index) => ({ order_id: idOf(number), id: String(index + 1), ...shipment }));

/** What a company's system noted of an open item: when it came, and when it entered the stage where it stands. */
function eventRows(kind: string, item: Item, opened: string, { now }: DemoDays): Row[] {
  const { number, stage, stage_since: since, promised_for = null } = item;
  const event = (name: string, at: string): Row => ({
    item_kind: kind,
    item_id: idOf(number),
    line_no: null,
    stage: name,
    at,
    promised_for,
  });
  const begun = event('placed', opened);
  return since !== undefined && since < isoInstant(now) ? [begun, event(stage, since)] : [begun];
}

/** Where it stood until the last working day, if it has gone on since. */
const eventsBefore = ({ number, promised_for, before }: OrderRow): Row[] =>
  before?.stage && before.stage_since
    ? [
        {
          item_kind: 'order',
          item_id: idOf(number),
          line_no: null,
          stage: before.stage,
          at: before.stage_since,
          promised_for: promised_for ?? null,
        },
      ]
    : [];

/** Contacts are about the customer's one item, whichever it is. */
function contactRows({ id, orders = [], jobs = [], contacts = [] }: DemoCustomer): Row[] {
  const about = [...orders, ...jobs][0];
  return contacts.map((contact, index) => ({
    id: `${id}-${index + 1}`,
    customer_id: id,
    item_kind: orders.length > 0 ? 'order' : 'service_job',
    item_id: about ? idOf(about.number) : null,
    ...contact,
  }));
}
