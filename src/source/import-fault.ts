import { ConfigurationFailure, RunFailure } from '../failure.ts';

/** Says of a failed import what to do about it; what is no fault of the database passes as it is. */
export function importFault(error: unknown, schema: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const said = error instanceof Error ? error.message : String(error);
  if (code === '42P01' || code === '3F000') {
    return new ConfigurationFailure(
      `The import was not done: ${said}. Create the tables of db/source-contract.sql in schema ${schema} first.`,
    );
  }
  if (code === '42P10' || code === '55000' || code === '42809') {
    return new ConfigurationFailure(
      `The import was not done: ${said}. An import needs the tables of db/source-contract.sql, not views.`,
    );
  }
  if (code === '42501') {
    return new ConfigurationFailure(
      `The import was not done: ${said}. Grant insert and update on schema ${schema}.`,
    );
  }
  if (error instanceof ConfigurationFailure || code === '') return error;
  return new RunFailure(`The import was undone, nothing was changed: ${said} (${code}).`);
}
