import type { Pool, PoolClient } from 'pg';
import { dateOf, type Instant, instantFrom } from '../../calendar/time.ts';
import { changedBy, ledger, rowOf, rowsOf } from '../../database/query.ts';

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
  const invitation = ledger.insertInto('console_invitations').values({
    token_hash: tokenHash,
    user_name: userName,
    made_at: dateOf(at),
    made_by: by,
    expires_at: dateOf(expiresAt),
  });
  await changedBy(client, invitation);
}

/** The user whom a link invites; null: it was used, another took its place, it is too old, or its user is shut out. */
export async function invitedBy(pool: Pool, tokenHash: string, now: Instant): Promise<string | null> {
  const invited = ledger
    .selectFrom('console_invitations as i')
    .innerJoin('console_users as u', 'u.name', 'i.user_name')
    .select('i.user_name')
    .where('i.token_hash', '=', tokenHash)
    .where('i.ended_at', 'is', null)
    .where('i.expires_at', '>', dateOf(now))
    .where('u.disabled_at', 'is', null);
  return (await rowOf(pool, invited))?.user_name ?? null;
}

/** Takes an invitation, once. False: somebody was quicker, or it opens nothing. */
export async function takeInvitation(client: PoolClient, tokenHash: string, now: Instant): Promise<boolean> {
  const taken = ending(now).where('token_hash', '=', tokenHash).where('expires_at', '>', dateOf(now));
  return (await changedBy(client, taken)) === 1;
}

export const endInvitations = (client: PoolClient, userName: string, at: Instant): Promise<unknown> =>
  changedBy(client, ending(at).where('user_name', '=', userName));

const ending = (at: Instant) =>
  ledger
    .updateTable('console_invitations')
    .set({ ended_at: dateOf(at) })
    .where('ended_at', 'is', null);

/** Until when each user who is invited may come by their link. */
export async function openInvitations(pool: Pool, now: Instant): Promise<ReadonlyMap<string, Instant>> {
  const open = ledger
    .selectFrom('console_invitations')
    .select(({ fn }) => ['user_name', fn.max('expires_at').as('expires_at')])
    .where('ended_at', 'is', null)
    .where('expires_at', '>', dateOf(now))
    .groupBy('user_name');
  const rows = await rowsOf(pool, open);
  return new Map(rows.map((row) => [row.user_name, instantFrom(row.expires_at)]));
}
