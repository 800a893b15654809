import type { Pool, PoolClient } from 'pg';

/**
 * Does the work in one transaction: all of it or none.
 * @param undo none of it after all: to see what it would do
 * @throws what the work throws
 */
export async function inTransaction<Result>(
  pool: Pool,
  work: (client: PoolClient) => Promise<Result>,
  { undo }: { readonly undo: boolean } = { undo: false },
): Promise<Result> {
  const client = await pool.connect();
  try {
    await client.query('begin');
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
