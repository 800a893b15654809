import type { Pool, PoolClient } from 'pg';

/** One number for all workers on this database: "tidings round". */
const ROUND_LOCK = 8_026_001;

/**
 * Runs `work` while no other round runs on this database, in this process or another. A worker that dies loses
 * its connection, and with it the lock.
 * @param wait true: waits for its turn; false: gives up at once
 * @returns null when another round is under way and `wait` is false
 */
export async function withRoundLock<Result>(
  pool: Pool,
  wait: boolean,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const client = await pool.connect();
  // A cut connection is noticed by the round's own queries; unheard, the event would end the process.
  const heard = () => undefined;
  client.on('error', heard);
  try {
    if (!(await take(client, wait))) return null;
    return await work();
  } finally {
    client.off('error', heard);
    // Ending the session gives the lock back, even when the connection is broken.
    client.release(true);
  }
}

async function take(client: PoolClient, wait: boolean): Promise<boolean> {
  if (wait) {
    await client.query('select pg_advisory_lock($1)', [ROUND_LOCK]);
    return true;
  }
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
    ROUND_LOCK,
  ]);
  return rows[0]?.taken === true;
}
