import { createHash, timingSafeEqual } from 'node:crypto';
import { secretOf } from './secret.ts';

/** SHA-256 of the token. The token itself is forgotten once it is read, so that no log can hold it. */
export type TokenHash = Buffer;

/** Too short to guess, and what `openssl rand -base64 18` gives. */
const SHORTEST = 24;
/** A header carries these and nothing else (RFC 6750 asks for less still). */
const TOKEN = /^[\x21-\x7e]+$/;

const tokenHash = (token: string): TokenHash => createHash('sha256').update(token).digest();

/** What is wrong with a token, as the end of a sentence; null: nothing. */
function tokenFault(token: string): string | null {
  if (!TOKEN.test(token))
    return 'holds blanks or letters that no HTTP header carries; `openssl rand -hex 32` makes a token';
  if (token.length < SHORTEST)
    return `is shorter than ${SHORTEST} characters, which can be guessed; \`openssl rand -hex 32\` makes a token`;
  return null;
}

/**
 * The token of the gate, from its variable or a file.
 * @returns its hash, null where none is set; or what is wrong, in sentences that never hold it
 */
export function gateToken(read: (name: string) => string | null): {
  readonly hash: TokenHash | null;
  readonly faults: readonly string[];
} {
  const file = read('TIDINGS_GATE_TOKEN_FILE');
  try {
    const token = secretOf('TIDINGS_GATE_TOKEN', read('TIDINGS_GATE_TOKEN'), file);
    const fault = token === null ? null : tokenFault(token);
    if (fault === null) return { hash: token === null ? null : tokenHash(token), faults: [] };
    const named =
      file === null ? 'TIDINGS_GATE_TOKEN' : `TIDINGS_GATE_TOKEN_FILE names ${file}, whose content`;
    return { hash: null, faults: [`${named} ${fault}.`] };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { hash: null, faults: [error.message] };
  }
}

/**
 * Whether an Authorization header brings the token. Hashes are compared, in a time that tells nothing of how much was
 * right. Without a token nobody is let in: the gate is closed.
 */
export function bringsToken(authorization: string | undefined, hash: TokenHash | null): boolean {
  const given = /^bearer +([\x21-\x7e]+) *$/i.exec(authorization ?? '')?.[1];
  if (hash === null || given === undefined) return false;
  return timingSafeEqual(tokenHash(given), hash);
}
