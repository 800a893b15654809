import { subtract } from '../calendar/duration.ts';
import { type Instant, isoDay } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { InvoiceId, SettledInvoice } from '../dunning/account.ts';
import type { Rules } from '../policy/rules.ts';
import { readBilledItems } from './billed-items.ts';
import { push } from './grouped.ts';
import type { MoneyDays } from './money-days.ts';
import { type Raw, rawDay } from './raw.ts';
import type { RowSource } from './snapshot.ts';

/** Settled invoices are the bulk of all rows: so many customers at once keep the raw ones to some megabytes. */
const CUSTOMERS_AT_ONCE = 500;

/**
 * The settled invoices of these customers that fell due within the record's window, as known by today. One that nobody
 * can tell the day of payment of is left out, and so is one that was due before it was issued: it says nothing.
 */
export async function readSettledInvoices(
  source: RowSource,
  customerIds: readonly string[],
  rules: Rules,
  now: Instant,
  days: MoneyDays,
): Promise<ReadonlyMap<string, readonly SettledInvoice[]>> {
  const zone = zoneOf(rules.company.timeZone);
  const since = isoDay(zone.dayAt(subtract(zone, now, rules.dunning.cleanRecord.window)));
  const settled = new Map<string, SettledInvoice[]>();
  for (let from = 0; from < customerIds.length; from += CUSTOMERS_AT_ONCE) {
    const ids = customerIds.slice(from, from + CUSTOMERS_AT_ONCE);
    const rows = await source.rows(settledQuery(rules.sourceSchema), [ids, days.today, days.far, since]);
    const billed = rows
      .filter((row) => row[AT.orderId] !== null || row[AT.jobId] !== null)
      .map((row) => [row[AT.orderId] ?? null, row[AT.jobId] ?? null] as const);
    const itemOf = await readBilledItems(source, rules, billed, now);
    for (const row of rows) {
      const invoice = readSettled(row, itemOf(row[AT.orderId] ?? null, row[AT.jobId] ?? null));
      if (invoice) push(settled, row[AT.customerId] ?? '', invoice);
    }
  }
  return settled;
}

const AT = {
  customerId: 0,
  id: 1,
  dueOn: 2,
  paidOn: 3,
  disputed: 4,
  autopay: 5,
  orderId: 6,
  jobId: 7,
} as const;

/** The last payment is looked up in the index of booked payments alone. One of a later day leaves the day of payment unknown. */
const settledQuery = (schema: string): string =>
  `select customer_id, i.id, due_on,
          case when later then null else coalesce(last_booked, case when closed_on <= $2 then closed_on end) end,
          disputed, autopay, order_id, service_job_id
   from ${schema}.invoices i
   left join lateral (
     select max(booked_on) filter (where booked_on <= $2) as last_booked, max(booked_on) > $2 as later
     from ${schema}.payments p
     where p.status = 'booked' and p.invoice_id = i.id and booked_on between '1000-01-01' and '9999-12-31') booked on true
   where customer_id collate "C" = any($1) and issued_on <= $2 and due_on >= $4 and due_on >= issued_on and total > 0
     and (closed_on <= $2 or (open_amount = 0 and (closed_on is null or closed_on > $3)))`;

function readSettled(row: readonly Raw[], item: SettledInvoice['item']): SettledInvoice | null {
  const id = row[AT.id];
  const dueOn = rawDay(row[AT.dueOn] ?? null);
  const paidOn = rawDay(row[AT.paidOn] ?? null);
  if (id == null || dueOn === null || paidOn === null) return null;
  const disputed = row[AT.disputed] === 't';
  return { id: id as InvoiceId, dueOn, paidOn, disputed, autopay: row[AT.autopay] === 't', item };
}
