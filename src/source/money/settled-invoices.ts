import pg from 'pg';
import { recordBegins } from '../../account/settled-record.ts';
import { type Day, dayOf, type Instant, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { NONE_PAID_IN_TIME, type PaidInTime, type SettledInvoice } from '../../customer/account.ts';
import type { InvoiceId } from '../../customer/ids.ts';
import type { Rules } from '../../policy/rules.ts';
import type { SourceTables } from '../contract/source-tables.ts';
import { type IdArray, idArrayOf } from '../rows/id-array.ts';
import type { Raw } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { readBilledItems } from './billed-items.ts';
import type { MoneyDays } from './money-days.ts';

/** Settled invoices are the bulk of all rows: so many customers at once keep what is read to some megabytes. */
const CUSTOMERS_AT_ONCE = 1_000;

/** Due within so many days they are named although paid in time: thanks may be owed for one that we reminded of. */
const LATELY = 92;

/** What one customer has settled. */
export interface SettledByCustomer {
  readonly named: readonly SettledInvoice[];
  readonly paidInTime: PaidInTime;
}

/**
 * The settled invoices of these customers that fell due within the record's window, as known by today. One that nobody
 * can tell the day of payment of is left out, and so is one that was due before it was issued: it says nothing. The
 * item is told of those alone that were paid after their due day: only there does it matter who kept whom waiting.
 */
export async function readSettledInvoices(
  source: RowSource,
  customerIds: readonly string[],
  rules: Rules,
  now: Instant,
  days: MoneyDays,
): Promise<ReadonlyMap<string, SettledByCustomer>> {
  const today = zoneOf(rules.company.timeZone).dayAt(now);
  const window = { first: isoDay(recordBegins(today, rules)), lately: isoDay(dayOf(today - LATELY)) };
  const settled = new Map<string, Gathered>();
  let from = 0;
  const copyNext = (): Promise<Raw[][]> => {
    const ids = idArrayOf(customerIds.slice(from, from + CUSTOMERS_AT_ONCE));
    from += CUSTOMERS_AT_ONCE;
    return source.copied(settledQuery(source.tables, ids, days, window));
  };
  for (let next = copyNext(); ; ) {
    const rows = await next;
    const last = from >= customerIds.length;
    if (!last) {
      // The database is at the next ones while these are parsed.
      next = copyNext();
      next.catch(() => undefined);
    }
    await addSettled(settled, rows, source, rules, now);
    if (last) return settled;
  }
}

/**
 * One row of a customer counts the invoices that are not named; each other has those that share all but their days, which
 * stand in JSON arrays beside each other.
 */
const AT = {
  customerId: 0,
  inTime: 1,
  oldestDue: 2,
  leftOut: 3,
  ids: 4,
  dueOn: 5,
  paidOn: 6,
  disputed: 7,
  autopay: 8,
  orderId: 9,
  jobId: 10,
  withoutPayment: 11,
} as const;

interface Gathered {
  readonly named: SettledInvoice[];
  paidInTime: PaidInTime;
}

async function addSettled(
  settled: Map<string, Gathered>,
  rows: readonly Raw[][],
  source: RowSource,
  rules: Rules,
  now: Instant,
): Promise<void> {
  const billed = rows.map((row) => [row[AT.orderId] ?? null, row[AT.jobId] ?? null] as const);
  const itemOf = await readBilledItems(source, rules, billed, now);
  for (const row of rows) {
    const customerId = row[AT.customerId] ?? '';
    const theirs = settled.get(customerId) ?? { named: [], paidInTime: NONE_PAID_IN_TIME };
    settled.set(customerId, theirs);
    const [disputed, autopay] = [row[AT.disputed] === 't', row[AT.autopay] === 't'];
    if (row[AT.ids] === null) {
      const oldestDue = row[AT.oldestDue] === null ? null : dayOf(Number(row[AT.oldestDue]));
      theirs.paidInTime = { count: Number(row[AT.inTime]), oldestDue, leftOut: Number(row[AT.leftOut]) };
      continue;
    }
    const item = itemOf(row[AT.orderId] ?? null, row[AT.jobId] ?? null);
    const ids: InvoiceId[] = JSON.parse(row[AT.ids] ?? '[]');
    const due: Day[] = JSON.parse(row[AT.dueOn] ?? '[]');
    const paid: Day[] = JSON.parse(row[AT.paidOn] ?? '[]');
    const unpaid = new Set<InvoiceId>(JSON.parse(row[AT.withoutPayment] ?? '[]'));
    for (let at = 0; at < ids.length; at += 1) {
      const id = ids[at];
      const dueOn = due[at];
      const paidOn = paid[at];
      if (id !== undefined && dueOn !== undefined && paidOn !== undefined)
        theirs.named.push({ id, dueOn, paidOn, disputed, autopay, withoutPayment: unpaid.has(id), item });
    }
  }
}

/** Days that `rawDay` would take. */
const USABLE = "between '1000-01-01' and '9999-12-31'";

/**
 * One row for all settled invoices of a customer that share what a record asks besides their days, and of those that were
 * closed in time only how many: millions of invoices are read, and a row of each would cost more than all judging
 * (measured: 0.5 s of 3 s for 400,000).
 * The last payments come from one pass over the index of booked payments (measured: 36 ms for 10,000 invoices; looked
 * up one by one, 60 to 130 ms), and only of invoices that were not closed by their due day: those were paid in time
 * whatever their payments say. A payment of a later day leaves the day of payment unknown.
 */
function settledQuery(
  tables: SourceTables,
  customerIds: IdArray,
  { today, far }: MoneyDays,
  { first, lately }: { readonly first: string; readonly lately: string },
): string {
  const days = (column: string) => `array_to_json(array_agg(${column} - date 'epoch'))`;
  const unnamed = `closed_on <= due_on and due_on < '${lately}'`;
  return `with theirs as materialized (
       select customer_id, id, due_on, case when closed_on ${USABLE} and closed_on <= '${today}' then closed_on end as closed_on,
              nullif(disputed, false) as disputed, nullif(autopay, false) as autopay, order_id, service_job_id
       from ${tables.invoices} invoices
       where customer_id collate "C" = any(${pg.escapeLiteral(customerIds)}::text[])
         and issued_on <= '${today}' and due_on >= '${first}' and due_on >= issued_on and due_on ${USABLE} and total > 0
         and (closed_on <= '${today}' or (open_amount = 0 and (closed_on is null or closed_on > '${far}')))),
     paid as (
       select theirs.*, case when later then null else coalesce(last_booked, closed_on) end as paid_on,
              last_booked is null and closed_on > due_on as without_payment
       from theirs left join (
         select invoice_id, max(booked_on) filter (where booked_on <= '${today}') as last_booked,
                max(booked_on) > '${today}' as later
         from ${tables.payments} payments
         where status = 'booked' and booked_on ${USABLE}
           and invoice_id = any(array(select id from theirs where closed_on is null or closed_on > due_on))
         group by invoice_id) booked on invoice_id = id
       where (${unnamed}) is not true)
     select customer_id, count(*) filter (where excused is null) as in_time,
            min(due_on) filter (where excused is null) - date 'epoch' as oldest, count(excused) as left_out,
            null::json as ids, null::json as due, null::json as paid,
            null::boolean as disputed, null::boolean as autopay, null::text as late_order, null::text as late_job, null::json as without_payment
     from (select customer_id, due_on, autopay as excused from theirs
           where ${unnamed} and closed_on >= '${first}') unnamed
     group by customer_id
     union all
     select customer_id, null, null, null, array_to_json(array_agg(id)), ${days('due_on')}, ${days('paid_on')}, disputed, autopay,
            case when paid_on > due_on then order_id end as late_order, case when paid_on > due_on then service_job_id end as late_job,
            array_to_json(array_agg(id) filter (where without_payment)) as without_payment
     from paid where paid_on >= '${first}'
     group by customer_id, disputed, autopay, late_order, late_job`;
}
