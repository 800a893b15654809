import { setTimeout as sleep } from 'node:timers/promises';
import pg, { type Pool, type PoolClient } from 'pg';
import type { Locked } from '../../alarms/conditions.ts';
import { CONTRACT } from '../contract/contract.ts';

/** Milliseconds that a table may keep a reader waiting: whoever empties and fills one in a moment is not meant. */
const LOCK_TIMEOUT = 1_500;
const LOOK_EVERY = 200;
const LOCK_NOT_AVAILABLE = '55P03';
const LONGEST_NAME = 60;

/**
 * The tables or views of the contract that nobody can read now, because somebody has locked them or what they look at. It reads no row.
 * @throws the database's error when it does not answer
 */
export async function findLocked(pool: Pool, schema: string): Promise<readonly Locked[]> {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ pid: number }>(
      `select pg_backend_pid() as pid from set_config('lock_timeout', $1, false)`,
      [String(LOCK_TIMEOUT)],
    );
    const ours = rows[0]?.pid ?? 0;
    const locked: Locked[] = [];
    for (const { name } of CONTRACT) {
      const table = `${pg.escapeIdentifier(schema)}.${name}`;
      const by = await blockersOf(pool, client, ours, table);
      if (by !== null) locked.push({ table: `${schema}.${name}`, by });
    }
    return locked;
  } finally {
    // With it goes the setting.
    client.release(true);
  }
}

/** Null: the table can be read, or cannot for another reason, of which others speak. */
async function blockersOf(
  pool: Pool,
  client: PoolClient,
  ours: number,
  table: string,
): Promise<Locked['by'] | null> {
  let waits = true;
  const reading = client
    .query(`select from ${table} limit 0`)
    .then(
      () => false,
      (error: unknown) => {
        if (error instanceof pg.DatabaseError) return error.code === LOCK_NOT_AVAILABLE;
        throw error;
      },
    )
    .finally(() => {
      waits = false;
    });
  let by: Locked['by'] = [];
  await Promise.race([reading, sleep(LOOK_EVERY)]);
  while (waits) {
    const seen = await whoBlocks(pool, ours).catch(() => []);
    if (seen.length > 0) by = seen;
    await Promise.race([reading.catch(() => undefined), sleep(LOOK_EVERY)]);
  }
  return (await reading) ? by : null;
}

/** For how long its transaction has lasted is shown only to its own user, and to who may read all statistics. */
async function whoBlocks(pool: Pool, waiting: number): Promise<Locked['by']> {
  const { rows } = await pool.query<Locked['by'][number]>(
    `select pid, left(application_name, ${LONGEST_NAME}) as application, usename as "user",
            (1000 * extract(epoch from clock_timestamp() - xact_start))::float8 as ms
     from pg_stat_activity where pid = any(pg_blocking_pids($1)) order by xact_start nulls last, pid limit 5`,
    [waiting],
  );
  return rows;
}
