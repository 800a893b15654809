import type { Pool } from 'pg';
import type { Documents } from '../../letters/template/documents.ts';
import { type Publication, publicationsMark, readPublished } from './publications.ts';
import { readDocuments, shippedLanguages } from './shipped-templates.ts';

/** What letters are written with: the shipped files, and over them what the company published. */
export interface DocumentsInForce {
  readonly shipped: Documents;
  readonly documents: Documents;
  /** The newest publication of each document that has any; it may say that the shipped file is in force again. */
  readonly published: ReadonlyMap<string, Publication>;
  /** Another one means that something was published since. */
  readonly mark: string;
  readonly languages: readonly string[];
}

export async function readInForce(pool: Pool): Promise<DocumentsInForce> {
  const languages = await shippedLanguages();
  return overShipped(pool, await readDocuments(languages), languages);
}

/** The same over files that were read before. */
export async function overShipped(
  pool: Pool,
  shipped: Documents,
  languages: readonly string[],
): Promise<DocumentsInForce> {
  // First: what is published between the two is read, and found again by the next look.
  const mark = await publicationsMark(pool);
  const published = await readPublished(pool);
  const documents = new Map(
    [...shipped].map(([path, text]) => [path, published.get(path)?.content ?? text] as const),
  );
  return { shipped, documents, published, mark, languages };
}
