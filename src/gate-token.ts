import { createHash, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** SHA-256 of the token. The token itself is forgotten once it is read, so that no log can hold it. */
export type TokenHash = Buffer;

/** Too short to guess, and what `openssl rand -base64 18` gives. */
const SHORTEST = 24;
/** A header carries these and nothing else (RFC 6750 asks for less still). */
const TOKEN = /^[\x21-\x7e]+$/;

export const tokenHash = (token: string): TokenHash => createHash('sha256').update(token).digest();

/** What is wrong with a token, as the end of a sentence that begins with its variable; null: nothing. */
export function tokenFault(token: string): string | null {
  if (!TOKEN.test(token))
    return 'holds blanks or letters that no HTTP header carries; `openssl rand -hex 32` makes a token';
  if (token.length < SHORTEST)
    return `is shorter than ${SHORTEST} characters, which can be guessed; \`openssl rand -hex 32\` makes a token`;
  return null;
}

/** The token in a file, without the line break at its end; or what is wrong, as the end of a sentence. */
export function tokenInFile(file: string): { readonly token: string } | { readonly fault: string } {
  let token: string;
  try {
    token = readFileSync(file, 'utf8').trim();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'it cannot be read';
    return { fault: `names ${file}, which cannot be read (${code})` };
  }
  const fault = tokenFault(token);
  return fault === null ? { token } : { fault: `names ${file}, whose content ${fault}` };
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
