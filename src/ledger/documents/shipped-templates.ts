import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationFailure } from '../../failure.ts';
import { type Documents, pathsFor, phrasesOf, sourcesOf } from '../../letters/template/documents.ts';
import type { TemplateSource } from '../../letters/template/template.ts';
import { packageRoot } from '../../settings/package-root.ts';

const emails = path.join(packageRoot, 'emails');
/** A language's folder: `en`, `pl`, `pt-BR`. */
const LANGUAGE = /^[a-z]{2,3}(-[A-Z]{2})?$/;

/** The languages that have a folder in emails/, sorted. */
export async function shippedLanguages(): Promise<string[]> {
  const entries = await readdir(emails, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory() && LANGUAGE.test(entry.name))
    .map(({ name }) => name)
    .sort();
}

/** The documents of these languages as a folder holds them, emails/ unless another is named. */
export async function readDocuments(languages: readonly string[], folder = emails): Promise<Documents> {
  const paths = pathsFor(languages);
  const texts = await Promise.all(paths.map((each) => readOptional(path.join(folder, each))));
  return new Map(
    paths.flatMap((each, nth) => {
      const text = texts[nth] ?? null;
      return text === null ? [] : [[each, text]];
    }),
  );
}

/**
 * Every letter of these languages (all, when none are named) as emails/ holds it. A letter that a language
 * lacks is left out: the check names it. Throws ConfigurationFailure when a language has no phrases at all.
 */
export async function readShippedTemplates(languages?: readonly string[]): Promise<TemplateSource[]> {
  const wanted = languages ?? (await shippedLanguages());
  const documents = await readDocuments(wanted);
  expectPhrases(documents, wanted);
  return sourcesOf(documents, wanted);
}

/** @throws ConfigurationFailure when a language has no phrases at all */
export function expectPhrases(documents: Documents, languages: readonly string[]): void {
  for (const language of languages) {
    if (documents.has(phrasesOf(language))) continue;
    throw new ConfigurationFailure(
      `emails/${phrasesOf(language)} is missing: letters cannot be written in "${language}". Add it, or take the language out of company.languages.`,
    );
  }
}

async function readOptional(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
