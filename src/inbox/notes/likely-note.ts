import { isBusinessIn } from './business-words.ts';
import { asksToBeCalled, BY_HEART } from './formulas.ts';
import type { Note, NoteLanguage } from './note-language.ts';
import { paragraphs, sentencesOf } from './note-lines.ts';
import { namesAddress } from './numbers-in.ts';
import { isLegalLine, isSignature } from './signature.ts';
import { isCalendarWord, isKnown, LANGUAGES } from './vocabulary.ts';
import { isWish } from './wishes.ts';
import { plainWords, wordsIn } from './words-in.ts';

/**
 * Whether a mail whose subject is one that mail programs give to automatic replies is a note, though it has words that no list has:
 * nobody can list how somebody says that they are on a bicycle tour. It may say what it likes, but for what customers write about
 * and want of us.
 * @param own a mail's own words, without a question
 * @param told what its subject says; a receipt says so itself too, with its number
 */
export function likelyNote(own: string, told: Note): Note | null {
  const most = languageOf(own);
  if (most === null) return null;
  let taken = false;
  for (const line of paragraphs(own)) {
    if (isLegalLine(line) || isSignature(line)) continue;
    for (const sentence of sentencesOf(line)) {
      // Many say it in two languages.
      const language = languageOf(sentence) ?? most;
      const flat = plainWords(sentence);
      if (BY_HEART.test(flat)) continue;
      if (isWish(flat) || (language.contact.test(flat) && asksToBeCalled(flat))) return null;
      if (!namesAddress(line) && wants(flat, language)) return null;
      if (isNoSentence(flat, language)) return null;
      taken ||= language.receipt.test(flat) && NUMBER.test(flat);
    }
  }
  return told === 'absence' || taken ? told : null;
}

/** The language of which most words are known; null when none are. */
function languageOf(own: string): NoteLanguage | null {
  const words = wordsIn(own).map((word) => word.toLowerCase());
  let best: NoteLanguage | null = null;
  let most = 0;
  for (const language of LANGUAGES) {
    const known = words.filter((word) => isKnown(word, language) || isCalendarWord(word)).length;
    if (known <= most) continue;
    best = language;
    most = known;
  }
  return best;
}

/** Something that customers write about; others are asked about it where their address or number stands on the line. */
const wants = (flat: string, language: NoteLanguage): boolean =>
  wordsIn(flat).some((word) => !isKnown(word, language) && isBusinessIn(word, language.code));

/** Of words that nobody knows one can tell nothing. */
const isNoSentence = (flat: string, language: NoteLanguage): boolean => {
  const words = wordsIn(flat);
  return words.length >= 3 && !words.some((word) => isKnown(word, language) || isCalendarWord(word));
};

const NUMBER = /\p{Nd}{3}/u;
