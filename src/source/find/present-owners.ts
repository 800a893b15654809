import type { About } from '../../customer/ids.ts';
import type { TableName } from '../contract/contract.ts';
import { idArrayOf } from '../rows/id-array.ts';
import type { RowSource } from '../rows/snapshot.ts';

const TABLE = {
  order: 'orders',
  service_job: 'service_jobs',
  invoice: 'invoices',
} as const satisfies Readonly<Record<About['kind'], TableName>>;

/** Whose these are by the company's tables, by their ids; one that is in no row, or names nobody, is not in the result. */
export async function readPresentOwners(
  source: RowSource,
  kind: About['kind'],
  ids: readonly string[],
): Promise<{ readonly found: ReadonlySet<string>; readonly ownerOf: ReadonlyMap<string, string> }> {
  const rows = await source.rows(
    `select id, customer_id from ${source.tables[TABLE[kind]]} t where id = any($1)`,
    [idArrayOf(ids)],
  );
  const ownerOf = new Map<string, string>();
  for (const [id, customerId] of rows) if (id != null && customerId) ownerOf.set(id, customerId);
  return { found: new Set(rows.map(([id]) => id ?? '')), ownerOf };
}

/** Into whom these customers were merged, step by step, as the company says. */
export async function readMergedInto(
  source: RowSource,
  ids: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const mergedInto = new Map<string, string>();
  let asked: readonly string[] = [...new Set(ids)];
  // Each turn asks for those into whom the last ones were merged, and for none twice.
  while (asked.length > 0) {
    const rows = await source.rows(
      `select id, merged_into from ${source.tables.customers} c where id = any($1)`,
      [idArrayOf(asked)],
    );
    const next = new Set<string>();
    for (const [id, into] of rows) {
      if (id == null || !into || into === id) continue;
      mergedInto.set(id, into);
      if (!mergedInto.has(into)) next.add(into);
    }
    asked = [...next];
  }
  return mergedInto;
}

/** Whether anything at all is open in a table. */
export async function isAnythingOpen(source: RowSource, kind: About['kind']): Promise<boolean> {
  const open = kind === 'invoice' ? 'closed_on is null and open_amount <> 0' : 'closed_at is null';
  return (
    (await source.rows(`select 1 from ${source.tables[TABLE[kind]]} t where ${open} limit 1`)).length > 0
  );
}
