import type { Pool, PoolClient } from 'pg';
import type { Instant } from '../../calendar/time.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { endInvitations } from '../../ledger/users/console-invitations.ts';
import { endSessionsOf } from '../../ledger/users/console-sessions.ts';
import { forgetTries } from '../../ledger/users/console-tries.ts';
import { addUser, lockAdmins, setDisabled, setPassword, setRole } from '../../ledger/users/console-users.ts';
import { hashPassword, oneTimePassword } from './password.ts';
import type { UserRole } from './roles.ts';

/*
 * What may be done about users, for the command and the page alike. Each takes who does it, for the history.
 */

/** Small letters, so that a name is not two users; the table holds it too. */
export const USER_NAME = /^[a-z0-9][a-z0-9._-]{0,39}$/;

/** `last admin`: nobody could change users any more but who works on this machine. */
export type UserChange = 'done' | 'no such user' | 'last admin';

/** Adds a user and gives the one-time password; null when the name is taken. */
export async function admit(
  pool: Pool,
  { name, role }: { readonly name: string; readonly role: UserRole },
  by: string,
  now: Instant,
): Promise<string | null> {
  const given = oneTimePassword();
  const passwordHash = await hashPassword(given);
  return (await addUser(pool, { name, role, passwordHash }, by, now)) ? given : null;
}

/** Another one-time password, which ends a lock-out and every session; null when there is no such user. */
export async function givePassword(
  pool: Pool,
  name: string,
  by: string,
  now: Instant,
): Promise<string | null> {
  const given = oneTimePassword();
  const hash = await hashPassword(given);
  const found = await inTheNameOf(pool, { who: by, why: null }, async (client) => {
    await endSessionsOf(client, name, now);
    await endInvitations(client, name, now);
    await forgetTries(client, name);
    return setPassword(client, name, hash, true);
  });
  return found ? given : null;
}

/** Another role; it holds from the user's next click. */
export const changeRole = (pool: Pool, name: string, role: UserRole, by: string): Promise<UserChange> =>
  inTheNameOf(pool, { who: by, why: null }, async (client) => {
    if (role !== 'admin' && (await isLastAdmin(client, name))) return 'last admin';
    return (await setRole(client, name, role)) ? 'done' : 'no such user';
  });

/** Lets a user in no more, and ends every session. */
export const shutOut = (pool: Pool, name: string, by: string, now: Instant): Promise<UserChange> =>
  inTheNameOf(pool, { who: by, why: null }, async (client) => {
    if (await isLastAdmin(client, name)) return 'last admin';
    await endSessionsOf(client, name, now);
    return (await setDisabled(client, name, now)) ? 'done' : 'no such user';
  });

/** Lets in again who was shut out. */
export const letIn = (pool: Pool, name: string, by: string): Promise<UserChange> =>
  inTheNameOf(pool, { who: by, why: null }, async (client) =>
    (await setDisabled(client, name, null)) ? 'done' : 'no such user',
  );

async function isLastAdmin(client: PoolClient, name: string): Promise<boolean> {
  const admins = await lockAdmins(client);
  return admins.length === 1 && admins[0] === name;
}
