import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Say } from './say.ts';

/** What to say on the next page: the key of a message under `notices`, with what it names. */
export interface PageNotice {
  readonly key: string;
  readonly with?: Readonly<Record<string, string | number>>;
}

const LONGEST_VALUE = 200;

const query = z.object({
  notice: z.string().regex(/^[a-z_]{1,40}$/),
  with: z.string().max(4_000),
  seal: z.string().max(100),
});
const values = z.record(z.string(), z.union([z.string(), z.number()]));

/**
 * The notice as part of an address. It is sealed for one session, so that nobody can send a user a link that makes a page of
 * ours say what never happened.
 * @param secret the session's csrf token
 */
export function noticeQuery({ key, with: named = {} }: PageNotice, secret: string): URLSearchParams {
  const short = Object.entries(named).map(([name, value]) => [name, shortened(value)] as const);
  const text = JSON.stringify(Object.fromEntries(short));
  return new URLSearchParams({ notice: key, with: text, seal: sealOf(key, text, secret) });
}

/** The notice of an address in the reader's language; null when there is none, or it was not sealed for this session. */
export function noticeIn(address: unknown, secret: string, say: Say): string | null {
  const read = query.safeParse(address);
  if (!read.success) return null;
  const { notice, with: text, seal } = read.data;
  const [given, right] = [Buffer.from(seal), Buffer.from(sealOf(notice, text, secret))];
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  return say(`notices.${notice}`, values.parse(JSON.parse(text)));
}

const sealOf = (key: string, text: string, secret: string): string =>
  createHmac('sha256', secret).update(`${key}\n${text}`).digest('base64url');

const shortened = (value: string | number): string | number =>
  typeof value === 'string' ? value.slice(0, LONGEST_VALUE) : value;
