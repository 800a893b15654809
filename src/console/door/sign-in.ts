import { createHash, randomBytes } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { DAY, HOUR, type Instant, instantOf, MINUTE } from '../../calendar/time.ts';
import { beginSession, endSession, readSession, sessionSeen } from '../../ledger/users/console-sessions.ts';
import { countTry, forgetTries } from '../../ledger/users/console-tries.ts';
import { type ConsoleUser, readCredentials } from '../../ledger/users/console-users.ts';
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

/** What became of a try to sign in, or to say one's password. */
export type SignInOutcome =
  | { readonly outcome: 'right'; readonly user: ConsoleUser }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'locked'; readonly until: Instant };

/**
 * Whether this is the password of somebody who may sign in; counts tries and locks a name that has too many. A name that nobody
 * has, one that is shut out and a wrong password look alike, in words, in time and in being locked.
 */
export async function judgePassword(
  pool: Pool,
  name: string,
  password: string,
  now: Instant,
): Promise<SignInOutcome> {
  const until = await judgeTry(pool, name, now);
  if (until !== null) return { outcome: 'locked', until };
  const known = await readCredentials(pool, name);
  const right = await isPassword(password, known?.passwordHash ?? NOBODY);
  if (!known || !right || known.disabledAt !== null) return { outcome: 'wrong' };
  await forgetTries(pool, name);
  return { outcome: 'right', user: known };
}

/** Counts a try at what only one person knows. Until when it is locked by earlier ones, and this one is none; null: it may be judged. */
export const judgeTry = (pool: Pool, key: string, now: Instant): Promise<Instant | null> =>
  countTry(pool, key, now, triesForgottenBefore(now), (tries) => lockedUntil(tries, now));

/** What only the browser of a new session may know. */
export interface NewSession {
  readonly token: string;
  readonly csrf: string;
}

/**
 * Begins a session, by a new token whatever cookie came along.
 * @param knownAs the name and port by which its browser knows us: by another one it is no session
 */
export async function openSession(
  client: Pool | PoolClient,
  userName: string,
  now: Instant,
  knownAs: string,
): Promise<NewSession> {
  const opened = { token: randomToken(), csrf: randomToken() };
  const stored = { userName, csrf: opened.csrf, createdAt: now, seenAt: now };
  await beginSession(client, hashOf(opened.token, knownAs), stored);
  return opened;
}

/** Ends the session of a cookie, if it has one. */
export async function closeSession(
  pool: Pool,
  token: string | undefined,
  now: Instant,
  knownAs: string,
): Promise<void> {
  if (token !== undefined && TOKEN.test(token)) await endSession(pool, hashOf(token, knownAs), now);
}

/** The session of a cookie; null when there is none, it is over, or its user is shut out. */
export async function sessionOf(
  pool: Pool,
  token: string | undefined,
  now: Instant,
  knownAs: string,
): Promise<Session | null> {
  if (token === undefined || !TOKEN.test(token)) return null;
  const tokenHash = hashOf(token, knownAs);
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
  const { passwordHash: _, ...shown } = user;
  return { user: { ...shown, role }, tokenHash, csrf: stored.csrf };
}

const randomToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');
const hashOf = (token: string, knownAs: string): string =>
  createHash('sha256').update(`${token} ${knownAs}`).digest('hex');

/** Anybody mistypes now and then. */
const FREE = 4;
const FIRST = MINUTE / 6;
/** Longer would let a stranger keep its owner out. */
const LONGEST_LOCK = 15 * MINUTE;

/** Until when a name is locked after so many tries without the right password: 10 s, then twice as long each time; null: it is not. */
export function lockedUntil(tries: number, now: Instant): Instant | null {
  if (tries <= FREE) return null;
  return instantOf(now + Math.min(LONGEST_LOCK, FIRST * 2 ** (tries - FREE - 1)));
}

/** Tries count no more when the last one was before this: what was mistyped last month locks nobody out today. */
const triesForgottenBefore = (now: Instant): Instant => instantOf(now - DAY);
