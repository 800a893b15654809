import type { Pool } from 'pg';
import type { IsoDay } from '../../calendar/time.ts';
import { knownTables } from '../contract/source-tables.ts';
import { currencyText, rawCurrency } from '../rows/raw-amount.ts';

/** What is not due yet in one currency. */
export interface NotDue {
  readonly currency: string;
  readonly age: 'not_due';
  readonly invoices: number;
  /** A decimal number, with a point. */
  readonly open: string;
}

/** A company bills in some currencies; what is no code of one is somebody's slip. */
const MOST = 50;

/**
 * What is open and not due on this day, by currency. It reads all open invoices, and behind a view that may take long: ask once a round, or of
 * some customers.
 * @param among only of these customers, or on these invoices; null: of anybody
 */
export async function readNotDue(
  pool: Pool,
  schema: string,
  today: IsoDay,
  among: { readonly customers: readonly string[]; readonly invoices: readonly string[] } | null,
): Promise<readonly NotDue[]> {
  const { invoices } = await knownTables(pool, schema);
  const from =
    among === null
      ? `${invoices} i`
      : `(select * from ${invoices} a where customer_id = any($2) union select * from ${invoices} b where id = any($3)) i`;
  const { rows } = await pool.query<NotDue>(
    `select upper(trim(${currencyText('currency')})) as currency, 'not_due' as age, count(*)::int as invoices,
       sum(open_amount::numeric)::text as open
     from ${from}
     where closed_on is null and open_amount > 0 and open_amount::numeric < 'Infinity' and due_on >= $1
     group by 1 order by 3 desc limit ${MOST}`,
    among === null ? [today] : [today, among.customers, among.invoices],
  );
  return rows.filter(({ currency }) => rawCurrency(currency) !== null);
}
