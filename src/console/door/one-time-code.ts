import { createHash, randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import encodeQR from 'qr';
import type { Instant } from '../../calendar/time.ts';

/** RFC 4226, 4, R6: 160 bits. */
const SECRET_BYTES = 20;
/** Seconds; what every authenticator understands (RFC 6238, 5.2). */
const PERIOD = 30;
/** Steps before and after this one: a phone's clock may be half a minute off. */
const WINDOW = 1;
const CODES = 10;
/** 80 bits. */
const CODE_BYTES = 10;

export const newSecret = (): Buffer => randomBytes(SECRET_BYTES);

const totp = (secret: Buffer, company: string, user: string): TOTP =>
  new TOTP({
    issuer: company,
    label: user,
    secret: new Secret({ buffer: new Uint8Array(secret).buffer }),
    period: PERIOD,
  });

/** The secret as an authenticator takes it: by an address in a picture, and by hand. */
export function secretToShow(
  secret: Buffer,
  company: string,
  user: string,
): { readonly base32: string; readonly qr: { readonly size: number; readonly path: string } } {
  const made = totp(secret, company, user);
  return { base32: made.secret.base32, qr: pictureOf(made.toString()) };
}

/** A QR code as one path of SVG, a unit for each module. */
function pictureOf(text: string): { readonly size: number; readonly path: string } {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 3 });
  const path = rows
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return { size: rows.length, path };
}

/** The step whose code this is; null: of none around now. */
export function stepOfCode(secret: Buffer, code: string, now: Instant): number | null {
  const digits = code.replace(/[\s-]/g, '');
  if (!/^\d{6}$/.test(digits)) return null;
  const delta = totp(secret, '', '').validate({ token: digits, timestamp: now, window: WINDOW });
  return delta === null ? null : Math.floor(now / 1_000 / PERIOD) + delta;
}

const ALPHABET = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Codes for when the authenticator is lost, as they are shown once: `abcde-fghjk-mnpqr-stuvw`. */
export const newRecoveryCodes = (): readonly string[] =>
  Array.from({ length: CODES }, () =>
    [...randomBytes(2 * CODE_BYTES)]
      .map((byte) => ALPHABET[byte % ALPHABET.length])
      .join('')
      .replace(/(.{5})(?=.)/g, '$1-'),
  );

/** What is kept of a recovery code, however it is typed; null: it is none. */
export function recoveryHash(code: string): string | null {
  const plain = code.toLowerCase().replace(/[\s-]/g, '');
  return /^[a-z0-9]{20}$/.test(plain) ? createHash('sha256').update(plain).digest('hex') : null;
}
