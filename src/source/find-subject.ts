import type { Pool } from 'pg';
import type { ItemKind } from '../ids.ts';
import { ITEM_TABLES } from './item-rows.ts';

/** Whom or what an id names: a customer, or an item or invoice of a customer. */
export interface Subject {
  readonly customerId: string;
  readonly item: { readonly kind: ItemKind; readonly id: string; readonly closedAt: Date | null } | null;
  /** `closedOn`: ISO day. */
  readonly invoice: { readonly id: string; readonly number: string; readonly closedOn: string | null } | null;
}

/**
 * Looks an id up among customers, orders, jobs and invoices, by id first and then by number; null when nobody has it.
 */
export async function findSubject(pool: Pool, schema: string, id: string): Promise<Subject | null> {
  const customer = await pool.query<{ id: string }>(`select id from ${schema}.customers where id = $1`, [id]);
  if (customer.rows[0]) return { customerId: customer.rows[0].id, item: null, invoice: null };
  for (const column of ['id', 'number'] as const) {
    const found = (await findItem(pool, schema, column, id)) ?? (await findInvoice(pool, schema, column, id));
    if (found) return found;
  }
  return null;
}

type Column = 'id' | 'number';

async function findItem(pool: Pool, schema: string, column: Column, id: string): Promise<Subject | null> {
  for (const kind of ['order', 'service_job'] as const) {
    const { rows } = await pool.query<{ id: string; customer_id: string; closed_at: Date | null }>(
      `select id, customer_id, closed_at from ${schema}.${ITEM_TABLES[kind].table} where ${column} = $1 limit 1`,
      [id],
    );
    const row = rows[0];
    if (row)
      return {
        customerId: row.customer_id,
        item: { kind, id: row.id, closedAt: row.closed_at },
        invoice: null,
      };
  }
  return null;
}

async function findInvoice(pool: Pool, schema: string, column: Column, id: string): Promise<Subject | null> {
  const { rows } = await pool.query<{
    id: string;
    customer_id: string | null;
    number: string | null;
    closed_on: string | null;
  }>(
    `select id, customer_id, left(number, 100) as number, closed_on from ${schema}.invoices
     where ${column} = $1 order by issued_on desc, id limit 1`,
    [id],
  );
  const row = rows[0];
  if (!row) return null;
  const invoice = { id: row.id, number: row.number || row.id, closedOn: row.closed_on };
  return { customerId: row.customer_id ?? '', item: null, invoice };
}
