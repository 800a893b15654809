import { literal } from '../phrases.ts';
import { EAST_ASIA } from './east-asia.ts';
import { CLOSED, PERHAPS_AWAY } from './formulas.ts';
import type { Note } from './note-language.ts';
import { plainLetters } from './plain-letters.ts';
import { inLatin } from './serbian.ts';
import { hasCalendarWord, LANGUAGES } from './vocabulary.ts';

/**
 * Of what kind of note a subject is one that programs give to automatic replies, and people do not: "Automatic reply: …"; in an answer to a
 * letter the words of an absence before the "Re:" of a mail program; and the number of a case that the mail's own words name again.
 * @param own a mail's own words
 */
export const noteSubject = (subject: string, own: string, answers: boolean): Note | null => {
  const line = plainLetters(inLatin(subject.trim()));
  if (line.includes('?')) return null;
  if (PROGRAMS.test(line.toLowerCase())) return 'absence';
  if (answers && saysAwayBeforeRe(line)) return 'absence';
  return isCase(line, own) ? 'receipt' : null;
};

/** As mail programs begin it; what stands behind it is ours. */
const PROGRAMS = new RegExp(
  `^(\\[[^\\]]{1,40}\\] ?)?(${[...LANGUAGES, ...EAST_ASIA]
    .flatMap(({ subjects }) => subjects.split('|'))
    .sort((a, b) => b.length - a.length)
    .map(literal)
    .join('|')})( (message|reply|response|autoreply|notification))?\\s*([:：–!.(/|-]|$|re:|aw:|odp:)`,
  'u',
);

/** "Away until Friday Re: Your order": what somebody's program was told to say, before the subject that it answers. */
function saysAwayBeforeRe(subject: string): boolean {
  const before = BEFORE_RE.exec(subject)?.[1]?.toLowerCase();
  if (before === undefined) return false;
  return (
    hasCalendarWord(before) ||
    DAY_OF_MONTH.test(before) ||
    PERHAPS_AWAY.test(before) ||
    before.replace(CLOSED, '') !== before ||
    LANGUAGES.some(({ absent }) => absent.test(before))
  );
}

/** "the 9th": a number of an order is longer. */
const DAY_OF_MONTH = /(?<!\p{N})\d{1,2}(?!\p{N})/u;

/** A person writes "re:" as they like; programs write their own. */
const BEFORE_RE =
  /^(\p{L}[^[\]:]{3,60})\s(?:Re|RE|AW|Aw|Odp|ODP|SV|Sv|VS|Vs|Ynt|YNT|Απ|ΑΠ|R|RES|Res|RIF|Antw): /u;

/** "[#118834] Your invoice", "[Ticket#2025] Re: …", "We have your request [#20418]", "Request No. 19044 received: Your invoice". */
const isCase = (subject: string, own: string): boolean => {
  const number = (/\[[^\]]{0,20}?#?(\d{4,20})\]/u.exec(subject) ??
    /^\p{L}[^:]{0,20}[№#] ?(\d{4,20})[^:]{0,30}:/u.exec(subject))?.[1];
  return number !== undefined && own.includes(number);
};
