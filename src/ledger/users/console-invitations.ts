import type { Pool, PoolClient } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';

/** A link by which a user sets a password of their own. */
export interface Invitation {
  /** sha256 (hex) of what the link carries. */
  readonly tokenHash: string;
  readonly userName: string;
  readonly expiresAt: Instant;
}

/** Keeps an invitation; those that the user had before open nothing any more. */
export async function keepInvitation(
  client: PoolClient,
  { tokenHash, userName, expiresAt }: Invitation,
  by: string,
  at: Instant,
): Promise<void> {
  await endInvitations(client, userName, at);
  await client.query(
    `insert into console_invitations (token_hash, user_name, made_at, made_by, expires_at) values ($1, $2, $3, $4, $5)`,
    [tokenHash, userName, isoInstant(at), by, isoInstant(expiresAt)],
  );
}

/** The user whom a link invites; null: it was used, another took its place, it is too old, or its user is shut out. */
export async function invitedBy(pool: Pool, tokenHash: string, now: Instant): Promise<string | null> {
  const { rows } = await pool.query<{ user_name: string }>(
    `select i.user_name from console_invitations i join console_users u on u.name = i.user_name
     where i.token_hash = $1 and i.ended_at is null and i.expires_at > $2 and u.disabled_at is null`,
    [tokenHash, isoInstant(now)],
  );
  return rows[0]?.user_name ?? null;
}

/** Takes an invitation, once. False: somebody was quicker, or it opens nothing. */
export async function takeInvitation(client: PoolClient, tokenHash: string, now: Instant): Promise<boolean> {
  const { rowCount } = await client.query(
    'update console_invitations set ended_at = $2 where token_hash = $1 and ended_at is null and expires_at > $2',
    [tokenHash, isoInstant(now)],
  );
  return rowCount === 1;
}

export const endInvitations = (client: PoolClient, userName: string, at: Instant): Promise<unknown> =>
  client.query('update console_invitations set ended_at = $2 where user_name = $1 and ended_at is null', [
    userName,
    isoInstant(at),
  ]);

/** Until when each user who is invited may come by their link. */
export async function openInvitations(pool: Pool, now: Instant): Promise<ReadonlyMap<string, Instant>> {
  const { rows } = await pool.query<{ user_name: string; expires_at: Date }>(
    'select user_name, max(expires_at) as expires_at from console_invitations where ended_at is null and expires_at > $1 group by 1',
    [isoInstant(now)],
  );
  return new Map(rows.map((row) => [row.user_name, instantOf(row.expires_at.getTime())]));
}
