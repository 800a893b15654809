import { isBusiness } from './business-words.ts';
import { calendarWords } from './calendar-words.ts';
import { EAST_ASIA } from './east-asia.ts';
import {
  ARTICLES,
  asksToBeCalled,
  LEFT,
  PERHAPS_AWAY,
  PROMISES,
  THANKS,
  TITLES,
  URGENT,
  WISHES,
  WITHOUT_CAPITALS,
} from './formulas.ts';
import { GERMANIC } from './germanic.ts';
import type { NoteLanguage } from './note-language.ts';
import { OTHERS } from './others.ts';
import { ROMANCE } from './romance.ts';
import { SLAVIC } from './slavic.ts';
import { SMALL_WORDS } from './small-words.ts';

/** Made when the first note is read: no other command waits for it. */
let calendar: ReturnType<typeof calendarWords> | null = null;
const isCalendarWord = (word: string): boolean => {
  calendar ??= calendarWords(LANGUAGES.map(({ code }) => code));
  return calendar(word);
};

/** Of what kind a note is that nobody wrote to us. */
export type Note = 'absence' | 'receipt';

const LANGUAGES: readonly NoteLanguage[] = [...GERMANIC, ...ROMANCE, ...SLAVIC, ...OTHERS];

/** Longer than any note; a person who writes so much says something. */
const LONGEST_NOTE = 2_000;
/** A name, a firm, a street, a telephone number, an address, and what the firm says of itself. */
const MOST_SIGNATURE_LINES = 8;

/**
 * Whether a mail's own words are one known note of absence or receipt, and nothing besides: every word of every sentence must be
 * one that such notes are made of. A single word about anything else makes it a person's mail, and so does a question.
 * @param text a mail's own words, without what it quotes
 * @param told the subject says it already: then the words need not say it again
 */
export function knownNote(text: string, told: boolean): Note | null {
  const own = text.trim();
  if (own.length > LONGEST_NOTE || /[?？؟\u037e](?!\S)/u.test(own)) return null;
  const unspaced = unspacedNote(own);
  if (unspaced !== null) return unspaced;
  let kind: Note | null = null;
  let elements = told ? 1 : 0;
  let odd = 0;
  let sentences = 0;
  let signature = 0;
  let perhaps = false;
  let supported = false;
  const lines = paragraphs(own);
  for (const [at, line] of lines.entries()) {
    const found = sentencesOf(line).map((sentence) => readSentence(sentence, at === 0));
    if (found.every((one) => one !== null)) {
      for (const one of found) {
        kind = one.note === 'absence' || kind === null ? (one.note ?? kind) : kind;
        elements += one.elements;
        odd += one.odd;
        sentences += Number(one.elements > 0 || one.perhaps || one.supports);
        perhaps ||= one.perhaps;
        supported ||= one.supports;
      }
      continue;
    }
    // What is no sentence of a note may be its signature: below all of them, short, and made of names.
    signature += 1;
    if ((kind === null && !perhaps) || signature > MOST_SIGNATURE_LINES || !isSignature(line)) return null;
  }
  if (kind === null && perhaps && supported) kind = 'absence';
  if (kind === null) return told ? 'absence' : null;
  // A word that no list has is a note's only among sentences that are notes'.
  if (odd > MOST_ODD || (odd > 0 && !told && sentences < 2)) return null;
  return elements >= 2 ? kind : null;
}

/** Nobody has all words of a language; what somebody wants of us takes more than one in a note, or one that `isBusiness` knows. */
const MOST_ODD = 3;

/** The subject of an automatic reply, as mail programs begin it; what stands behind it is ours. */
export const isNoteSubject = (subject: string): boolean =>
  SUBJECT.test(subject.toLowerCase().trim()) && !subject.includes('?');

const SUBJECT = new RegExp(
  `^(\\[[^\\]]{1,40}\\] ?)?(${[...LANGUAGES, ...EAST_ASIA]
    .flatMap(({ subjects }) => subjects.split('|'))
    .sort((a, b) => b.length - a.length)
    .map((one) => one.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|')})( (message|reply|response|autoreply|notification))?\\s*([:：–!.(-]|$|re:|aw:|odp:)`,
  'u',
);

