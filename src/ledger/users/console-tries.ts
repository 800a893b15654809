import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import { dateOf, type Instant, instantFrom } from '../../calendar/time.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { type Connection, changedBy, ledger, rowOf } from '../../database/query.ts';

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
    const first = ledger
      .insertInto('console_tries')
      .values({ name_hash: key, tries: 0, last_at: dateOf(now) })
      .onConflict((conflict) => conflict.doNothing());
    await changedBy(client, first);
    const before = ledger
      .selectFrom('console_tries')
      .select(['tries', 'locked_until', 'last_at'])
      .where('name_hash', '=', key)
      .forUpdate();
    const row = await rowOf(client, before);
    const locked = instantFrom(row?.locked_until ?? null);
    if (locked !== null && locked > now) return locked;
    const tries = row && row.last_at.getTime() >= forgetBefore ? row.tries + 1 : 1;
    const until = lockAfter(tries);
    const counted = ledger
      .updateTable('console_tries')
      .set({ tries, locked_until: until === null ? null : dateOf(until), last_at: dateOf(now) })
      .where('name_hash', '=', key);
    await changedBy(client, counted);
    return null;
  });
}

/** After a right password, or another one that an admin gave: the name starts anew. */
export const forgetTries = (connection: Connection, name: string): Promise<unknown> =>
  changedBy(
    connection,
    ledger
      .updateTable('console_tries')
      .set({ tries: 0, locked_until: null })
      .where('name_hash', '=', hashOf(name)),
  );

const hashOf = (name: string): string => createHash('sha256').update(name).digest('hex');
