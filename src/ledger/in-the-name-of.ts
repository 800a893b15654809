import type { Pool, PoolClient } from 'pg';

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
export async function inTheNameOf<Result>(
  pool: Pool,
  { who, why }: Actor,
  work: (client: PoolClient) => Promise<Result>,
  { undo }: { readonly undo: boolean } = { undo: false },
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query(`select set_config('tidings.who', $1, true), set_config('tidings.why', $2, true)`, [
      who,
      why ?? '',
    ]);
    const result = await work(client);
    await client.query(undo ? 'rollback' : 'commit');
    client.release();
    return result;
  } catch (error) {
    // Ending the session rolls back, even when the connection is what broke.
    client.release(true);
    throw error;
  }
}
