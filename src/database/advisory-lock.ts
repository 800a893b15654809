import type { Pool, PoolClient } from 'pg';

/** One number for all workers on a database, for each thing that only one of them does at a time. */
const LOCKS = { round: 8_026_001, sweep: 8_026_003, inbox: 8_026_050 } as const;

/**
 * Runs `work` while nobody else does the same on this database, in this process or another. A worker that dies loses
 * its connection, and with it the lock.
 * @param wait true: waits for its turn; false: gives up at once
 * @returns null when somebody else is at it and `wait` is false
 */
export async function withLock<Result>(
  pool: Pool,
  name: keyof typeof LOCKS,
  wait: boolean,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const client = await pool.connect();
  // A cut connection is noticed by the work's own queries; unheard, the event would end the process.
  const heard = () => undefined;
  client.on('error', heard);
  try {
    if (!(await take(client, LOCKS[name], wait))) return null;
    const result = await work();
    // At once: the server may see the end of a session some moments after whoever asks next. What is done stays done.
    await client.query('select pg_advisory_unlock($1)', [LOCKS[name]]).catch(() => undefined);
    return result;
  } finally {
    client.off('error', heard);
    // Ending the session gives the lock back too, even when the connection is broken.
    client.release(true);
  }
}

async function take(client: PoolClient, lock: number, wait: boolean): Promise<boolean> {
  if (wait) {
    await client.query('select pg_advisory_lock($1)', [lock]);
    return true;
  }
  const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [lock]);
  return rows[0]?.taken === true;
}

/**
 * Runs `work` while no other round runs on this database.
 * @param wait true: waits for its turn; false: gives up at once
 * @returns null when another round is under way and `wait` is false
 */
export const withRoundLock = <Result>(
  pool: Pool,
  wait: boolean,
  work: () => Promise<Result>,
): Promise<Result | null> => withLock(pool, 'round', wait, work);
