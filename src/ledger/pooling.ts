import type pg from 'pg';
import { ConfigurationFailure } from '../failure.ts';

/** A busy pooler may hand each question to a session that is free just then: asked once, it could look like a server. */
const QUESTIONS = 5;

/**
 * Refuses a pooler that gives each transaction, or each statement, another session of the server. Settings would be lost or meet the
 * wrong work, and the lock of a round would stay with a session that nobody has. Two connections that are open at once never have
 * the same session, and one that stays open never has another: where either is seen, there is such a pooler.
 * @throws ConfigurationFailure saying what to do; the message wants the address before it
 */
export async function expectOwnSession(pool: pg.Pool): Promise<void> {
  const [one, other] = [await pool.connect(), await pool.connect()];
  try {
    const seen = { one: new Set<number>(), other: new Set<number>() };
    for (let asked = 0; asked < QUESTIONS; asked += 1) {
      seen.one.add(await sessionOf(one));
      seen.other.add(await sessionOf(other));
    }
    const shared = [...seen.one].some((pid) => seen.other.has(pid));
    if (!shared && seen.one.size === 1 && seen.other.size === 1) return;
  } finally {
    one.release();
    other.release();
  }
  throw new ConfigurationFailure(
    'is a pooler that gives each transaction another session (PgBouncer: pool_mode = transaction or statement). ' +
      'Rounds hold locks that belong to a session: set pool_mode = session for this user or database, or name the PostgreSQL itself.',
  );
}

async function sessionOf(client: pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
}
