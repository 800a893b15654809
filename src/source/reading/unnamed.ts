import pg from 'pg';
import type { Instant } from '../../calendar/time.ts';
import type { CustomerFacts } from '../../customer/customer.ts';
import { type About, refKey } from '../../customer/ids.ts';
import { epoch, rawInstant } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';

/**
 * Where an import notes which open rows the exports of their table name no more (`import/unnamed-rows.ts`). It stands beside the
 * company's tables, where an import made them; views have none.
 */
export const UNNAMED_ROWS = 'unnamed_rows';

const tableIn = (schema: string): string => `${pg.escapeIdentifier(schema)}.${UNNAMED_ROWS}`;

export async function hasUnnamedRows(source: RowSource, schema: string): Promise<boolean> {
  const rows = await source.rows('select to_regclass($1) is not null', [tableIn(schema)]);
  return rows[0]?.[0] === 't';
}

const TABLE: Readonly<Record<About['kind'], string>> = {
  order: 'orders',
  service_job: 'service_jobs',
  invoice: 'invoices',
};

/**
 * Of these customers' open items and invoices, those that exports name no more, with the first that did not; by customer.
 * @param besides what is remembered of them and is not open: a complete export may have closed it
 */
export async function readUnnamed(
  source: RowSource,
  schema: string,
  facts: readonly CustomerFacts[],
  besides: readonly { readonly customerId: string; readonly about: About }[],
): Promise<ReadonlyMap<string, ReadonlyMap<string, Instant>>> {
  const ownerOf = new Map<string, string>();
  const [tables, ids]: [string[], string[]] = [[], []];
  for (const { customer, items, account } of facts)
    for (const about of [...items, ...account.open.map(({ id }) => ({ kind: 'invoice' as const, id }))]) {
      ownerOf.set(`${TABLE[about.kind]}:${about.id}`, customer.id);
      tables.push(TABLE[about.kind]);
      ids.push(about.id);
    }
  for (const { customerId, about } of besides) {
    ownerOf.set(`${TABLE[about.kind]}:${about.id}`, customerId);
    tables.push(TABLE[about.kind]);
    ids.push(about.id);
  }
  const unnamed = new Map<string, Map<string, Instant>>();
  if (ids.length === 0) return unnamed;
  const rows = await source.rows(
    `select u.of_table, u.id, ${epoch('u.since')}
     from unnest($1::text[], $2::text[]) as asked (of_table, id)
     join ${tableIn(schema)} u on u.of_table = asked.of_table and u.id = asked.id
     where u.held or u.closed_at is not null`,
    [tables, ids],
  );
  for (const [table, id, since] of rows) {
    const customerId = ownerOf.get(`${table}:${id}`);
    const kind = KIND[table ?? ''];
    const at = rawInstant(since ?? null);
    if (customerId === undefined || kind === undefined || at === null || id == null) continue;
    const theirs = unnamed.get(customerId) ?? new Map<string, Instant>();
    theirs.set(refKey({ kind, id } as About), at);
    unnamed.set(customerId, theirs);
  }
  return unnamed;
}

const KIND: Readonly<Record<string, About['kind']>> = {
  orders: 'order',
  service_jobs: 'service_job',
  invoices: 'invoice',
};
