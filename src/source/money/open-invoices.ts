import type { SourceTables } from '../contract/source-tables.ts';
import { NAMED, NAMELESS } from '../customers/item-rows.ts';
import type { IdArray } from '../rows/id-array.ts';
import type { Raw } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { INVOICE_COLUMNS } from './invoice-row.ts';
import type { MoneyDays } from './money-days.ts';

/**
 * Open invoices, and those that will be closed later than today: on the day of a round they are open. Two selects,
 * because one with OR could not use the index that leaves the settled ones out.
 * A closing that lies years ahead is no closing: there the open amount tells.
 */
const OPEN = 'closed_on is null and open_amount <> 0';
const closedLater = (today: string, far: string): string =>
  `closed_on > ${today} and (closed_on <= ${far} or open_amount <> 0)`;

/** One that was issued later is not known yet, unless it is said to be overdue already. */
const known = (today: string): string => `(issued_on is null or issued_on <= ${today} or due_on < ${today})`;

/** The raw rows of what these customers owe, credit notes included, as `readInvoice` takes them; the oldest due day first. */
export function readOpenInvoices(
  source: RowSource,
  customerIds: IdArray,
  { today, far }: MoneyDays,
): Promise<Raw[][]> {
  const query = (which: string) =>
    `select ${INVOICE_COLUMNS.join(', ')} from ${source.tables.invoices} invoices
     where customer_id collate "C" = any($1) and ${which} and ${known('$2')}`;
  const both = `${query(OPEN)} union all ${query(closedLater('$2', '$3'))}`;
  return source.rows(`select * from (${both}) as owed order by due_on, id collate "C"`, [
    customerIds,
    today,
    far,
  ]);
}

/** Overdue, or without a due day, which has to be named; `today` and `far` as SQL. */
const overdue = (today: string): string => `(due_on < ${today} or due_on is null) and open_amount > 0`;

/** The customers of invoices that may be overdue, one row for each invoice, in order of the bytes of their ids. */
export function overdueQueries(
  tables: SourceTables,
  { today, far }: MoneyDays,
): { readonly open: string; readonly closedLater: string } {
  const query = (which: string) =>
    `select customer_id from ${tables.invoices} invoices where ${which} and ${NAMED} order by customer_id collate "C"`;
  const [day, last] = [`date '${today}'`, `date '${far}'`];
  return {
    open: query(`${OPEN} and ${overdue(day)}`),
    closedLater: query(`${closedLater(day, last)} and due_on < ${day}`),
  };
}

/** The ids of overdue invoices that name no customer. */
export const namelessInvoices = (tables: SourceTables, { today }: MoneyDays): string =>
  `select id from ${tables.invoices} invoices
   where ${OPEN} and ${overdue(`date '${today}'`)} and ${NAMELESS}`;
