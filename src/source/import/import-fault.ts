import type pg from 'pg';
import { ConfigurationFailure, messageOf, RunFailure } from '../../failure.ts';

/** Says of a failed import what to do about it; what is no fault of the database passes as it is. */
export function importFault(error: unknown, schema: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = messageOf(error);
  if (code === '42501') {
    return new ConfigurationFailure(
      `The import was not done: ${said}. Grant insert and update on schema ${schema}.`,
    );
  }
  if (error instanceof ConfigurationFailure || code === '') return error;
  return new RunFailure(`The import was undone, nothing was changed: ${said} (${code}).`);
}

/**
 * Looks before anything is read whether the rows have somewhere to go.
 * @throws ConfigurationFailure when one of the tables is missing, or is a view.
 */
export async function expectTables(
  client: pg.PoolClient,
  names: readonly string[],
  schema: string,
): Promise<void> {
  const { rows } = await client.query<{ name: string; kind: string }>(
    `select c.relname::text as name, c.relkind::text as kind from pg_class c
       join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relname = any($2)`,
    [schema, names],
  );
  const faults = names.flatMap((name) => {
    const found = rows.find((row) => row.name === name);
    if (found === undefined) {
      return [`${schema}.${name} is not there. Run db/source-contract.sql in that database first.`];
    }
    if (found.kind === 'r' || found.kind === 'p') return [];
    return [`${schema}.${name} is no table but a view: change the rows behind it instead of importing.`];
  });
  if (faults.length > 0) throw new ConfigurationFailure(faults);
}
