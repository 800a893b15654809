import { isBusiness, isBusinessIn } from './business-words.ts';
import {
  ARTICLES,
  AUTOMATIC,
  asksToBeCalled,
  BY_HEART,
  CLOSED,
  CLOSED_FOR,
  GONE,
  IN_NEED,
  isPolite,
  LEFT,
  MINE,
  OF_MAILS,
  PERHAPS_AWAY,
  PROMISES,
  RETIRED,
  SET_PHRASES,
  speaksOfOneself,
  TITLES,
  URGENT,
  WISHES_WELL,
  WITHOUT_CAPITALS,
  WRITE_ELSEWHERE,
} from './formulas.ts';
import { isFragment } from './fragment.ts';
import { likelyNote } from './likely-note.ts';
import type { Note, NoteLanguage } from './note-language.ts';
import { isBare, paragraphs, sentencesOf } from './note-lines.ts';
import { DATE, namesAddress, PHONE } from './numbers-in.ts';
import { DELAYED, I_ANSWER, PATIENCE, PLACES } from './other-formulas.ts';
import { plainLetters, plainPattern } from './plain-letters.ts';
import { ROMANCE } from './romance.ts';
import { ROMANCE_SET_PHRASES, ROMANCE_TITLES, withoutOpenNames } from './romance-phrases.ts';
import { inLatin } from './serbian.ts';
import { isLanguageMark, isLegalLine, isSignature } from './signature.ts';
import { isStanding, isTopic, namesWhoElse } from './topics.ts';
import { parted, unspacedNote } from './unspaced-note.ts';
import {
  EVERYWHERE,
  hasCalendarWord,
  isBent,
  isCalendarWord,
  isDates,
  isKnown,
  LANGUAGES,
} from './vocabulary.ts';
import { isWish } from './wishes.ts';
import { leantOn, plainWords, wordsIn } from './words-in.ts';

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
  const mail: Mail = {
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
      own.includes('@') ||
        (promised && sentences > 1) ||
        [WISHES_WELL, THANKS_FOR_PATIENCE].some((one) => one.test(plainWords(own))),
    );
  }
  // One sentence and nothing else: so people tell us when we may come, or whom to ring.
  if (
    kind === 'absence' &&
    !told &&
    !(supported && (promised || own.includes('@') || URGENT.test(own.toLowerCase()))) &&
    sentences < 2 &&
    isBare(own) &&
    !ASKS_PATIENCE.test(own.toLowerCase())
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

/** Who is away a while asks it of everybody. */
const ASKS_PATIENCE = plainPattern(
  /(votre|de la|un peu de) (compréhension|patience)|(su|la|tengan|un poco de) (comprensión|paciencia)|(la|per la|un po' di|di) (comprensione|pazienza)|(a|pela|sua|de) (compreensão|paciência)|pentru (înțelegere|răbdare)|puțină răbdare/u,
);

/** Nobody has all words of a language; what somebody wants of us takes more than one in a note, or one that `isBusiness` knows. */
const MOST_ODD = 3;

interface Sentence {
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
interface Mail {
  /** The subject says that it is an absence. */
  readonly told: boolean;
  readonly house: string | null;
  readonly languages: readonly NoteLanguage[];
  /** It gives what came a number, as machines do. */
  readonly numbered: boolean;
}

/** Null: it says something that no note says. @param first a greeting may stand in it */
function readSentence(whole: string, first: boolean, mail: Mail): Sentence | null {
  const { told, languages } = mail;
  const sentence = whole.replace(SIGNED, '$1');
  const flat = plainWords(sentence);
  if (isWish(flat)) return null;
  if (BY_HEART.test(flat) || (mail.numbered && isStanding(flat))) return { ...PLAIN, elements: 1 };
  if (isDates(sentence)) return { ...PLAIN, elements: 1 };
  const unclosed = flat.replace(CLOSED, '');
  let least: Sentence | null = null;
  for (const language of languages) {
    if (first && isGreeting(flat, language)) return { ...PLAIN, elements: 0 };
    const contact = language.contact.test(flat);
    const whoElse =
      !speaksOfOneself(flat.replace(MY_COLLEAGUE, ' ')) &&
      namesWhoElse(sentence, language.contact, mail.house);
    const odd = oddWordsIn(sentence, language, mail, whoElse);
    if (contact && asksToBeCalled(flat)) continue;
    if (odd === null || odd >= (least?.odd ?? Number.POSITIVE_INFINITY)) continue;
    const away = language.absent.test(unclosed) || (unclosed !== flat && closedAsMachinesSay(flat));
    const gone = [LEFT, RETIRED, GONE].some((one) => one.test(flat));
    const note =
      away || gone ? 'absence' : language.receipt.test(flat) || isNumbered(flat) ? 'receipt' : null;
    const promises = PROMISES[language.code]?.test(flat) === true || IS_DELAYED.test(flat);
    const more = [
      /\d/.test(flat) || hasCalendarWord(flat),
      contact || whoElse || sentence.includes('@') || givesNumber(sentence),
      promises,
      flat.length > 40,
    ];
    const perhaps = (!gone && (PERHAPS_AWAY.test(flat) || IS_DELAYED.test(flat))) || unclosed !== flat;
    // "I am ill and answer tomorrow" is both; "call me, I am ill" is a wish.
    const calls = contact && speaksOfOneself(flat);
    const supports =
      promises ||
      whoElse ||
      WISHES_WELL.test(flat) ||
      THANKS_FOR_PATIENCE.test(flat) ||
      (note === 'receipt' && (AUTOMATIC.test(flat) || isNumbered(flat))) ||
      (!perhaps && (contact || (URGENT.test(flat) && namesAddress(sentence))));
    least = {
      note,
      elements: Number(note !== null) + more.filter(Boolean).length,
      odd,
      perhaps,
      supports,
      promises,
      calls,
    };
    if (odd === 0) break;
  }
  return least !== null && !told && isFragment(sentence, least) ? null : least;
}

/** A telephone number, and no day. */
const givesNumber = (sentence: string): boolean =>
  (PHONE.exec(sentence.replace(DATE, ' '))?.[0].match(/\p{Nd}/gu)?.length ?? 0) >= 7;

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

/** A line that is all greeting: its words, and at most four names. */
const isGreeting = (flat: string, { greetings, absent }: NoteLanguage): boolean =>
  !absent.test(flat) &&
  greetings
    .split('|')
    .some((one) => flat.startsWith(one) && flat.slice(one.length).split(/\s+/).filter(Boolean).length <= 4) &&
  !/\d/.test(flat);

/**
 * How many words of a sentence are none of the notes of a language, of the calendar, a number, an address, or the name of whom to ask.
 * Null: too many, or one that somebody wants something with. A single one may stand in a clause that says what notes say.
 */
function oddWordsIn(sentence: string, language: NoteLanguage, mail: Mail, whoElse: boolean): number | null {
  const { told } = mail;
  let odd = 0;
  const flat = plainWords(sentence);
  const tellsNumber = PHONE.test(sentence);
  const asks = language.contact.test(flat);
  // Somebody is named beside a number, an address or a good wish too; where all nouns have capitals it may be a thing.
  const names =
    whoElse || (language.code !== 'de' && (tellsNumber || sentence.includes('@') || WISHES_WELL.test(flat)));
  const unmarked =
    WITHOUT_CAPITALS.has(language.code) &&
    (GONE.test(flat) || ((asks || whoElse) && /\p{Nd}{5}|\p{Nd}[ -]\p{Nd}{3}|@/u.test(sentence)));
  const elsewhere = sentence.includes('@') && (whoElse || OF_MAILS.test(flat.replace(ADDRESS, ' ')));
  const said = {
    instead: language.instead?.test(flat) === true,
    somewhere: [language.absent, language.receipt, PERHAPS_AWAY, GONE].some((one) => one.test(flat)),
  };
  let named = 0;
  for (const [at, clause] of sentence.split(/[,;،–](?=\s)/u).entries()) {
    if (at === 0 ? isGreeting(plainWords(clause), language) : language.code !== 'de' && signs(clause))
      continue;
    if (at > 0 && IN_A_TOWN.test(clause) && isAway(flat, language)) continue;
    const saysAway = isAway(plainWords(clause), language);
    let before = '';
    let here = 0;
    let bent = 0;
    let afterName = false;
    const words = wordsIn(plainlySaid(clause, language));
    for (const [place, word] of words.entries()) {
      const small = word.toLowerCase();
      const titled =
        TITLES.test(before) ||
        (ROMANCE_TITLES.test(before) && ROMANCE_CODES.has(language.code)) ||
        (names && (at > 0 || before !== '') && !isBusiness(small));
      const placed = isPlaced(small, before, afterName, said, language);
      afterName = false;
      const thing = ARTICLES.test(before);
      const first = before === '';
      before = small;
      if (isKnown(small, language) || isCalendarWord(small) || EVERYWHERE.has(small)) continue;
      if (elsewhere && WRITE_ELSEWHERE.test(small)) continue;
      if (!first && isDescribing(word, words[place + 1] ?? '', language)) continue;
      if (whoElse && isTopic(small)) continue;
      const isName: boolean =
        (asks ||
          titled ||
          placed ||
          (saysAway && !isBusiness(small)) ||
          LEFT.test(flat) ||
          (language.code !== 'de' && GONE.test(flat))) &&
        // The first word has a capital whatever it is.
        !(at === 0 && first && isBusiness(small)) &&
        !thing &&
        (unmarked || /^\p{Lu}/u.test(word)) &&
        named < MOST_NAMES;
      afterName = isName;
      if (isName) named += 1;
      else if (!first && isPlace(word, language.code) && isFormula(plainWords(clause), language)) continue;
      else if (isBusiness(small) || isBusiness(leantOn(small))) return null;
      else if (isBent(small, language)) bent += 1;
      else here += 1;
    }
    if (
      here > 1 ||
      (here + bent > 0 &&
        !told &&
        !elsewhere &&
        !whoElse &&
        !(tellsNumber && URGENT.test(flat)) &&
        !isFormula(plainWords(clause), language))
    )
      return null;
    odd += here;
  }
  return odd;
}

/** What stands in a sentence that names may stand in. */
interface Named {
  /** Who does it instead. */
  readonly instead: boolean;
  /** Who is away or has a mail. */
  readonly somewhere: boolean;
}

/** Whether a word stands where the name of a place, of a firm or of who does it instead does, or behind one that is. */
const isPlaced = (
  small: string,
  before: string,
  afterName: boolean,
  { instead, somewhere }: Named,
  language: NoteLanguage,
): boolean =>
  language.before !== undefined &&
  ((instead && before !== '') || (somewhere && (afterName || language.before.test(before)))) &&
  !isBusinessIn(small, language.code);

/** "In the public library": how a thing is that notes speak of. */
const isDescribing = (word: string, next: string, language: NoteLanguage): boolean =>
  /^\p{Ll}/u.test(word) &&
  language.adjective?.test(word) === true &&
  next.length >= 4 &&
  isKnown(next.toLowerCase(), language) &&
  !isBusiness(word);

const IN_A_TOWN = plainPattern(/^\s*(à|en|in|a|no|na|em|la|pe|în|presso) (\p{Lu}\p{L}+[\s.]*){1,3}$/u);

/** Where somebody is, and who it is, are names: "in fiera a Bologna". */
const isAway = (clause: string, { code, absent, receipt }: NoteLanguage): boolean =>
  ROMANCE_CODES.has(code) && [absent, receipt, PERHAPS_AWAY].some((one) => one.test(clause));

const ROMANCE_CODES: ReadonlySet<string> = new Set(ROMANCE.map(({ code }) => code));

/** Without what only sounds as if somebody wanted something: "pick up your e-mail", "in the order received", "if it cannot wait". */
const plainlySaid = (clause: string, { code }: NoteLanguage): string => {
  const plainly = clause.replace(SET_PHRASES, ' ');
  return ROMANCE_CODES.has(code) ? withoutOpenNames(plainly.replace(ROMANCE_SET_PHRASES, ' ')) : plainly;
};

const isFormula = (flat: string, { code, absent, receipt, contact }: NoteLanguage): boolean =>
  flat.replace(CLOSED, '') !== flat ||
  isPolite(flat) ||
  [absent, receipt, contact, PROMISES[code], PERHAPS_AWAY, URGENT, GONE].some((one) => one?.test(flat));

/** "Thank you, Tom and the team": who signs on the line of what is said last. */
const signs = (end: string): boolean =>
  isSignature(end) &&
  !/[.:;]$/.test(end) &&
  wordsIn(end).length <= 4 &&
  wordsIn(end).every((word) => !isBusiness(word.toLowerCase()) && !EVERYWHERE.has(word.toLowerCase()));

const MOST_NAMES = 5;

const THANKS_FOR_PATIENCE = plainPattern(PATIENCE);
const IS_DELAYED = plainPattern(DELAYED);
const ANSWERS_ALONE = plainPattern(I_ANSWER);

/** "At a fair in Tampere", where towns are bent and nothing else has a capital. */
const isPlace = (word: string, code: string): boolean =>
  /^\p{Lu}\p{Ll}/u.test(word) &&
  PLACES[code]?.test(word.toLowerCase()) === true &&
  !isBusiness(word.toLowerCase());

/** Bulgarian says "my" as it says "me". */
const MY_COLLEAGUE = /(?<!\p{L})коле\p{L}+ ми(?!\p{L})/u;

const ADDRESS = /\S+@\S+/g;
