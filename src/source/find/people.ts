import type { Pool } from 'pg';
import { knownTables } from '../contract/source-tables.ts';

/** A table of people is some hundreds of rows. */
const MOST = 5_000;
/** In characters: a longer id is none that a person chooses. */
const LONGEST_ID = 200;

/** The people of the company, by name, for whoever chooses one of them; who has no name goes by their id. */
export async function listPeople(
  pool: Pool,
  schema: string,
): Promise<readonly { readonly id: string; readonly name: string }[]> {
  const { people } = await knownTables(pool, schema);
  const { rows } = await pool.query<{ id: string; name: string }>(
    `select id, left(coalesce(nullif(name, ''), id), 100) as name from ${people} p
     where length(id) <= ${LONGEST_ID} order by 2, 1 limit ${MOST}`,
  );
  return rows;
}

/** Whether there is somebody of this id. */
export async function isPerson(pool: Pool, schema: string, id: string): Promise<boolean> {
  const { people } = await knownTables(pool, schema);
  const { rowCount } = await pool.query(`select from ${people} p where id = $1 limit 1`, [id]);
  return rowCount === 1;
}
