import type { CustomerRange } from '../../customer/customer.ts';

/** Customers by a range of their ids, or by name. */
export type WhichCustomers = CustomerRange | { readonly ids: readonly string[] };

/** The condition `and c.customer_id …` for a table that the query calls `c`, with its values as $1 and on. */
export function among(which: WhichCustomers): { readonly where: string; readonly values: unknown[] } {
  if ('ids' in which) return { where: ' and c.customer_id = any($1)', values: [which.ids] };
  const { after, through } = which;
  const values: unknown[] = [];
  let where = '';
  if (after !== null) where += ` and c.customer_id > $${values.push(after)}`;
  if (through !== null) where += ` and c.customer_id <= $${values.push(through)}`;
  return { where, values };
}

export function grouped<Row, Value>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
  toValue: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(toValue(row));
    else groups.set(keyOf(row), [toValue(row)]);
  }
  return groups;
}
