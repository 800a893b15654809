import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationFailure } from '../failure.ts';
import { ALL_LETTERS } from '../letters/letter-kinds.ts';
import type { TemplateSource } from '../letters/template.ts';
import { packageRoot } from '../package-root.ts';

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

/**
 * Every letter of these languages (all, when none are named) as emails/ holds it. A letter that a language
 * lacks is left out: the check names it. Throws ConfigurationFailure when a language has no phrases at all.
 */
export async function readShippedTemplates(languages?: readonly string[]): Promise<TemplateSource[]> {
  const layout = await readFile(path.join(emails, 'layout.mjml'), 'utf8');
  const wanted = languages ?? (await shippedLanguages());
  const perLanguage = await Promise.all(
    wanted.map(async (language) => {
      const phrases = await readOptional(path.join(emails, language, 'phrases.yaml'));
      if (phrases === null) {
        throw new ConfigurationFailure(
          `emails/${language}/phrases.yaml is missing: letters cannot be written in "${language}". Add it, or take the language out of company.languages.`,
        );
      }
      const letters = await Promise.all(
        ALL_LETTERS.map(async (letter) => {
          const template = await readOptional(path.join(emails, language, `${letter}.mjml`));
          return template === null ? [] : [{ letter, language, template, layout, phrases }];
        }),
      );
      return letters.flat();
    }),
  );
  return perLanguage.flat();
}

async function readOptional(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
