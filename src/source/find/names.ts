import type pg from 'pg';
import { type About, refKey } from '../../customer/ids.ts';
import { knownTables } from '../contract/source-tables.ts';

/** Names as the company's tables hold them: raw, so whoever prints them cleans them. */
export interface Names {
  readonly customers: ReadonlyMap<string, string>;
  /** Of customers, where the company has one. */
  readonly phones: ReadonlyMap<string, string>;
  readonly people: ReadonlyMap<string, string>;
  /** By `refKey`. */
  readonly items: ReadonlyMap<string, { readonly number: string; readonly summary: string | null }>;
}

/** Of whom and of what names are wanted; some dozens, not a whole table. */
export interface NamesWanted {
  readonly customers: ReadonlySet<string>;
  readonly people: ReadonlySet<string>;
  readonly items: readonly About[];
}

/** Reads the names that are wanted; what is in no table is missing from the answer. */
export async function readNames(pool: pg.Pool, schema: string, wanted: NamesWanted): Promise<Names> {
  const tables = await knownTables(pool, schema);
  const named = async (table: 'customers' | 'people', ids: ReadonlySet<string>) => {
    const { rows } = await pool.query<{ id: string; name: string | null; phone: string | null }>(
      `select id, left(name, 300) as name, left(phone, 60) as phone from ${tables[table]} t where id = any($1)`,
      [[...ids]],
    );
    return rows;
  };
  const things = async (
    kind: About['kind'],
    table: 'orders' | 'service_jobs' | 'invoices',
    thing: string,
  ) => {
    const ids = wanted.items.filter((item) => item.kind === kind).map(({ id }) => id);
    const { rows } = await pool.query<{ id: string; number: string | null; summary: string | null }>(
      `select id, left(number, 100) as number, left(${thing}::text, 300) as summary
       from ${tables[table]} t where id = any($1)`,
      [ids],
    );
    return rows.map(
      ({ id, number, summary }) => [refKey({ kind, id }), { number: number || id, summary }] as const,
    );
  };
  const [customers, people, orders, jobs, invoices] = await Promise.all([
    named('customers', wanted.customers),
    named('people', wanted.people),
    things('order', 'orders', 'summary'),
    things('service_job', 'service_jobs', 'coalesce(summary, asset)'),
    things('invoice', 'invoices', 'null'),
  ]);
  const names = (rows: typeof customers) => new Map(rows.map(({ id, name }) => [id, name ?? '']));
  return {
    customers: names(customers),
    phones: new Map(customers.flatMap(({ id, phone }) => (phone === null ? [] : [[id, phone]]))),
    people: names(people),
    items: new Map([...orders, ...jobs, ...invoices]),
  };
}
