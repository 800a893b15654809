import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { inTransaction } from '../../database/in-transaction.ts';

/**
 * Counts a try before its password is looked at, so that many at once are not more than many one after the other.
 * @param lockAfter until when the name is locked after so many tries; null: it is not. The new count is given to it
 * @param forgetBefore tries of a name whose last one was before this count no more
 * @returns until when the name is locked by earlier tries, and this one is none; null: it may be judged
 */
export function countTry(
  pool: Pool,
  name: string,
  now: Instant,
  forgetBefore: Instant,
  lockAfter: (tries: number) => Instant | null,
): Promise<Instant | null> {
  return inTransaction(pool, async (client) => {
    const key = hashOf(name);
    await client.query(
      'insert into console_tries (name_hash, tries, last_at) values ($1, 0, $2) on conflict do nothing',
      [key, isoInstant(now)],
    );
    const { rows } = await client.query<{ tries: number; locked_until: Date | null; last_at: Date }>(
      'select tries, locked_until, last_at from console_tries where name_hash = $1 for update',
      [key],
    );
    const [row] = rows;
    const locked = row?.locked_until ? instantOf(row.locked_until.getTime()) : null;
    if (locked !== null && locked > now) return locked;
    const tries = row && row.last_at.getTime() >= forgetBefore ? row.tries + 1 : 1;
    const until = lockAfter(tries);
    await client.query(
      'update console_tries set tries = $2, locked_until = $3, last_at = $4 where name_hash = $1',
      [key, tries, until === null ? null : isoInstant(until), isoInstant(now)],
    );
    return null;
  });
}

/** After a right password, or another one that an admin gave: the name starts anew. */
export const forgetTries = (client: Pool | PoolClient, name: string): Promise<unknown> =>
  client.query('update console_tries set tries = 0, locked_until = null where name_hash = $1', [
    hashOf(name),
  ]);

const hashOf = (name: string): string => createHash('sha256').update(name).digest('hex');
