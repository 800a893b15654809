import type { Pool } from 'pg';

/** Whether somebody of the company has this address. @param address in small letters */
export async function isOurPerson(pool: Pool, schema: string, address: string): Promise<boolean> {
  const { rows } = await pool.query<{ ours: boolean }>(
    `select exists (select from ${schema}.people where lower(btrim(email)) = $1) as ours`,
    [address],
  );
  return rows[0]?.ours === true;
}
