import { messageOf } from '../failure.ts';
import type { IncomingMail } from '../inbox/incoming-mail.ts';
import { judgeMail } from '../inbox/judge-mail.ts';
import type { Judgment } from '../inbox/mail-kinds.ts';
import { parseMail } from './parse-mail.ts';

/** A mail with what it was judged to be; null where it could not be parsed. */
interface JudgedRaw {
  readonly mail: IncomingMail | null;
  readonly judgment: Judgment;
}

/** Judges a raw mail. One that breaks the parser is unknown, and says what broke. Never throws. */
export async function judgeRaw(raw: Buffer): Promise<JudgedRaw> {
  const mail = await parseMail(raw).catch(broken);
  if ('judgment' in mail) return mail;
  try {
    return { mail, judgment: judgeMail(mail) };
  } catch (error) {
    return broken(error);
  }
}

const broken = (error: unknown): JudgedRaw & { readonly mail: null } => {
  const what = messageOf(error);
  return { mail: null, judgment: unknownBecause(`It is no mail that can be parsed: ${what}`) };
};

export const unknownBecause = (why: string): Judgment => ({
  kind: 'unknown',
  recipient: null,
  status: null,
  why,
});
