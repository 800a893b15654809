import type { Pool, PoolClient } from 'pg';
import { inTransaction } from './in-transaction.ts';

/** Who acts, and why, for the history of what has no column for it. */
export interface Actor {
  readonly who: string;
  readonly why: string | null;
}

/**
 * Does some work in one transaction that the history (0006_history.sql) puts down to somebody by name. Without it a change
 * is the worker's, unless the changed row itself names who made it.
 * @param undo nothing is changed after all: to see what would be
 * @throws what the work throws; nothing is changed then
 */
export const inTheNameOf = <Result>(
  pool: Pool,
  { who, why }: Actor,
  work: (client: PoolClient) => Promise<Result>,
  undo = { undo: false },
): Promise<Result> =>
  inTransaction(
    pool,
    async (client) => {
      await client.query(`select set_config('tidings.who', $1, true), set_config('tidings.why', $2, true)`, [
        who,
        why ?? '',
      ]);
      return work(client);
    },
    undo,
  );
