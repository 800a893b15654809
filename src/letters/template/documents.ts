import { createHash } from 'node:crypto';
import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { laid, takenFrom } from '../language/laid-over.ts';
import { LAYOUT_FILE, localeFile, phrasesFile, safetyFile, templateFile } from './files.ts';
import type { TemplateSource } from './template.ts';

/** Texts of documents (files of emails/) by their path below it: `layout.mjml`, `pl/late.mjml`, `pl/phrases.yaml`. */
export type Documents = ReadonlyMap<string, string>;

/** What letters are made of, in all their languages. */
export interface LetterTexts {
  readonly documents: Documents;
  /** All that letters can be written in, sorted. */
  readonly languages: readonly string[];
  /** Those of them that a company added: only what customers read need be there. */
  readonly own: readonly string[];
}

/** sha256 (hex) of a document's text. */
export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const FOLDER = 'emails/';
/** A document as the check names it: `emails/pl/late.mjml`. */
export const fileOf = (path: string): string => `${FOLDER}${path}`;
const pathOf = (file: string): string => file.slice(FOLDER.length);

export const LAYOUT = pathOf(LAYOUT_FILE);
export const phrasesOf = (language: string): string => pathOf(phrasesFile(language));
export const localePath = (language: string): string => pathOf(localeFile(language));
export const safetyPath = (language: string): string => pathOf(safetyFile(language));

/** Whether a document may be published: what no letter says, and how days are written, is the folder's alone. */
export const isPublishable = (path: string): boolean => !/\/(?:language|safety)\.yaml$/.test(path);
export const publishable = (documents: Documents): Documents =>
  new Map([...documents].filter(([path]) => isPublishable(path)));

/** Every file that a folder may have for letters of these languages. */
export const filesFor = (languages: readonly string[]): readonly string[] => [
  ...pathsFor(languages),
  ...languages.flatMap((language) => [localePath(language), safetyPath(language)]),
];

/** Every document that letters of these languages may have. */
export const pathsFor = (languages: readonly string[]): readonly string[] => [
  LAYOUT,
  ...languages.flatMap((language) => [
    phrasesOf(language),
    ...ALL_LETTERS.map((letter) => pathOf(templateFile({ language, letter }))),
  ]),
];

/** The letters that these documents make; one that lacks its phrases or its template is left out. */
export function sourcesOf(documents: Documents, languages: readonly string[]): TemplateSource[] {
  return languages.flatMap((language) =>
    documents.has(phrasesOf(language))
      ? ALL_LETTERS.filter((letter) => documents.has(pathOf(templateFile({ language, letter })))).map(
          (letter) => sourceOf({ letter, language }, (path) => documents.get(path)),
        )
      : [],
  );
}

/** One letter as these texts make it; a document that is not there is empty. */
export function sourceOf(
  { letter, language }: Pick<TemplateSource, 'letter' | 'language'>,
  textOf: (path: string) => string | undefined,
): TemplateSource {
  return {
    letter,
    language,
    template: textOf(pathOf(templateFile({ letter, language }))) ?? '',
    layout: textOf(LAYOUT) ?? '',
    phrases: textOf(phrasesOf(language)) ?? '',
    locale: textOf(localePath(language)),
    safety: textOf(safetyPath(language)),
  };
}

/** What letters are made of: these documents, with phrases that are not the shipped ones over those. */
export function laidOver(documents: Documents, shipped: Documents, languages: readonly string[]): Documents {
  const over = new Map(documents);
  for (const path of languages.map(phrasesOf)) {
    const [own, under] = [documents.get(path), shipped.get(path)];
    if (own !== undefined && under !== undefined) over.set(path, laid(own, under));
  }
  return over;
}

/** By path, the sentences that a phrases file lacks and the shipped one says. */
export function takenFromShipped(
  documents: Documents,
  shipped: Documents,
  languages: readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const taken = languages.map(phrasesOf).map((path) => {
    const [own, under] = [documents.get(path), shipped.get(path)];
    return [
      path,
      own === undefined || under === undefined || own === under ? [] : takenFrom(own, under),
    ] as const;
  });
  return new Map(taken.filter(([, keys]) => keys.length > 0));
}

/** Whether a letter is made with this document: the layout serves all, phrases all of their language. */
export const serves = (path: string, source: Pick<TemplateSource, 'letter' | 'language'>): boolean =>
  path === LAYOUT || path === phrasesOf(source.language) || path === pathOf(templateFile(source));

/** The same letter with the same texts. */
export const isSame = (a: TemplateSource, b: TemplateSource): boolean =>
  a.letter === b.letter &&
  a.language === b.language &&
  a.template === b.template &&
  a.layout === b.layout &&
  a.phrases === b.phrases &&
  a.locale === b.locale;
