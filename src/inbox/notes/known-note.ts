import { calendarWords } from './calendar-words.ts';
import { EAST_ASIA } from './east-asia.ts';
import { GERMANIC } from './germanic.ts';
import type { NoteLanguage } from './note-language.ts';
import { OTHERS } from './others.ts';
import { ROMANCE } from './romance.ts';
import { SLAVIC } from './slavic.ts';

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
  let signature = 0;
  const lines = paragraphs(own);
  for (const [at, line] of lines.entries()) {
    const found = sentencesOf(line).map((sentence) => readSentence(sentence, at === 0));
    if (found.every((one) => one !== null)) {
      for (const one of found) {
        kind = one.note === 'absence' || kind === null ? (one.note ?? kind) : kind;
        elements += one.elements;
      }
      continue;
    }
    // What is no sentence of a note may be its signature: below all of them, short, and made of names.
    signature += 1;
    if (kind === null || signature > MOST_SIGNATURE_LINES || !isSignature(line)) return null;
  }
  if (kind === null) return told ? 'absence' : null;
  return elements >= 2 ? kind : null;
}

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
}

/** Null: it says something that no note says. @param first a greeting may stand in it */
function readSentence(whole: string, first: boolean): Sentence | null {
  const sentence = whole.replace(SIGNED, '$1');
  const flat = sentence.toLowerCase().replace(/[’‘`´]/g, "'");
  if (isDates(sentence)) return { note: null, elements: 1 };
  for (const language of LANGUAGES) {
    if (first && isGreeting(flat, language)) return { note: null, elements: 0 };
    if (!isCovered(sentence, language)) continue;
    const note = language.absent.test(flat) ? 'absence' : language.receipt.test(flat) ? 'receipt' : null;
    const more = [/\d/.test(flat) || hasCalendarWord(flat), language.contact.test(flat), flat.length > 40];
    return { note, elements: Number(note !== null) + more.filter(Boolean).length };
  }
  return null;
}

/** "Many thanks, Tom": who signs on the line of the farewell. */
const SIGNED = /^((?:\p{L}+\s+){0,3}\p{L}+[,.!])\s*(?:\p{Lu}[\p{L}.'-]+\s?){1,3}$/u;

/** A line that is all greeting: its words, and at most four names. */
const isGreeting = (flat: string, { greetings }: NoteLanguage): boolean =>
  greetings
    .split('|')
    .some((one) => flat.startsWith(one) && flat.slice(one.length).split(/\s+/).filter(Boolean).length <= 4) &&
  !/\d/.test(flat);

/** Whether each word is one of the notes of a language, of the calendar, a number, an address, or the name of whom to ask. */
function isCovered(sentence: string, language: NoteLanguage): boolean {
  const asks = language.contact.test(sentence.toLowerCase());
  let names = 0;
  for (const word of wordsIn(sentence)) {
    const small = word.toLowerCase();
    if (isKnown(small, language) || isCalendarWord(small) || EVERYWHERE.has(small)) continue;
    names += 1;
    if (!asks || !/^\p{Lu}/u.test(word) || names > MOST_NAMES) return false;
  }
  return true;
}

const MOST_NAMES = 5;

/** How a number or an address is announced, in any language. */
const EVERYWHERE: ReadonlySet<string> = new Set(
  'tel tél tlf tf mob mobil mobile gsm fax e-mail email e-post mail www sms whatsapp nr no n № h d v g z p m kl klo mr mrs ms dr ing mgr ltd gmbh s.r.o kft oy ab as sp o.o sa srl bv'.split(
    ' ',
  ),
);

const VOCABULARIES = new Map(
  LANGUAGES.map((language) => {
    const words = language.words.split(/\s+/);
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
