import { randomBytes, randomInt, scrypt, timingSafeEqual } from 'node:crypto';

/** Of the equal ones in OWASP's Password Storage Cheat Sheet that which takes the least memory: 32 MB. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
/** scrypt takes 128 * N * r bytes; Node's own bound is lower. */
const MEMORY = 256 * COST.N * COST.r;
const SALT_BYTES = 16;
const KEY_BYTES = 32;
/** NIST SP 800-63B, 5.1.1.2: long counts, kinds of characters do not. */
const SHORTEST = 12;
/** Longer ones only cost time. */
const LONGEST = 200;
/** Without signs that people confuse: 0 O 1 l I. */
const LETTERS = '23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';

/** What is wrong with a new password; null: nothing. */
export function passwordFault(password: string, userName: string): 'short' | 'long' | 'name' | null {
  const length = lengthOf(password);
  if (length < SHORTEST) return 'short';
  if (length > LONGEST) return 'long';
  return password.toLowerCase().includes(userName.toLowerCase()) && length < SHORTEST + userName.length
    ? 'name'
    : null;
}

/** Signs, as people count them. */
const lengthOf = (password: string): number => [...password].length;

/** The hash of a password, with all that is needed to compare one with it: `scrypt$N$r$p$salt$key`, base64. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Whether it is the password of this hash. It takes as long for a hash that nobody has: give it `NOBODY`. */
export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [kind, N, r, p, salt, key] = hash.split('$');
  if (kind !== 'scrypt' || salt === undefined || key === undefined || lengthOf(password) > LONGEST)
    return false;
  const expected = Buffer.from(key, 'base64');
  const found = await derive(password, Buffer.from(salt, 'base64'), {
    N: Number(N),
    r: Number(r),
    p: Number(p),
  });
  return expected.length === found.length && timingSafeEqual(expected, found);
}

/** The hash of no password: comparing with it takes the time of any other. */
export const NOBODY = [
  'scrypt',
  COST.N,
  COST.r,
  COST.p,
  Buffer.alloc(SALT_BYTES).toString('base64'),
  Buffer.alloc(KEY_BYTES).toString('base64'),
].join('$');

/** A password to be used once: 20 letters, over 100 bits. */
export const oneTimePassword = (): string =>
  Array.from({ length: 20 }, () => LETTERS[randomInt(LETTERS.length)]).join('');

/** One after the other: each takes a thread of the few with which this process also looks up names and reads files. */
let turn: Promise<unknown> = Promise.resolve();
function derive(password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> {
  const key = turn.then(() => scryptKey(password, salt, cost));
  turn = key.catch(() => undefined);
  return key;
}

const scryptKey = (password: string, salt: Buffer, cost: typeof COST): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    // One password, however a keyboard composes its accents (NIST SP 800-63B, 5.1.1.2).
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...cost, maxmem: MEMORY }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