interface Sentence {
  readonly note: Note | null;
  /** How much of a note it tells: the absence itself, a day, whom to ask instead, thanks. */
  readonly elements: number;
  /** Words in it that no list has. */
  readonly odd: number;
  /** Away perhaps; and whom to ask or when an answer comes, which makes that a note. */
  readonly perhaps: boolean;
  readonly supports: boolean;
}

const PLAIN = { note: null, odd: 0, perhaps: false, supports: false } as const;

/** Null: it says something that no note says. @param first a greeting may stand in it */
function readSentence(whole: string, first: boolean): Sentence | null {
  const sentence = whole.replace(SIGNED, '$1');
  const flat = flatten(sentence);
  if (WISHES.test(flat)) return null;
  if (isDates(sentence)) return { ...PLAIN, elements: 1 };
  let least: Sentence | null = null;
  for (const language of LANGUAGES) {
    if (first && isGreeting(flat, language)) return { ...PLAIN, elements: 0 };
    const odd = oddWordsIn(sentence, language);
    if (language.contact.test(flat) && asksToBeCalled(flat)) continue;
    if (odd === null || odd >= (least?.odd ?? Number.POSITIVE_INFINITY)) continue;
    const note =
      language.absent.test(flat) || LEFT.test(flat)
        ? 'absence'
        : language.receipt.test(flat)
          ? 'receipt'
          : null;
    const promises = PROMISES[language.code]?.test(flat) === true;
    const more = [
      /\d/.test(flat) || hasCalendarWord(flat),
      language.contact.test(flat),
      promises,
      flat.length > 40,
    ];
    const perhaps = PERHAPS_AWAY.test(flat);
    // "I am ill and answer tomorrow" is both; "call me, I am ill" is a wish.
    const supports = promises || (!perhaps && language.contact.test(flat));
    least = { note, elements: Number(note !== null) + more.filter(Boolean).length, odd, perhaps, supports };
    if (odd === 0) return least;
  }
  return least;
}

