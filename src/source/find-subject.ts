import type { Pool } from 'pg';
import type { ItemKind } from '../customer.ts';
import { ITEM_TABLES } from './item-rows.ts';

/** Whom or what an id names: a customer, or an item of a customer. */
export interface Subject {
  readonly customerId: string;
  readonly item: { readonly kind: ItemKind; readonly id: string; readonly closedAt: Date | null } | null;
}

/** Looks an id up among customers, orders and jobs, by id first and then by number; null when nobody has it. */
export async function findSubject(pool: Pool, schema: string, id: string): Promise<Subject | null> {
  const customer = await pool.query<{ id: string }>(`select id from ${schema}.customers where id = $1`, [id]);
  if (customer.rows[0]) return { customerId: customer.rows[0].id, item: null };
  for (const column of ['id', 'number']) {
    for (const kind of ['order', 'service_job'] as const) {
      const { rows } = await pool.query<{ id: string; customer_id: string; closed_at: Date | null }>(
        `select id, customer_id, closed_at from ${schema}.${ITEM_TABLES[kind].table} where ${column} = $1 limit 1`,
        [id],
      );
      const row = rows[0];
      if (row) return { customerId: row.customer_id, item: { kind, id: row.id, closedAt: row.closed_at } };
    }
  }
  return null;
}
