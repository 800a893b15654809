import { ConfigurationFailure } from '../../failure.ts';
import { type Documents, phrasesOf, sourcesOf } from '../../letters/template/documents.ts';
import type { TemplateSource } from '../../letters/template/template.ts';
import { foldersAtStart } from '../../settings/letter-folders.ts';

/**
 * Every letter of these languages (all, when none are named) as the folders hold it. A letter that a language
 * lacks is left out: the check names it. Throws ConfigurationFailure when a language has no phrases at all.
 */
export async function readShippedTemplates(languages?: readonly string[]): Promise<TemplateSource[]> {
  const folders = await foldersAtStart();
  const wanted = languages ?? folders.languages;
  expectPhrases(folders.documents, wanted);
  return sourcesOf(folders.documents, wanted);
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
