import { literal } from '../phrases.ts';
import { EAST_ASIA } from './east-asia.ts';
import type { Note } from './note-language.ts';
import { LANGUAGES } from './vocabulary.ts';

/**
 * Of what kind of note a subject is one that programs give to automatic replies, and people's never: "Automatic reply: …", the words of an absence
 * before the "Re:" of a mail program, or the number of a case that the mail's own words name again.
 * @param own a mail's own words
 */
export const noteSubject = (subject: string, own: string): Note | null => {
  const flat = subject.toLowerCase().trim();
  if (flat.includes('?')) return null;
  if (PROGRAMS.test(flat) || BEFORE_RE.test(flat)) return 'absence';
  return isCase(flat, own) ? 'receipt' : null;
};

/** As mail programs begin it; what stands behind it is ours. */
const PROGRAMS = new RegExp(
  `^(\\[[^\\]]{1,40}\\] ?)?(${[...LANGUAGES, ...EAST_ASIA]
    .flatMap(({ subjects }) => subjects.split('|'))
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|')})( (message|reply|response|autoreply|notification))?\\s*([:：–!.(-]|$|re:|aw:|odp:)`,
  'u',
);

/** "Away until Friday Re: Your order": what somebody's program was told to say, before the subject that it answers. */
const BEFORE_RE = /^(?!re\b|aw\b|fwd?\b|wg\b)\p{L}[^[\]:]{3,60}\s(re|aw|odp|sv|vs|ynt|απ|r|res|rif|antw): /u;

/** "[#118834] Your invoice", "[Ticket#2025] Re: …", "We have your request [#20418]", "Request No. 19044 received: Your invoice". */
const isCase = (flat: string, own: string): boolean => {
  const number = (/\[[^\]]{0,20}?#?(\d{4,20})\]/u.exec(flat) ??
    /^\p{L}[^:]{0,20}[№#] ?(\d{4,20})[^:]{0,30}:/u.exec(flat))?.[1];
  return number !== undefined && own.includes(number);
};
