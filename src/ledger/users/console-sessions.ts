import type { Pool, PoolClient } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';

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
  client: Pool | PoolClient,
  tokenHash: string,
  { userName, csrf, createdAt, seenAt }: StoredSession,
): Promise<unknown> =>
  client.query(
    `insert into console_sessions (token_hash, user_name, csrf, created_at, seen_at) values ($1, $2, $3, $4, $5)`,
    [tokenHash, userName, csrf, isoInstant(createdAt), isoInstant(seenAt)],
  );

/** The session of a token that nobody ended; null when there is none. */
export async function readSession(pool: Pool, tokenHash: string): Promise<StoredSession | null> {
  const { rows } = await pool.query<{
    user_name: string;
    csrf: string;
    created_at: Date;
    seen_at: Date;
  }>(
    `select user_name, csrf, created_at, seen_at from console_sessions where token_hash = $1 and ended_at is null`,
    [tokenHash],
  );
  const row = rows[0];
  return row
    ? {
        userName: row.user_name,
        csrf: row.csrf,
        createdAt: instantOf(row.created_at.getTime()),
        seenAt: instantOf(row.seen_at.getTime()),
      }
    : null;
}

export const sessionSeen = (pool: Pool, tokenHash: string, at: Instant): Promise<unknown> =>
  pool.query('update console_sessions set seen_at = $2 where token_hash = $1', [tokenHash, isoInstant(at)]);

export const endSession = (pool: Pool, tokenHash: string, at: Instant): Promise<unknown> =>
  pool.query('update console_sessions set ended_at = $2 where token_hash = $1 and ended_at is null', [
    tokenHash,
    isoInstant(at),
  ]);

/** Signs a user out everywhere. */
export const endSessionsOf = (client: Pool | PoolClient, userName: string, at: Instant): Promise<unknown> =>
  client.query('update console_sessions set ended_at = $2 where user_name = $1 and ended_at is null', [
    userName,
    isoInstant(at),
  ]);
