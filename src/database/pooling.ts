import type pg from 'pg';
import { ConfigurationFailure } from '../failure.ts';

/** A busy pooler may hand each question to a session that is free just then: asked once, it could look like a server. */
const QUESTIONS = 8;

/**
 * Refuses a pooler that gives each transaction, or each statement, another session of the server. Settings would be lost or meet the
 * wrong work, and the lock of a round would stay with a session that nobody has. Two connections that are open at once never have
 * the same session, and one that stays open never has another: where either is seen, there is such a pooler. It sets nothing, because what is
 * set through such a pooler stays with the sessions of others.
 * @param connect opens a connection, which is closed again
 * @throws ConfigurationFailure saying what to do; and what `connect` throws
 */
export async function expectOwnSession(connect: () => Promise<pg.Client>): Promise<void> {
  const one = await connect();
  try {
    const other = await connect();
    try {
      if (await haveOwn(one, other)) return;
    } finally {
      await other.end();
    }
  } finally {
    await one.end();
  }
  throw new ConfigurationFailure(
    'is a pooler that gives each transaction another session (PgBouncer: pool_mode = transaction or statement). ' +
      'Rounds hold locks that belong to a session: set pool_mode = session for this user or database, or name the PostgreSQL itself.',
  );
}

async function haveOwn(one: pg.Client, other: pg.Client): Promise<boolean> {
  const [ones, others] = [new Set<number>(), new Set<number>()];
  for (let asked = 0; asked < QUESTIONS; asked += 1) {
    ones.add(await sessionOf(one));
    others.add(await sessionOf(other));
  }
  return ones.size === 1 && others.size === 1 && [...ones].every((pid) => !others.has(pid));
}

async function sessionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  return rows[0]?.pid ?? 0;
}
