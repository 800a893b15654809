import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { lately } from '../language/kept-lately.ts';
import { phrasesIn } from '../language/laid-over.ts';
import { isForStaff } from '../language/phrases.ts';
import { type Documents, type LetterTexts, phrasesOf, safetyPath, sourceOf } from '../template/documents.ts';
import { localeFile, phrasesFile, templateFile } from '../template/files.ts';
import { isStaffLetter } from '../template/variables.ts';
import { type Fault, faultAt } from './fault.ts';
import { safetyFaults } from './safety.ts';
import { localeFaults, wellFormed } from './well-formed.ts';

const RULE = 'languages';
/** Forms differ between languages: what a language needs of these is checked within it. */
const OF_ITS_OWN = ['plurals', 'numbers'];

/**
 * Every language has its safety words, every letter, and every sentence that another language has. A company's own needs none that
 * only the company's people read: those are written in the admin language.
 */
export function languageFaults({ documents, languages, own }: LetterTexts): Fault[] {
  const keys = new Map(languages.map((language) => [language, keysOf(documents.get(phrasesOf(language)))]));
  return languages.flatMap((language) => [
    ...safetyFaults({ language, safety: documents.get(safetyPath(language)) }),
    ...[...missingLetters(documents, language), ...missingPhrases(documents, keys, language)]
      .filter(({ forStaff }) => !(forStaff && own.includes(language)))
      .map(({ fault }) => fault),
  ]);
}

/** What a language lacks. */
interface Missing {
  /** Only the company's own people would read it. */
  readonly forStaff: boolean;
  readonly fault: Fault;
}

const missingLetters = (documents: Documents, language: string): readonly Missing[] =>
  ALL_LETTERS.filter((letter) => !documents.has(`${language}/${letter}.mjml`)).map((letter) => ({
    forStaff: isStaffLetter(letter),
    fault: faultAt(
      templateFile({ language, letter }),
      null,
      RULE,
      `is missing: write ${letter} in "${language}" too`,
    ),
  }));

/** Of a sentence that several others have, the first of them is named. */
function missingPhrases(
  documents: Documents,
  keys: ReadonlyMap<string, ReadonlySet<string>>,
  language: string,
): readonly Missing[] {
  const file = phrasesFile(language);
  if (!documents.has(phrasesOf(language)))
    return [{ forStaff: false, fault: faultAt(file, null, RULE, 'is missing: it holds the sentences') }];
  const found = new Map<string, Missing>();
  for (const [other, theirs] of keys)
    for (const key of theirs)
      if (!keys.get(language)?.has(key) && !found.has(key))
        found.set(key, {
          forStaff: isForStaff(key),
          fault: faultAt(file, null, RULE, `has no "${key}", which ${phrasesFile(other)} has: write it`),
        });
  return [...found.values()];
}

/**
 * All that keeps letters from being written in a language, without looking at each letter's words. Of a shipped one a company's folder
 * can spoil what it never says, and nothing else.
 * @param whom `staff`: letters to the company's own people too
 */
export function lacksOf(texts: LetterTexts, language: string, whom: 'customers' | 'staff'): Fault[] {
  const source = sourceOf({ letter: 'late', language }, (path) => texts.documents.get(path));
  if (!texts.own.includes(language)) return safetyFaults(source);
  // Codes that another language of the company's has are its own.
  const languages = texts.languages.filter((each) => each === language || !texts.own.includes(each));
  const own = whom === 'staff' ? [] : texts.own;
  const files = [phrasesFile(language), localeFile(language)];
  const unreadable = texts.documents.has(phrasesOf(language))
    ? [...localeFaults(source), ...readable(source)]
    : [];
  return [
    ...languageFaults({ ...texts, languages, own }).filter(({ file }) =>
      file.startsWith(`emails/${language}/`),
    ),
    ...unreadable.filter(({ file }) => files.includes(file)),
  ];
}

/** Sentences can be parsed only where it is known how the language is written. */
const readable = (source: ReturnType<typeof sourceOf>): Fault[] =>
  localeFaults(source).length > 0 ? [] : wellFormed(source);

/** Whoever publishes asks twice: what is wrong now, and what would be. */
const keysLately = lately<ReadonlySet<string>>(8);

const keysOf = (phrases = ''): ReadonlySet<string> =>
  keysLately(phrases, () => {
    try {
      return new Set(paths(phrasesIn(phrases), ''));
    } catch {
      // Not YAML: the phrases rule says so, with its place.
      return new Set();
    }
  });

function paths(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path === '' ? [] : [path];
  return Object.entries(value)
    .filter(([key]) => path !== '' || !OF_ITS_OWN.includes(key))
    .flatMap(([key, inner]) => paths(inner, path === '' ? key : `${path}.${key}`));
}
