import { readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { packageRoot } from '../settings/package-root.ts';

const CREATION_LOCK = 8_026_001;

/** Whether the database has a schema of this name. */
export async function schemaExists(pool: pg.Pool, schema: string): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from pg_namespace where nspname = $1', [schema]);
  return rowCount === 1;
}

/**
 * Creates the tables of db/source-contract.sql that do not exist yet; tables and views that do are left alone.
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

/** db/source-contract.sql, for a schema of another name if one is given. */
export async function sourceContractSql(schema = 'source'): Promise<string> {
  const text = await readFile(path.join(packageRoot, 'db', 'source-contract.sql'), 'utf8');
  return schema === 'source'
    ? text
    : text.replaceAll(/\bsource(?=\.\w|;| is ')/g, pg.escapeIdentifier(schema));
}
