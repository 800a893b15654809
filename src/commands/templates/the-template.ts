import { ALL_LETTERS } from '../../customer/letter-kinds.ts';
import { ConfigurationFailure } from '../../failure.ts';
import { expectPhrases } from '../../ledger/documents/shipped-templates.ts';
import { sourcesOf } from '../../letters/template/documents.ts';
import type { TemplateSource } from '../../letters/template/template.ts';
import { type DocumentsAsked, judgedDocuments } from './judged-documents.ts';

/** The template of a letter in a language, as it is judged. @throws ConfigurationFailure when there is none */
export async function theTemplate(
  name: string,
  language: string,
  judged: DocumentsAsked,
): Promise<TemplateSource> {
  const letter = ALL_LETTERS.find((kind) => kind === name);
  if (!letter)
    throw new ConfigurationFailure(`There is no letter "${name}". Letters: ${ALL_LETTERS.join(', ')}.`);
  const { documents } = await judgedDocuments(judged);
  expectPhrases(documents, [language]);
  const source = sourcesOf(documents, [language]).find((one) => one.letter === letter);
  if (!source) throw new ConfigurationFailure(`emails/${language}/${letter}.mjml is missing: write it.`);
  return source;
}
