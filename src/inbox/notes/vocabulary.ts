import { calendarWords } from './calendar-words.ts';
import { GERMANIC } from './germanic.ts';
import type { NoteLanguage } from './note-language.ts';
import { OTHERS } from './others.ts';
import { plainLetters, plainPattern } from './plain-letters.ts';
import { ROMANCE } from './romance.ts';
import { SLAVIC } from './slavic.ts';
import { SMALL_WORDS } from './small-words.ts';
import { leantOn, withoutSmall, wordsIn } from './words-in.ts';

/** A language that says nothing of the kind. */
const NEVER = /(?!)/u;

/** The languages that notes are known in and that set words apart, in plain letters. */
export const LANGUAGES: readonly NoteLanguage[] = [...GERMANIC, ...ROMANCE, ...SLAVIC, ...OTHERS].map(
  (language) => ({
    code: language.code,
    subjects: plainLetters(language.subjects),
    absent: plainPattern(language.absent),
    receipt: plainPattern(language.receipt),
    greetings: plainLetters(language.greetings),
    contact: plainPattern(language.contact),
    perhaps: plainPattern(language.perhaps ?? NEVER),
    left: plainPattern(language.left ?? NEVER),
    said: plainPattern(language.said ?? NEVER),
    deputy: plainPattern(language.deputy ?? NEVER),
    ...(language.instead && { instead: plainPattern(language.instead) }),
    ...(language.before && { before: plainPattern(language.before) }),
    ...(language.adjective && { adjective: plainPattern(language.adjective) }),
    words: plainLetters(`${language.words} ${SMALL_WORDS[language.code] ?? ''}`),
  }),
);

/** Made when the first note is read: no other command waits for it. */
let calendar: ReturnType<typeof calendarWords> | null = null;
export const isCalendarWord = (word: string): boolean => {
  calendar ??= calendarWords([...LANGUAGES.map(({ code }) => code), ...ALSO_OF_MONTHS]);
  // "6 Ocak'a kadar": an ending behind the name; and "Sat-Sun".
  const names = calendar;
  return names(word) || (word.split("'", 1)[0] ?? word).split('-').every((name) => names(name));
};

/** Read with the words of Croatian, and with months of their own. */
const ALSO_OF_MONTHS = ['sl', 'sr-Latn'];

/** How a number or an address is announced, in any language. */
export const EVERYWHERE: ReadonlySet<string> = new Set(
  plainLetters(
    'tel tél tlf tf tlfn tfn puh тел моб факс tálr tālr τηλ mob mobil mobile gsm fax e-mail email e-post mail www sms whatsapp nr no n № h d v g z p m kl klo mr mrs ms dr ing mgr ltd gmbh s.r.o kft oy ab as sp o.o sa srl bv',
  ).split(' '),
);

const VOCABULARIES = new Map(
  LANGUAGES.map((language) => {
    const words = language.words.split(/\s+/).filter(Boolean);
    return [
      language,
      {
        whole: new Set(words.filter((word) => !word.endsWith('*'))),
        stems: words.filter((word) => word.endsWith('*')).map((word) => word.slice(0, -1)),
        // English hardly bends its words: what begins as one of them there is another word.
        bent: new Set(
          language.code === 'en'
            ? []
            : words.filter((word) => word.length >= 6).map((word) => word.slice(0, -2)),
        ),
        greetings: new Set(language.greetings.split(/[| ]/)),
      },
    ] as const;
  }),
);

/** Whether notes of a language are made of this word. @param word in lower case */
export function isKnown(word: string, language: NoteLanguage): boolean {
  const known = VOCABULARIES.get(language);
  return (
    known !== undefined &&
    (known.whole.has(word) ||
      known.whole.has(leantOn(word)) ||
      known.whole.has(withoutSmall(word)) ||
      known.greetings.has(word) ||
      known.stems.some((stem) => word.startsWith(stem)))
  );
}

/** Whether a word is one of those bent otherwise, as far as its beginning tells: `odpowiadającą` beside `odpowiadać`. */
export function isBent(word: string, language: NoteLanguage): boolean {
  const bent = VOCABULARIES.get(language)?.bent;
  if (bent === undefined) return false;
  for (let length = word.length; length >= Math.max(5, word.length - LONGEST_ENDING); length -= 1)
    if (bent.has(word.slice(0, length))) return true;
  return false;
}

const LONGEST_ENDING = 4;

/** A line that is all dates. */
export const isDates = (text: string): boolean =>
  text.trim() !== '' && wordsIn(text).every((word) => isCalendarWord(word.toLowerCase()));

export const hasCalendarWord = (flat: string): boolean => wordsIn(flat).some(isCalendarWord);
