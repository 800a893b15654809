import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { DAY, HOUR, type Instant, MINUTE } from '../calendar/time.ts';
import { beginSession, endSession, readSession, sessionSeen } from '../ledger/console-sessions.ts';
import {
  type ConsoleUser,
  countFailure,
  forgetFailures,
  lockUser,
  readCredentials,
} from '../ledger/console-users.ts';
import { lockedUntil } from './lock-out.ts';
import { isPassword, NOBODY } from './password.ts';
import { USER_ROLES, type UserRole } from './roles.ts';

/** A session that is not used ends, and every session ends within a day's work. */
const IDLE = 2 * HOUR;
const LONGEST = DAY / 2;
/** Writing the moment at each click would be a write for each page. */
const SEEN_EVERY = 5 * MINUTE;
const TOKEN_BYTES = 32;
/** What a cookie of ours looks like; nothing else is looked up. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Whoever asks, as their session tells. */
export interface Session {
  readonly user: ConsoleUser & { readonly role: UserRole };
  readonly tokenHash: string;
  readonly csrf: string;
}

export type SignedIn =
  | { readonly outcome: 'in'; readonly token: string; readonly user: ConsoleUser }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'locked'; readonly until: Instant };

/**
 * Signs a user in, by a new token whatever cookie came along. A name that nobody has, one that is shut out and a wrong
 * password look alike, in words and in time.
 */
export async function signIn(pool: Pool, name: string, password: string, now: Instant): Promise<SignedIn> {
  const known = await readCredentials(pool, name);
  if (known?.lockedUntil && known.lockedUntil > now) return { outcome: 'locked', until: known.lockedUntil };
  const right = await isPassword(password, known?.passwordHash ?? NOBODY);
  if (!known) return { outcome: 'wrong' };
  if (!right || known.disabledAt !== null) {
    const until = lockedUntil(await countFailure(pool, name), now);
    if (until !== null) await lockUser(pool, name, until);
    return { outcome: 'wrong' };
  }
  await forgetFailures(pool, name);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  const csrf = randomBytes(TOKEN_BYTES).toString('base64url');
  await beginSession(pool, hashOf(token), { userName: name, csrf, createdAt: now, seenAt: now });
  return { outcome: 'in', token, user: known };
}

/** The session of a cookie; null when there is none, it is over, or its user is shut out. */
export async function sessionOf(pool: Pool, token: string | undefined, now: Instant): Promise<Session | null> {
  if (token === undefined || !TOKEN.test(token)) return null;
  const tokenHash = hashOf(token);
  const stored = await readSession(pool, tokenHash);
  if (!stored) return null;
  if (now - stored.seenAt > IDLE || now - stored.createdAt > LONGEST) {
    await endSession(pool, tokenHash, now);
    return null;
  }
  const user = await readCredentials(pool, stored.userName);
  const role = USER_ROLES.find((each) => each === user?.role);
  if (!user || role === undefined || user.disabledAt !== null) return null;
  if (now - stored.seenAt > SEEN_EVERY) await sessionSeen(pool, tokenHash, now);
  const { passwordHash: _, failures: __, lockedUntil: ___, ...shown } = user;
  return { user: { ...shown, role }, tokenHash, csrf: stored.csrf };
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
