import {
  type Compilable,
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
} from 'kysely';
import type { Pool } from 'pg';
import type { Ledger } from './ledger-tables.ts';

/** What a query is asked of: a pool, or the client of a transaction. */
export type Connection = Pick<Pool, 'query'>;

/**
 * Builds queries on our own tables that the compiler checks. It holds no connection: a query is a value, and `rowsOf`, `rowOf` and
 * `changedBy` ask it of the pool or the client that the caller has.
 */
export const ledger = new Kysely<Ledger>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
});

/** A row of what a query gives. */
export type RowOf<Query> = Query extends Compilable<infer Row> ? Row : never;

/** The rows that a query gives: of a select, or of a change with `returning`. Times as Date, bigints and days as text. */
export async function rowsOf<Row extends object>(
  connection: Connection,
  query: Compilable<Row>,
): Promise<Row[]> {
  const { sql, parameters } = query.compile();
  return (await connection.query<Row>(sql, [...parameters])).rows;
}

/** The first row, or null when there is none. */
export const rowOf = async <Row extends object>(
  connection: Connection,
  query: Compilable<Row>,
): Promise<Row | null> => (await rowsOf(connection, query))[0] ?? null;

/** Changes rows. @returns how many */
export async function changedBy(connection: Connection, change: Compilable): Promise<number> {
  const { sql, parameters } = change.compile();
  return (await connection.query(sql, [...parameters])).rowCount ?? 0;
}
