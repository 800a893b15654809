import type pg from 'pg';
import { knownTables } from '../contract/source-tables.ts';
import { NAME_WORDS, NUMBER_WORDS, nameQuery, numberQuery } from './folded.ts';

/** What the company's tables have for something that a person typed: ids, at most so many of each. */
export interface Matches {
  readonly customers: readonly string[];
  readonly items: readonly string[];
  readonly invoices: readonly string[];
  /** More customers have such a name than are named here. */
  readonly more: boolean;
}

/** Customers of one name that are still worth paging through. */
const MOST = 200;
const SEVERAL = 20;

/**
 * Customers whose id or address it is, or whose name has words that begin with its words, whatever their capitals and marks; items and
 * invoices whose id or number it is, with its prefix or without.
 *
 * Names are searched here and not kept with our cases: they change, and whoever is forgotten is forgotten in one place less.
 * The contract has indexes for it, of PostgreSQL alone, so that no extension is needed.
 */
export async function findMatches(pool: pg.Pool, schema: string, typed: string): Promise<Matches> {
  const tables = await knownTables(pool, schema);
  const ids = async (text: string, values: readonly unknown[]): Promise<string[]> =>
    (await pool.query<{ id: string }>(text, [...values])).rows.map(({ id }) => id);
  const words = numberQuery(typed);
  const numbered = (table: 'orders' | 'service_jobs' | 'invoices') =>
    ids(
      `select id from (
         select id, 1 as nth from ${tables[table]} t where id = $1
         union all (select id, 2 from ${tables[table]} t where number = $1 limit ${SEVERAL})
         ${words === '' ? '' : `union all (select id, 3 from ${tables[table]} t where ${NUMBER_WORDS} @@ to_tsquery('simple', $2) limit ${SEVERAL})`}
       ) as found group by id order by min(nth) limit ${SEVERAL}`,
      words === '' ? [typed] : [typed, words],
    );
  const [customers, orders, jobs, invoices] = await Promise.all([
    ids(
      `select id from ${tables.customers} c where id = $1
       union (select id from ${tables.customers} c where lower(left(email, 320)) = lower($1) limit ${MOST + 1})
       union (select id from ${tables.customers} c where ${NAME_WORDS} @@ to_tsquery('simple', $2) limit ${MOST + 1})`,
      [typed, nameQuery(typed)],
    ),
    numbered('orders'),
    numbered('service_jobs'),
    numbered('invoices'),
  ]);
  return {
    customers: customers.slice(0, MOST),
    items: [...orders, ...jobs],
    invoices,
    more: customers.length > MOST,
  };
}
