import type { Pool } from 'pg';
import { readTables } from '../contract/source-tables.ts';

/** Whether somebody of the company has this address. @param address in small letters */
export async function isOurPerson(pool: Pool, schema: string, address: string): Promise<boolean> {
  const { people } = await readTables(pool, schema);
  const { rows } = await pool.query<{ ours: boolean }>(
    `select exists (select from ${people} p where lower(btrim(email)) = $1) as ours`,
    [address],
  );
  return rows[0]?.ours === true;
}
