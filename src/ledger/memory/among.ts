import { type Expression, type SqlBool, sql } from 'kysely';
import type { CustomerRange } from '../../customer/customer.ts';

/** Customers by a range of their ids, or by name. */
export type WhichCustomers = CustomerRange | { readonly ids: readonly string[] };

/** Whose rows they are, of a table that the query calls `c`. */
export function among(which: WhichCustomers): Expression<SqlBool> {
  if ('ids' in which) return sql`c.customer_id = any(${which.ids})`;
  const { after, through } = which;
  const bounds = [
    ...(after === null ? [] : [sql`c.customer_id > ${after}`]),
    ...(through === null ? [] : [sql`c.customer_id <= ${through}`]),
  ];
  return bounds.length === 0 ? sql`true` : sql`${sql.join(bounds, sql` and `)}`;
}
