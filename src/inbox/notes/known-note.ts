import { ADDRESS, isFormula, isGreeting, signs, TOLD_APART } from './clause-says.ts';
import {
  AUTOMATIC,
  asksToBeCalled,
  BY_HEART,
  CLOSED,
  CLOSED_FOR,
  GONE,
  IN_NEED,
  LEFT,
  MINE,
  OF_MAILS,
  PERHAPS_AWAY,
  PROMISES,
  RETIRED,
  speaksOfOneself,
  URGENT,
  WISHES_WELL,
} from './formulas.ts';
import { isFragment } from './fragment.ts';
import { likelyNote } from './likely-note.ts';
import type { Note, NoteLanguage } from './note-language.ts';
import { isBare, paragraphs, sentencesOf } from './note-lines.ts';
import { DATE, namesAddress, PHONE } from './numbers-in.ts';
import { oddWordsIn } from './odd-words.ts';
import { DELAYED, I_ANSWER, PATIENCE } from './other-formulas.ts';
import { plainLetters, plainPattern } from './plain-letters.ts';
import { ROMANCE_PATIENCE } from './romance-phrases.ts';
import { inLatin } from './serbian.ts';
import { isLanguageMark, isLegalLine, isSignature } from './signature.ts';
import { isStanding, namesWhoElse } from './topics.ts';
import { parted, unspacedNote } from './unspaced-note.ts';
import { hasCalendarWord, isDates, isKnown, LANGUAGES } from './vocabulary.ts';
import { isWish } from './wishes.ts';
import { plainWords, wordsIn } from './words-in.ts';

/** Longer than any note; a person who writes so much says something. */
const LONGEST_NOTE = 3_000;
/** A name, a firm, a street, a telephone number, an address, and what the firm says of itself; twice, where it is said in two languages. */
const MOST_SIGNATURE_LINES = 12;

/**
 * Whether a mail's own words are one known note of absence or receipt, and nothing besides: every word of every sentence must be
 * one that such notes are made of. A single word about anything else makes it a person's mail, and so does a question.
 * @param text a mail's own words, without what it quotes
 * @param told what the subject says that it is: of an absence the words need not say it again
 * @param house the domain of who wrote it, unless anybody may have an address there
 */
export function knownNote(text: string, told: Note | null, house: string | null): Note | null {
  const plain = plainLetters(inLatin(text.replace(ABOVE, '').trim()));
  if (plain.length > LONGEST_NOTE) return null;
  const own = plain.replace(IN_NEED, '$1. ');
  if (/[?？؟\u037e](?!\S)/u.test(own)) return null;
  if (/[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]/u.test(own)) {
    const [theirs, besides] = parted(own);
    if (besides !== '') return besidesEnglish(theirs, besides, told, house);
  }
  return (
    unspacedNote(own, told) ??
    spelledNote(own, told === 'absence', house) ??
    (told === null ? null : likelyNote(own, told))
  );
}

/** A note of East Asia with the same in English below: each is one by itself. */
function besidesEnglish(
  theirs: string,
  english: string,
  told: Note | null,
  house: string | null,
): Note | null {
  const note = unspacedNote(theirs, told) ?? spelledNote(theirs, told === 'absence', house);
  return note !== null && spelledNote(english, note === 'absence', house) !== null ? note : null;
}

