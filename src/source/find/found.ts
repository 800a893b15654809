import type pg from 'pg';
import { knownTables } from '../contract/source-tables.ts';
import type { Matches } from './find-matches.ts';

/** A customer that a search found; raw, so whoever prints it cleans it. */
export interface FoundCustomer {
  readonly id: string;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** An order, a job or an invoice that a search found. */
export interface FoundThing {
  readonly kind: 'order' | 'service_job' | 'invoice';
  readonly id: string;
  readonly customer_id: string;
  readonly customer: string | null;
  readonly number: string | null;
  readonly summary: string | null;
  readonly closed: boolean;
}

/** What was found, as a page names it: at most so many of each. Customers by name, what is open before what is over. */
export async function readFound(
  pool: pg.Pool,
  schema: string,
  { customers, items, invoices }: Matches,
  most: number,
): Promise<{ readonly customers: readonly FoundCustomer[]; readonly things: readonly FoundThing[] }> {
  const tables = await knownTables(pool, schema);
  const thing = (kind: FoundThing['kind'], table: 'orders' | 'service_jobs' | 'invoices', rest: string) =>
    `(select '${kind}' as kind, t.id, t.customer_id, left(c.name, 300) as customer, left(t.number, 100) as number, ${rest}
      from ${tables[table]} t left join ${tables.customers} c on c.id = t.customer_id where t.id = any($${kind === 'invoice' ? 2 : 1})
      order by closed, t.id limit $3)`;
  const [people, things] = await Promise.all([
    pool.query<FoundCustomer>(
      `select id, left(name, 300) as name, left(phone, 60) as phone, left(email, 320) as email
       from ${tables.customers} c where id = any($1) order by name, id limit $2`,
      [customers, most],
    ),
    pool.query<FoundThing>(
      [
        thing('order', 'orders', 'left(t.summary, 300) as summary, t.closed_at is not null as closed'),
        thing(
          'service_job',
          'service_jobs',
          'left(coalesce(t.summary, t.asset), 300) as summary, t.closed_at is not null as closed',
        ),
        thing('invoice', 'invoices', 'null as summary, t.closed_on is not null as closed'),
      ].join(' union all '),
      [items, invoices, most],
    ),
  ]);
  return { customers: people.rows, things: things.rows };
}
