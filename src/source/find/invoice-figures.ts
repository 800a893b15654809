import type pg from 'pg';
import { knownTables } from '../contract/source-tables.ts';

/** An invoice as a list shows it, as the company's tables hold it. */
export interface InvoiceFigures {
  readonly number: string;
  /** `YYYY-MM-DD` */
  readonly due_on: string | null;
  /** A number, with a point. */
  readonly open: string | null;
  readonly currency: string | null;
}

/** Reads some dozens of invoices by their ids; what is in no table is missing from the answer. */
export async function readInvoiceFigures(
  pool: pg.Pool,
  schema: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, InvoiceFigures>> {
  const { invoices } = await knownTables(pool, schema);
  const { rows } = await pool.query<InvoiceFigures & { id: string }>(
    `select id, coalesce(nullif(left(number, 100), ''), id) as number, due_on::text, left(open_amount::text, 40) as open,
            left(currency, 10) as currency
     from ${invoices} i where id = any($1)`,
    [ids],
  );
  return new Map(rows.map(({ id, ...figures }) => [id, figures]));
}