/** A help desk asks for answers above a line. */
const ABOVE = /^[#\s-]*please type your reply above this line[#\s-]*/i;

/** One that lists have every word of, or nearly. */
function spelledNote(own: string, told: boolean, house: string | null): Note | null {
  let kind: Note | null = null;
  let elements = told ? 1 : 0;
  let odd = 0;
  let sentences = 0;
  let signature = 0;
  let perhaps = false;
  let supported = false;
  let promised = false;
  let calls = false;
  const lines = paragraphs(own);
  const mail: ReadMail = {
    told,
    house,
    languages: likelyLanguages(own),
    numbered: lines.some((line) =>
      sentencesOf(line).some((one) => isNumbered(plainWords(one.replace(DATE, ' ')))),
    ),
  };
  for (const [at, line] of lines.entries()) {
    if (isLanguageMark(line) || (isLegalLine(line) && (told || kind !== null || perhaps))) continue;
    const read = sentencesOf(line);
    const found = read.map((sentence) => readSentence(sentence, at === 0, mail));
    // "We open on the 18th. Laci Kovacs": who signs on the last line.
    if (found.length > 1 && found.at(-1) === null && signs(read.at(-1) ?? '')) found.pop();
    if (found.every((one) => one !== null)) {
      for (const one of found) {
        kind = one.note === 'absence' || kind === null ? (one.note ?? kind) : kind;
        elements += one.elements;
        odd += one.odd;
        sentences += Number(one.elements > 0 || one.perhaps || one.supports);
        perhaps ||= one.perhaps;
        supported ||= one.supports;
        promised ||= one.promises;
        calls ||= one.calls;
      }
      continue;
    }
    // What is no sentence of a note may be its signature: below all of them, short, and made of names.
    signature += 1;
    if (
      (kind === null && !perhaps && !(told && sentences > 0)) ||
      signature > MOST_SIGNATURE_LINES ||
      !isSignature(line)
    )
      return null;
  }
  if (kind === null && perhaps && supported) {
    kind = 'absence';
    elements += Number(
      TOLD_APART.has(mail.languages[0]?.code ?? '') ||
        own.includes('@') ||
        (promised && sentences > 1) ||
        [WISHES_WELL, OF_PATIENCE].some((one) => one.test(plainWords(own))),
    );
  }
  // One sentence and nothing else: so people tell us when we may come, or whom to ring.
  if (
    kind === 'absence' &&
    !told &&
    !(supported && (promised || own.includes('@') || URGENT.test(own.toLowerCase()))) &&
    sentences < 2 &&
    isBare(own) &&
    !OF_PATIENCE.test(plainWords(own)) &&
    !(odd === 0 && saysWhyClosed(own))
  )
    return null;
  // Who only says that a mail came, or asks to be called, is a person; a receipt says what follows.
  if (kind === 'receipt' && !told && (calls || !supported)) return null;
  // "Your letter came, I answer when I have measured it."
  if (kind === 'receipt' && !told && odd > 0 && ANSWERS_ALONE.test(own.toLowerCase())) return null;
  if (kind === null) return told ? 'absence' : null;
  // A word that no list has is a note's only among sentences that are notes'.
  if (odd > MOST_ODD || (odd > 0 && !told && sentences < 2)) return null;
  return elements >= 2 ? kind : null;
}

/** A house that is closed for a feast, a holiday or to count its stock says so to everybody, and in one sentence. */
const saysWhyClosed = (own: string): boolean => {
  const flat = plainWords(own);
  return flat.replace(CLOSED, '') !== flat && CLOSED_FOR.test(flat);
};

/** Nobody has all words of a language; what somebody wants of us takes more than one in a note, or one that `isBusiness` knows. */
const MOST_ODD = 3;

interface ReadSentence {
  readonly note: Note | null;
  /** How much of a note it tells: the absence itself, a day, whom to ask instead, thanks. */
  readonly elements: number;
  /** Words in it that no list has. */
  readonly odd: number;
  /** Away perhaps; and whom to ask or when an answer comes, which makes that a note. */
  readonly perhaps: boolean;
  readonly supports: boolean;
  readonly promises: boolean;
  /** To be called, and not only in need: a receipt asks for no such thing. */
  readonly calls: boolean;
}

const PLAIN = { note: null, odd: 0, perhaps: false, supports: false, promises: false, calls: false } as const;

/** What the sentences of one mail are read by. */
interface ReadMail {
  /** The subject says that it is an absence. */
  readonly told: boolean;
  readonly house: string | null;
  readonly languages: readonly NoteLanguage[];
  /** It gives what came a number, as machines do. */
  readonly numbered: boolean;
}

/** Null: it says something that no note says. @param first a greeting may stand in it */
function readSentence(whole: string, first: boolean, mail: ReadMail): ReadSentence | null {
  const { told, languages } = mail;
  const sentence = whole.replace(SIGNED, '$1');
  const flat = plainWords(sentence);
  if (isWish(flat)) return null;
  if (BY_HEART.test(flat) || (mail.numbered && isStanding(flat))) return { ...PLAIN, elements: 1 };
  if (isDates(sentence)) return { ...PLAIN, elements: 1 };
  const unclosed = flat.replace(CLOSED, '');
  let least: ReadSentence | null = null;
  let empty = false;
  for (const language of languages) {
    if (first && isGreeting(flat, language)) return { ...PLAIN, elements: 0 };
    const contact = language.contact.test(flat);
    const whoElse =
      !speaksOfOneself(flat.replace(MY_COLLEAGUE, ' ')) &&
      namesWhoElse(sentence, language.contact, mail.house);
    const odd = oddWordsIn(sentence, language, { told, whoElse });
    if (contact && asksToBeCalled(flat.replace(BACK_WHEN, ' '))) continue;
    if (odd === null || odd >= (least?.odd ?? Number.POSITIVE_INFINITY)) continue;
    const away = language.absent.test(unclosed) || (unclosed !== flat && closedAsMachinesSay(flat));
    const gone = [LEFT, RETIRED, GONE, language.left].some((one) => one?.test(flat));
    const deputy = language.deputy?.test(flat) === true;
    const note =
      away || gone ? 'absence' : language.receipt.test(flat) || isNumbered(flat) ? 'receipt' : null;
    const delayed = IS_DELAYED.test(flat);
    const promises = PROMISES[language.code]?.test(flat) === true || delayed;
    const more = [
      /\d/.test(flat) || hasCalendarWord(flat),
      contact || deputy || whoElse || sentence.includes('@') || givesNumber(sentence),
      promises,
      flat.length > 40,
    ];
    const perhaps =
      (!gone && (delayed || [PERHAPS_AWAY, language.perhaps].some((one) => one?.test(flat)))) ||
      unclosed !== flat;
    // "I am ill and answer tomorrow" is both; "call me, I am ill" is a wish.
    const calls = contact && speaksOfOneself(flat);
    const supports =
      promises ||
      deputy ||
      whoElse ||
      WISHES_WELL.test(flat) ||
      OF_PATIENCE.test(flat) ||
      (note === 'receipt' && (AUTOMATIC.test(flat) || isNumbered(flat))) ||
      (!perhaps && (contact || (URGENT.test(flat) && namesAddress(sentence))));
    const read: ReadSentence = {
      note,
      elements: Number(note !== null) + more.filter(Boolean).length,
      odd,
      perhaps,
      supports,
      promises,
      calls,
    };
    if (!told && !sentence.trim().endsWith(':') && saysNothing(flat, read, language)) {
      empty = true;
      continue;
    }
    // What says nothing in one of them is no note by the words of a language further away.
    if (empty && !TOLD_APART.has(language.code)) continue;
    least = read;
    if (odd === 0) break;
  }
  return least !== null && !told && isFragment(sentence, least) ? null : least;
}

/** A telephone number, and no day. */
const givesNumber = (sentence: string): boolean =>
  (PHONE.exec(sentence.replace(DATE, ' '))?.[0].match(/\p{Nd}/gu)?.length ?? 0) >= 7;

/** Of a language whose patterns tell all that notes say: a sentence that says nothing of it is somebody's, whatever words it is made of. */
const saysNothing = (
  flat: string,
  { note, perhaps, supports }: ReadSentence,
  language: NoteLanguage,
): boolean =>
  TOLD_APART.has(language.code) &&
  note === null &&
  !perhaps &&
  !supports &&
  !flat.includes('@') &&
  ![AUTOMATIC, OF_MAILS, OPEN_AGAIN].some((one) => one.test(flat)) &&
  !isGreeting(flat, language) &&
  !isFormula(flat, language);

const OPEN_AGAIN = plainPattern(
  /(?<!\p{L})((re)?opens?|back|zurück|öffn|geöffnet|terug|åter|öppn|tilbage|tilbake|åbn|åpn)/u,
);

/** For a feast or a holiday, and from one day to another. */
const closedAsMachinesSay = (flat: string): boolean =>
  CLOSED_FOR.test(flat) || (flat.match(/(?<!\p{Nd})\p{Nd}{1,2}(?!\p{Nd})/gu)?.length ?? 0) >= 2;

/** English, in which notes are said again, and those that know enough of the words, the likeliest first: by chance a sentence is some note's in one of thirty. */
function likelyLanguages(own: string): readonly NoteLanguage[] {
  const words = wordsIn(own).map((word) => word.toLowerCase());
  const known = LANGUAGES.map((language) => words.filter((word) => isKnown(word, language)).length);
  const least = Math.max(...known) * LIKELY_SHARE;
  return LANGUAGES.map((language, at) => ({ language, share: known[at] ?? 0 }))
    .filter(({ language, share }) => language.code === 'en' || share >= least)
    .sort((one, other) => other.share - one.share)
    .map(({ language }) => language);
}

/** A mail in two languages has a third of its words in the shorter half. */
const LIKELY_SHARE = 0.4;

/** "Your request has the number 4711", in whatever words of a language. */
const isNumbered = (flat: string): boolean =>
  /\p{Nd}{3}/u.test(flat) && OF_MAILS.test(flat.replace(ADDRESS, ' ')) && !MINE.test(flat);

/** "Many thanks, Tom": who signs on the line of the farewell. */
const SIGNED = /^((?:\p{L}+\s+){0,3}\p{L}+[,.!])\s*(?:\p{Lu}[\p{L}.'-]+\s?){1,3}$/u;

const OF_PATIENCE = plainPattern(PATIENCE, ROMANCE_PATIENCE);

const IS_DELAYED = plainPattern(DELAYED);

const ANSWERS_ALONE = plainPattern(I_ANSWER);

/** "You reach me on Monday again": says when, and asks for no call. */
const BACK_WHEN = /erreichen (sie )?mich erst|(sie )?erreichen mich (erst|wieder)/;

/** Bulgarian says "my" as it says "me". */
const MY_COLLEAGUE = /(?<!\p{L})коле\p{L}+ ми(?!\p{L})/u;
