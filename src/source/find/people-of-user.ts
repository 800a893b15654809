import type { Pool } from 'pg';
import { addressesIn, isSameAddress } from '../../customer/address.ts';
import { knownTables } from '../contract/source-tables.ts';
import { addressText } from '../rows/raw.ts';

/** A table of people is some hundreds of rows. */
const MOST = 5_000;

/** What is known of a user of the console. */
export interface KnownUser {
  readonly name: string;
  /** Their address; null: nobody said. */
  readonly email: string | null;
  /** Who of the company's people an admin said they are; null: nobody said. */
  readonly personId: string | null;
}

/**
 * The people of the company whom a user of the console is, by their ids: whom an admin said; else those with the user's address; else
 * those whose id is the user's name, or, of a user without an address, whose own begins with it.
 */
export async function peopleOfUser(pool: Pool, schema: string, user: KnownUser): Promise<readonly string[]> {
  if (user.personId !== null) return [user.personId];
  const name = user.name.toLowerCase();
  const own = user.email?.toLowerCase() ?? null;
  const { people } = await knownTables(pool, schema);
  const { rows } = await pool.query<{ id: string; email: string | null }>(
    `select id, ${addressText('email')} as email from ${people} p
     where lower(id) = $1 or position($2 in lower(email)) > 0 limit ${MOST}`,
    [name, own ?? `${name}@`],
  );
  const isTheirs = (email: string | null) =>
    addressesIn(email ?? '').some(({ address }) =>
      own === null ? address.toLowerCase().startsWith(`${name}@`) : isSameAddress(address, own),
    );
  const theirs = rows.filter(({ email }) => isTheirs(email));
  const named = rows.filter(({ id }) => id.toLowerCase() === name);
  const found = own !== null && theirs.length > 0 ? theirs : [...new Set([...theirs, ...named])];
  return found.map(({ id }) => id);
}
