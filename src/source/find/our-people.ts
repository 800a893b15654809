import type { Pool } from 'pg';
import { addressesIn, isSameAddress } from '../../customer/address.ts';
import { knownTables } from '../contract/source-tables.ts';
import { addressText } from '../rows/raw.ts';

/** A field may hold the address as a part of another one; as many of these as are worth looking at. */
const SEVERAL = 100;

/** Whether somebody of the company has this address. @param address in small letters */
export async function isOurPerson(pool: Pool, schema: string, address: string): Promise<boolean> {
  const { people } = await knownTables(pool, schema);
  const { rows } = await pool.query<{ email: string }>(
    `select ${addressText('email')} as email from ${people} p where position($1 in lower(email)) > 0 limit ${SEVERAL}`,
    [address],
  );
  return rows.some(({ email }) => addressesIn(email).some((one) => isSameAddress(one.address, address)));
}
