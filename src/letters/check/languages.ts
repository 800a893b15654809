import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { phrasesIn } from '../laid-over.ts';
import { phrasesFile, templateFile } from '../template/files.ts';
import type { TemplateSource } from '../template/template.ts';
import { type Fault, faultAt } from './fault.ts';

const RULE = 'languages';
/** Forms differ between languages: what a language needs of these is checked within it. */
const OF_ITS_OWN = ['plurals', 'numbers'];

/** Every language has every letter, and every sentence that another language has. */
export function languageFaults(sources: readonly TemplateSource[]): Fault[] {
  const languages = [...new Set(sources.map(({ language }) => language))];
  const missingLetters = languages.flatMap((language) =>
    ALL_LETTERS.filter(
      (letter) => !sources.some((source) => source.language === language && source.letter === letter),
    ).map((letter) =>
      faultAt(
        templateFile({ language, letter }),
        null,
        RULE,
        `is missing: write ${letter} in "${language}" too`,
      ),
    ),
  );
  const keys = new Map(languages.map((language) => [language, keysOf(sources, language)]));
  const missingPhrases = languages.flatMap((language) =>
    languages.flatMap((other) =>
      [...(keys.get(other) ?? [])]
        .filter((key) => !keys.get(language)?.has(key))
        .map((key) =>
          faultAt(
            phrasesFile(language),
            null,
            RULE,
            `has no "${key}", which ${phrasesFile(other)} has: write it`,
          ),
        ),
    ),
  );
  const unique = new Map(
    missingPhrases.map((fault) => [`${fault.file} ${fault.message.split(',')[0]}`, fault]),
  );
  return [...missingLetters, ...unique.values()];
}

function keysOf(sources: readonly TemplateSource[], language: string): Set<string> {
  const phrases = sources.find((source) => source.language === language)?.phrases ?? '';
  try {
    return new Set(paths(phrasesIn(phrases), ''));
  } catch {
    // Not YAML: the phrases rule says so, with its place.
    return new Set();
  }
}

function paths(value: unknown, path: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return path === '' ? [] : [path];
  return Object.entries(value)
    .filter(([key]) => path !== '' || !OF_ITS_OWN.includes(key))
    .flatMap(([key, inner]) => paths(inner, path === '' ? key : `${path}.${key}`));
}
