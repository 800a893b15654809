import type { Pool } from 'pg';
import type { CustomerId, InvoiceId } from '../../customer/ids.ts';
import { knownTables } from '../contract/source-tables.ts';

/** An invoice of the company's tables, open or settled, and whose it is. */
export interface FoundInvoice {
  readonly id: InvoiceId;
  readonly number: string;
  readonly customerId: CustomerId;
}

/** As many as tell that a number is not enough to know the invoice by. */
const SEVERAL = 5;

/** The invoice with this id; null when there is none. A number is no id: another system must not get another's answer. */
export async function findInvoice(pool: Pool, schema: string, id: string): Promise<FoundInvoice | null> {
  return (await invoicesWhere(pool, schema, 'id', id))[0] ?? null;
}

/** The invoices that a person may mean: the one with this id, else those with this number, five at most. */
export async function findInvoices(
  pool: Pool,
  schema: string,
  reference: string,
): Promise<readonly FoundInvoice[]> {
  const byId = await findInvoice(pool, schema, reference);
  return byId ? [byId] : invoicesWhere(pool, schema, 'number', reference);
}

export async function isCustomer(pool: Pool, schema: string, id: string): Promise<boolean> {
  const { customers } = await knownTables(pool, schema);
  const { rowCount } = await pool.query(`select from ${customers} c where id = $1 limit 1`, [id]);
  return rowCount !== null && rowCount > 0;
}

/** The invoices with this id or number, the latest first, five at most. */
export async function invoicesWhere(
  pool: Pool,
  schema: string,
  column: 'id' | 'number',
  value: string,
): Promise<readonly FoundInvoice[]> {
  const { invoices } = await knownTables(pool, schema);
  const { rows } = await pool.query<{ id: InvoiceId; number: string | null; customer_id: CustomerId | null }>(
    `select id, left(number, 100) as number, customer_id from ${invoices} i
     where ${column} = $1 order by issued_on desc, id limit ${SEVERAL}`,
    [value],
  );
  return rows.map(({ id, number, customer_id }) => ({
    id,
    number: number || id,
    customerId: customer_id ?? ('' as CustomerId),
  }));
}
