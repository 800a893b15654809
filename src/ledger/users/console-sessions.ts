import type { Pool } from 'pg';
import { dateOf, type Instant, instantFrom } from '../../calendar/time.ts';
import { type Connection, changedBy, ledger, rowOf } from '../../database/query.ts';

/** A signed-in browser. Times are the ledger's. */
export interface StoredSession {
  readonly userName: string;
  /** What every form of this session carries. */
  readonly csrf: string;
  readonly createdAt: Instant;
  readonly seenAt: Instant;
}

/** @param tokenHash sha256 (hex) of the cookie */
export const beginSession = (
  connection: Connection,
  tokenHash: string,
  { userName, csrf, createdAt, seenAt }: StoredSession,
): Promise<unknown> => {
  const session = {
    token_hash: tokenHash,
    user_name: userName,
    csrf,
    created_at: dateOf(createdAt),
    seen_at: dateOf(seenAt),
  };
  return changedBy(connection, ledger.insertInto('console_sessions').values(session));
};

/** The session of a token that nobody ended; null when there is none. */
export async function readSession(pool: Pool, tokenHash: string): Promise<StoredSession | null> {
  const session = ledger
    .selectFrom('console_sessions')
    .select(['user_name', 'csrf', 'created_at', 'seen_at'])
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null);
  const row = await rowOf(pool, session);
  return row
    ? {
        userName: row.user_name,
        csrf: row.csrf,
        createdAt: instantFrom(row.created_at),
        seenAt: instantFrom(row.seen_at),
      }
    : null;
}

export const sessionSeen = (pool: Pool, tokenHash: string, at: Instant): Promise<unknown> =>
  changedBy(
    pool,
    ledger
      .updateTable('console_sessions')
      .set({ seen_at: dateOf(at) })
      .where('token_hash', '=', tokenHash),
  );

const ending = (at: Instant) =>
  ledger
    .updateTable('console_sessions')
    .set({ ended_at: dateOf(at) })
    .where('ended_at', 'is', null);

export const endSession = (pool: Pool, tokenHash: string, at: Instant): Promise<unknown> =>
  changedBy(pool, ending(at).where('token_hash', '=', tokenHash));

/** Signs a user out everywhere. */
export const endSessionsOf = (connection: Connection, userName: string, at: Instant): Promise<unknown> =>
  changedBy(connection, ending(at).where('user_name', '=', userName));
