import type { Pool } from 'pg';
import { addressesIn } from '../../customer/address.ts';
import { knownTables } from '../contract/source-tables.ts';
import { addressText } from '../rows/raw.ts';

/** A table of people is some hundreds of rows. */
const MOST = 5_000;

/** The people of the company whom a user of the console is: those whose id is the user's name, or whose address begins with it. */
export async function peopleOfUser(pool: Pool, schema: string, user: string): Promise<readonly string[]> {
  const { people } = await knownTables(pool, schema);
  const { rows } = await pool.query<{ id: string; email: string | null }>(
    `select id, ${addressText('email')} as email from ${people} p
     where lower(id) = $1 or position($1 || '@' in lower(email)) > 0 limit ${MOST}`,
    [user.toLowerCase()],
  );
  const isTheirs = (email: string | null) =>
    addressesIn(email ?? '').some(({ address }) =>
      address.toLowerCase().startsWith(`${user.toLowerCase()}@`),
    );
  return rows
    .filter(({ id, email }) => id.toLowerCase() === user.toLowerCase() || isTheirs(email))
    .map(({ id }) => id);
}
