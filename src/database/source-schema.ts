import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { packageRoot } from '../settings/package-root.ts';

/** Not that of rounds: a worker beside this one goes on with its own. */
const CREATION_LOCK = 8_026_002;

/** Whether the database has a schema of this name. */
export async function schemaExists(pool: pg.Pool, schema: string): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from pg_namespace where nspname = $1', [schema]);
  return rowCount === 1;
}

/**
 * Creates the tables of db/source-contract.sql that do not exist yet, and adds the columns that came later to those that do.
 * @param schema where; the file says `source`.
 */
export async function createSourceContract(pool: pg.Pool, schema = 'source'): Promise<void> {
  const contract = await sourceContractSql(schema);
  const client = await pool.connect();
  try {
    await client.query('begin');
    // `if not exists` alone fails when two processes create the same table at the same moment.
    await client.query('select pg_advisory_xact_lock($1)', [CREATION_LOCK]);
    await client.query(contract);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

/** What the contract says of its schema: one without it was made by somebody else. */
const OF_THE_SCHEMA = /^comment on schema source is '(.*)';$/m;
/** What the contract has gained since its first edition. */
const ADDED = /^alter table source\.(\w+) add column if not exists (\w+) /gm;
const ADDED_TABLES: readonly string[] = ['customer_contacts', 'shipments', 'unnamed_rows'];
/** Every column stands in the contract with a comment of its own. */
const COLUMN = /^comment on column source\.(\w+)\.(\w+) is /gm;

/**
 * Gives a schema that db/source-contract.sql made what the contract has gained since. One with a view in place of a table, or with
 * a table of another owner, or without something of the first edition, is the company's own: it is left alone, and what it lacks
 * counts as null.
 * @returns whether anything was lacking and was made
 */
export async function extendSourceContract(pool: pg.Pool, schema = 'source'): Promise<boolean> {
  const contract = await sourceContractSql();
  const wanted = [...contract.matchAll(COLUMN)];
  const added = new Set([...contract.matchAll(ADDED)].map(([, table, column]) => `${table}.${column}`));
  const { rows } = await pool.query<{ lacking: readonly string[]; ours: boolean | null }>(
    `with wanted as (select * from unnest($2::text[], $3::text[]) as wanted ("table", "column")),
          present as (
            select c.oid, c.relname, c.relkind in ('r', 'p') and pg_has_role(c.relowner, 'usage') as ours
            from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = $1 and c.relname in (select "table" from wanted))
     select (select bool_and(ours) from present)
              and obj_description((select oid from pg_namespace where nspname = $1), 'pg_namespace') = $4 as ours,
            array(select "table" || '.' || "column" from wanted left join present on relname = "table"
                  left join pg_attribute on attrelid = oid and attname = "column" and not attisdropped
                  where attname is null) as lacking`,
    [
      schema,
      wanted.map(([, table]) => table),
      wanted.map(([, , column]) => column),
      OF_THE_SCHEMA.exec(contract)?.[1],
    ],
  );
  const [found] = rows;
  const isLater = (column: string): boolean =>
    added.has(column) || ADDED_TABLES.includes(column.split('.')[0] ?? '');
  if (found?.ours !== true || found.lacking.length === 0 || !found.lacking.every(isLater)) return false;
  await createSourceContract(pool, schema);
  return true;
}

/** db/source-contract.sql, for a schema of another name if one is given. */
export async function sourceContractSql(schema = 'source'): Promise<string> {
  const text = await readFile(path.join(packageRoot, 'db', 'source-contract.sql'), 'utf8');
  return schema === 'source'
    ? text
    : text.replaceAll(/\bsource(?=\.\w|;| is ')/g, pg.escapeIdentifier(schema));
}
