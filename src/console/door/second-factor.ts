import { createHash, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { type Instant, instantOf, MINUTE } from '../../calendar/time.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { endSessionsOf } from '../../ledger/users/console-sessions.ts';
import { forgetTries } from '../../ledger/users/console-tries.ts';
import {
  awaitCode,
  beginSecondFactor,
  confirmSecondFactor,
  endAwaitedCode,
  readSecondFactor,
  removeSecondFactor,
  takeRecoveryCode,
  takeStep,
  whoOwesCode,
} from '../../ledger/users/second-factors.ts';
import { newRecoveryCodes, newSecret, recoveryHash, stepOfCode } from './one-time-code.ts';
import { judgeTry } from './sign-in.ts';

/** So long after the password the code may be given. */
const PATIENCE = 5 * MINUTE;
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** Tries at a code are counted apart from those at a password: no name that is typed has capital letters. */
const triesKey = (userName: string): string => `CODE ${userName}`;

/** Whether a code is asked for after the password. */
export const hasSecondFactor = async (pool: Pool, userName: string): Promise<boolean> =>
  (await readSecondFactor(pool, userName))?.confirmed ?? false;

/** What the form for the code carries in place of a session; by another name of ours it is worth nothing. */
export async function askForCode(
  pool: Pool,
  userName: string,
  now: Instant,
  knownAs: string,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await awaitCode(pool, hashOf(token, knownAs), userName, now);
  return token;
}

/** What became of a code. `over`: the form is too old, and the password is asked for again. */
export type CodeJudged =
  | { readonly outcome: 'right'; readonly userName: string }
  | { readonly outcome: 'wrong' | 'over' }
  | { readonly outcome: 'locked'; readonly until: Instant };

/** Judges the code of a form: of the authenticator, each once, or a recovery code, each once. */
export async function judgeCode(
  pool: Pool,
  token: string,
  code: string,
  now: Instant,
  knownAs: string,
): Promise<CodeJudged> {
  if (!TOKEN.test(token)) return { outcome: 'over' };
  const hash = hashOf(token, knownAs);
  const userName = await whoOwesCode(pool, hash, instantOf(now - PATIENCE));
  if (userName === null) return { outcome: 'over' };
  const until = await judgeTry(pool, triesKey(userName), now);
  if (until !== null) return { outcome: 'locked', until };
  if (!(await isTheirCode(pool, userName, code, now))) return { outcome: 'wrong' };
  if (!(await endAwaitedCode(pool, hash, now))) return { outcome: 'over' };
  await forgetTries(pool, triesKey(userName));
  return { outcome: 'right', userName };
}

async function isTheirCode(pool: Pool, userName: string, code: string, now: Instant): Promise<boolean> {
  const factor = await readSecondFactor(pool, userName);
  if (!factor?.confirmed) return false;
  const step = stepOfCode(factor.secret, code, now);
  if (step !== null) return takeStep(pool, userName, step);
  const recovery = recoveryHash(code);
  return recovery !== null && takeRecoveryCode(pool, userName, recovery, now);
}

/** A new secret that is being set up; null: the user has a second factor already. */
export async function beginToSetUp(pool: Pool, userName: string, now: Instant): Promise<Buffer | null> {
  const secret = newSecret();
  return (await beginSecondFactor(pool, userName, secret, now)) ? secret : null;
}

/** `wrong`: with the secret that stays, so that its picture goes on being good. */
export type SetUp =
  | { readonly outcome: 'done'; readonly codes: readonly string[] }
  | { readonly outcome: 'wrong'; readonly secret: Buffer }
  | { readonly outcome: 'over' };

/** The first code shows that the authenticator has the secret: from then on it is asked for. Recovery codes are shown this once. */
export async function finishSetUp(pool: Pool, userName: string, code: string, now: Instant): Promise<SetUp> {
  const factor = await readSecondFactor(pool, userName);
  if (!factor || factor.confirmed) return { outcome: 'over' };
  const step = stepOfCode(factor.secret, code, now);
  if (step === null) return { outcome: 'wrong', secret: factor.secret };
  const codes = newRecoveryCodes();
  const hashes = codes.flatMap((each) => recoveryHash(each) ?? []);
  const done = await inTheNameOf(pool, { who: userName, why: null }, (client) =>
    confirmSecondFactor(client, userName, step, hashes, now),
  );
  return done ? { outcome: 'done', codes } : { outcome: 'over' };
}

/** Takes a second factor away: its user's own wish, or an admin's, who signs them out everywhere. False: there was none. */
export const takeAwaySecondFactor = (
  pool: Pool,
  userName: string,
  by: string,
  now: Instant,
): Promise<boolean> =>
  inTheNameOf(pool, { who: by, why: null }, async (client) => {
    if (by !== userName) await endSessionsOf(client, userName, now);
    await forgetTries(client, triesKey(userName));
    return removeSecondFactor(client, userName);
  });

const hashOf = (token: string, knownAs: string): string =>
  createHash('sha256').update(`code ${token} ${knownAs}`).digest('hex');
