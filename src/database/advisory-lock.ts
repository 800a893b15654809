import { setTimeout as sleep } from 'node:timers/promises';
import type { Pool, PoolClient } from 'pg';

/** One number for all workers on a database, for each thing that only one of them does at a time. */
const LOCKS = {
  round: 8_026_001,
  sweep: 8_026_003,
  inbox: 8_026_050,
  promises: 8_026_051,
  files: 8_026_052,
} as const;

/** Milliseconds between two questions whether it is our turn. */
const ASK_EVERY = 250;
/** Milliseconds between two words over a line that holds a lock: neither a router nor the server forgets it. */
const AWAKE_EVERY = 20_000;
/** Milliseconds after which the server ends a session that holds a lock and has not been heard of: its worker is out of reach. */
const LOST_AFTER = 2 * 60_000;

/**
 * Runs `work` while nobody else does the same on this database, in this process or another. A worker that dies loses
 * its connection, and with it the lock; so does one that the server has not heard of for two minutes.
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
  let clean = false;
  try {
    const before = await endWhenLost(client);
    if (!(await take(client, LOCKS[name], wait))) return null;
    const awake = setInterval(() => void client.query('select 1').catch(() => undefined), AWAKE_EVERY);
    const result = await work().finally(() => clearInterval(awake));
    clean = await giveBack(client, LOCKS[name], before);
    return result;
  } finally {
    client.off('error', heard);
    // Ending the session gives the lock back too, even when the connection is broken.
    client.release(!clean);
  }
}

/** The server ends the session where it hears of it no more. @returns how long it waited before */
async function endWhenLost(client: PoolClient): Promise<string> {
  const { rows } = await client.query<{ before: string; now: string }>(
    `select before, set_config('idle_session_timeout', $1, false) as now
     from (select current_setting('idle_session_timeout') as before offset 0) s`,
    [LOST_AFTER],
  );
  return rows[0]?.before ?? '0';
}

/**
 * At once: the server may see the end of a session some moments after whoever asks next. What is done stays done.
 * @returns whether the session is as it was before
 */
const giveBack = (client: PoolClient, lock: number, before: string): Promise<boolean> =>
  client
    .query<{ given: boolean }>(
      `select pg_advisory_unlock($1) as given from set_config('idle_session_timeout', $2, false)`,
      [lock, before],
    )
    .then(
      ({ rows }) => rows[0]?.given === true,
      () => false,
    );

/** Asks again and again: a question that waits at the server cannot be told from a line that is dead. */
async function take(client: PoolClient, lock: number, wait: boolean): Promise<boolean> {
  for (;;) {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      lock,
    ]);
    if (rows[0]?.taken === true) return true;
    if (!wait) return false;
    await sleep(ASK_EVERY);
  }
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