/** "Many thanks, Tom": who signs on the line of the farewell. */
const SIGNED = /^((?:\p{L}+\s+){0,3}\p{L}+[,.!])\s*(?:\p{Lu}[\p{L}.'-]+\s?){1,3}$/u;

/** A line that is all greeting: its words, and at most four names. */
const isGreeting = (flat: string, { greetings }: NoteLanguage): boolean =>
  greetings
    .split('|')
    .some((one) => flat.startsWith(one) && flat.slice(one.length).split(/\s+/).filter(Boolean).length <= 4) &&
  !/\d/.test(flat);

/**
 * How many words of a sentence are none of the notes of a language, of the calendar, a number, an address, or the name of whom to ask.
 * Null: too many, or one that somebody wants something with. A single one may stand in a clause that says what notes say.
 */
function oddWordsIn(sentence: string, language: NoteLanguage): number | null {
  let odd = 0;
  const flat = flatten(sentence);
  const asks = language.contact.test(flat);
  const unmarked =
    asks && WITHOUT_CAPITALS.has(language.code) && /\p{Nd}{5}|\p{Nd}[ -]\p{Nd}{3}|@/u.test(sentence);
  let names = 0;
  for (const clause of sentence.split(/[,;،–](?=\s)/u)) {
    let before = '';
    let here = 0;
    for (const word of wordsIn(clause)) {
      const small = word.toLowerCase();
      const titled = TITLES.test(before);
      const thing = ARTICLES.test(before);
      before = small;
      if (isKnown(small, language) || isCalendarWord(small) || EVERYWHERE.has(small)) continue;
      const named =
        (asks || titled || LEFT.test(flat)) &&
        !thing &&
        (unmarked || /^\p{Lu}/u.test(word)) &&
        names < MOST_NAMES;
      if (named) names += 1;
      else if (isBusiness(small)) return null;
      else here += 1;
    }
    if (here > 1 || (here > 0 && !isFormula(flatten(clause), language))) return null;
    odd += here;
  }
  return odd;
}

const isFormula = (flat: string, { code, absent, receipt, contact }: NoteLanguage): boolean =>
  [absent, receipt, contact, PROMISES[code], THANKS, PERHAPS_AWAY, URGENT].some((one) => one?.test(flat));

const flatten = (text: string): string => text.toLowerCase().replace(/[’‘`´]/g, "'");

const MOST_NAMES = 5;

/** How a number or an address is announced, in any language. */
const EVERYWHERE: ReadonlySet<string> = new Set(
  'tel tél tlf tf tlfn tfn puh тел моб факс tálr tālr τηλ mob mobil mobile gsm fax e-mail email e-post mail www sms whatsapp nr no n № h d v g z p m kl klo mr mrs ms dr ing mgr ltd gmbh s.r.o kft oy ab as sp o.o sa srl bv'.split(
    ' ',
  ),
);

const VOCABULARIES = new Map(
  LANGUAGES.map((language) => {
    const words = `${language.words} ${SMALL_WORDS[language.code] ?? ''}`.split(/\s+/).filter(Boolean);
    return [
      language,
      {
        whole: new Set(words.filter((word) => !word.endsWith('*'))),
        stems: words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
        greetings: new Set(language.greetings.split(/[| ]/)),
      },
    ] as const;
  }),
);

function isKnown(word: string, language: NoteLanguage): boolean {
  const known = VOCABULARIES.get(language);
  return (
    known !== undefined &&
    (known.whole.has(word) || known.greetings.has(word) || known.stems.some((stem) => word.startsWith(stem)))
  );
}

/** Numbers, days written in digits, addresses and links say whom or when, and are anybody's. */
const wordsIn = (sentence: string): readonly string[] =>
  sentence
    .replace(/[’‘`´]/g, "'")
    .replace(/\S+@\S+|https?:\/\/\S+|www\.\S+/g, ' ')
    // The number of a case: CAS-10293-X8.
    .replace(/(?<![\p{L}\p{N}])(?=[A-Z0-9._/:-]*\d)[A-Z0-9]+(?:[._/:-]+[A-Z0-9]+)+(?![\p{L}\p{N}])/gu, ' ')
    .replace(/[\p{Nd}][\p{Nd}.:/–+()'-]*(\p{L}{1,3}\b)?/gu, ' ')
    .split(/[^\p{L}\p{M}'#-]+/u)
    .map((word) => word.replace(/^['-]+|['-]+$/g, ''))
    .filter((word) => word !== '');

const isDates = (text: string): boolean =>
  text.trim() !== '' && wordsIn(text).every((word) => isCalendarWord(word.toLowerCase()));

const hasCalendarWord = (flat: string): boolean => wordsIn(flat).some(isCalendarWord);

/** A short line of names, numbers and addresses. */
function isSignature(line: string): boolean {
  const words = wordsIn(line);
  if (words.length > 8 || /[!?]/.test(line)) return false;
  return words.every((word) => !/^\p{Ll}/u.test(word) || LINKING.test(word));
}

const LINKING =
  /^(tel|fax|mob|mobile|and|of|the|und|der|die|i|ul|de|la|el|et|y|e|di|da|van|von|sp|z|o|gmbh|ltd|kft|oy|ab|as|uab|sia|oü)$/u;

/** Lines that a mail program wrapped are one. */
function paragraphs(own: string): readonly string[] {
  const lines: string[] = [];
  for (const line of own.split(/\r\n|\n|\r/).map((one) => one.trim())) {
    const before = lines.at(-1);
    if (line === '' || /^[-_*=—]{1,}$/.test(line)) lines.push('');
    else if (before !== undefined && before.length > 50 && !/[.!:,。]$/.test(before))
      lines[lines.length - 1] = `${before} ${line}`;
    else lines.push(line);
  }
  return lines.filter((line) => line !== '');
}

/** The dot of a day or of a short word ends none. */
const sentencesOf = (line: string): readonly string[] =>
  line.split(/(?<=\p{L}{3}[.!]|\p{Nd}{4}[.!]|[。！])\s+(?=\P{Ll})/u).filter((one) => one.trim() !== '');

function unspacedNote(own: string): Note | null {
  if (!/[\u3040-\u30ff\u4e00-\u9fff]/u.test(own)) return null;
  for (const { absent, receipt, phrases } of EAST_ASIA) {
    const note = absent.test(own) ? 'absence' : receipt.test(own) ? 'receipt' : null;
    const left = own
      .replace(/\S+@\S+|https?:\/\/\S+/g, '')
      .replace(phrases, '')
      .replace(/[\p{P}\p{S}\p{N}\s]/gu, '');
    // A name or two may be left, of who is asked instead.
    if (note !== null && left.length <= 4) return note;
  }
  return null;
}
