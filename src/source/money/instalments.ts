import type { Invoice } from '../../customer/account.ts';
import { idArrayOf } from '../rows/id-array.ts';
import type { Raw } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { INVOICE } from './invoice-row.ts';

/**
 * Which of how many each open instalment is, among all instalments of its customer for the same order or job, settled ones too; by id.
 * One for neither is told apart by nothing, and counts as the only one.
 * @param rows as `readOpenInvoices` gives them
 */
export async function readInstalments(
  source: RowSource,
  rows: readonly Raw[][],
): Promise<ReadonlyMap<string, Invoice['instalment']>> {
  const open = rows.filter((row) => row[INVOICE.kind] === 'instalment');
  const places = new Map<string, Invoice['instalment']>();
  if (open.length === 0) return places;
  const customers = idArrayOf([...new Set(open.map((row) => row[INVOICE.customerId] ?? ''))]);
  const ids = new Set(open.map((row) => row[INVOICE.id] ?? ''));
  const all = await source.rows(
    `select id, row_number() over (partition by customer_id, order_id, service_job_id order by due_on, id),
            count(*) over (partition by customer_id, order_id, service_job_id)
     from ${source.tables.invoices} invoices
     where customer_id collate "C" = any($1) and kind = 'instalment' and coalesce(order_id, service_job_id) is not null`,
    [customers],
  );
  for (const [id, nth, of] of all)
    if (id != null && ids.has(id) && Number(of) > 1) places.set(id, { nth: Number(nth), of: Number(of) });
  return places;
}
