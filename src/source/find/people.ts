import type { Pool } from 'pg';
import { knownTables } from '../contract/source-tables.ts';

/** More are no list to choose from. */
const MOST = 500;

/** The people of the company, by name, for whoever says which of them a user is. */
export async function listPeople(
  pool: Pool,
  schema: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { people } = await knownTables(pool, schema);
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select left(id, 200) as id, left(coalesce(name, ''), 100) as name from ${people} p order by 2, 1 limit ${MOST}`,
  );
  return rows;
}

/** Whether there is somebody of this id. */
export async function isPerson(pool: Pool, schema: string, id: string): Promise<boolean> {
  const { people } = await knownTables(pool, schema);
  const { rowCount } = await pool.query(`select from ${people} p where id = $1 limit 1`, [id]);
  return rowCount === 1;
}
