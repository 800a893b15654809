import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { DAY, type Instant, instantOf } from '../../calendar/time.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { invitedBy, keepInvitation, takeInvitation } from '../../ledger/users/console-invitations.ts';
import { endSessionsOf } from '../../ledger/users/console-sessions.ts';
import { forgetTries } from '../../ledger/users/console-tries.ts';
import { addUser, setContact, setPassword } from '../../ledger/users/console-users.ts';
import { hashPassword, NOBODY } from './password.ts';
import type { UserRole } from './roles.ts';

/** So long may somebody come by their link. */
export const INVITED_FOR = 3 * DAY;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Whom an admin invites. */
export interface Invited {
  readonly name: string;
  readonly role: UserRole;
  readonly email: string | null;
  readonly personId: string | null;
}

/** What the link of an invitation carries; it is shown and mailed, and only its hash is kept. */
export interface MadeInvitation {
  readonly token: string;
  readonly until: Instant;
}

/** Adds a user whom no password lets in, with an invitation; null when the name is taken. */
export const inviteNew = (
  pool: Pool,
  user: Invited,
  by: string,
  now: Instant,
): Promise<MadeInvitation | null> =>
  inTheNameOf(pool, { who: by, why: null }, async (client) => {
    const { name, role, email, personId } = user;
    if (!(await addUser(client, { name, role, passwordHash: NOBODY }, by, now))) return null;
    await setContact(client, name, { email, personId });
    const made = { token: randomBytes(32).toString('base64url'), until: instantOf(now + INVITED_FOR) };
    await keepInvitation(
      client,
      { tokenHash: hashOf(made.token), userName: name, expiresAt: made.until },
      by,
      now,
    );
    return made;
  });

/** Another invitation for a user, in place of the password that they have; null when there is no such user. */
export const inviteAgain = (
  pool: Pool,
  name: string,
  by: string,
  now: Instant,
): Promise<MadeInvitation | null> =>
  inTheNameOf(pool, { who: by, why: null }, async (client) => {
    if (!(await setPassword(client, name, NOBODY, true))) return null;
    await endSessionsOf(client, name, now);
    const made = { token: randomBytes(32).toString('base64url'), until: instantOf(now + INVITED_FOR) };
    await keepInvitation(
      client,
      { tokenHash: hashOf(made.token), userName: name, expiresAt: made.until },
      by,
      now,
    );
    return made;
  });

/** The user whom a link invites; null: it opens nothing any more. */
export const whoIsInvited = async (pool: Pool, token: string, now: Instant): Promise<string | null> =>
  TOKEN.test(token) ? invitedBy(pool, hashOf(token), now) : null;

/** Takes an invitation with a password of one's own. False: it opens nothing any more. */
export async function acceptInvitation(
  pool: Pool,
  { token, name, password }: { readonly token: string; readonly name: string; readonly password: string },
  now: Instant,
): Promise<boolean> {
  const hash = await hashPassword(password);
  return inTheNameOf(pool, { who: name, why: null }, async (client) => {
    if (!(await takeInvitation(client, hashOf(token), now))) return false;
    await endSessionsOf(client, name, now);
    await forgetTries(client, name);
    return setPassword(client, name, hash, false);
  });
}

/** The link itself. @param base where the console is, as `https://tidings.company.example` */
export const invitationLink = (base: string, token: string): string => `${base}/invitation?token=${token}`;

const hashOf = (token: string): string => createHash('sha256').update(`invitation ${token}`).digest('hex');
