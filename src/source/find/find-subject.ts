import type { Pool } from 'pg';
import { type CustomerId, ITEM_KINDS, type ItemKind } from '../../customer/ids.ts';
import { readTables, type SourceTables } from '../contract/source-tables.ts';
import { ITEM_TABLES } from '../customers/item-rows.ts';
import { type FoundInvoice, invoicesWhere } from './find-owed.ts';

/** Whom or what an id names: a customer, or an item or invoice of a customer. */
export interface Subject {
  readonly customerId: CustomerId;
  readonly item: { readonly kind: ItemKind; readonly id: string } | null;
  readonly invoice: FoundInvoice | null;
}

/**
 * Looks an id up among customers, orders, jobs and invoices, by id first and then by number; null when nobody has it.
 */
export async function findSubject(pool: Pool, schema: string, id: string): Promise<Subject | null> {
  const tables = await readTables(pool, schema);
  const customer = await pool.query<{ id: CustomerId }>(
    `select id from ${tables.customers} c where id = $1`,
    [id],
  );
  if (customer.rows[0]) return { customerId: customer.rows[0].id, item: null, invoice: null };
  for (const column of ['id', 'number'] as const) {
    const found = await findItem(pool, tables, column, id);
    if (found) return found;
    const [invoice] = await invoicesWhere(pool, schema, column, id);
    if (invoice) return { customerId: invoice.customerId, item: null, invoice };
  }
  return null;
}

type Column = 'id' | 'number';

async function findItem(
  pool: Pool,
  tables: SourceTables,
  column: Column,
  id: string,
): Promise<Subject | null> {
  for (const kind of ITEM_KINDS) {
    const { rows } = await pool.query<{ id: string; customer_id: CustomerId }>(
      `select id, customer_id from ${tables[ITEM_TABLES[kind].table]} i where ${column} = $1 limit 1`,
      [id],
    );
    const row = rows[0];
    if (row) return { customerId: row.customer_id, item: { kind, id: row.id }, invoice: null };
  }
  return null;
}
