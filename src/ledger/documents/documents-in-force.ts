import type { Pool } from 'pg';
import { oldName } from '../../customer/letter-kinds.ts';
import {
  type Documents,
  isPublishable,
  type LetterTexts,
  laidOver,
  takenFromShipped,
} from '../../letters/template/documents.ts';
import { readFolders } from '../../settings/letter-folders.ts';
import { type Publication, publicationsMark, readPublished } from './publications.ts';

/** What letters are written with: the files of both folders, and over them what the company published. */
export interface DocumentsInForce {
  readonly shipped: Documents;
  readonly documents: Documents;
  /** What letters are made of: the same, with published phrases over the shipped ones, key by key. */
  readonly laid: Documents;
  /** The sentences that a published file lacks and the shipped one says, by its path. */
  readonly taken: ReadonlyMap<string, readonly string[]>;
  /** The newest publication of each document that has any; it may say that the shipped file is in force again. */
  readonly published: ReadonlyMap<string, Publication>;
  /** Another one means that something was published since. */
  readonly mark: string;
  readonly languages: readonly string[];
  /** Those that stand in the company's folder alone. */
  readonly own: readonly string[];
}

export async function readInForce(pool: Pool): Promise<DocumentsInForce> {
  return overShipped(pool, await readFolders());
}

/** What a company published of a letter when it was called otherwise goes on saying it. */
function underOldName(path: string, published: ReadonlyMap<string, Publication>): Publication | undefined {
  const [language, file = ''] = path.split('/');
  const old = oldName(file.replace(/\.mjml$/, ''));
  return old === null ? undefined : published.get(`${language}/${old}.mjml`);
}

/** The same over files that were read before. */
export async function overShipped(
  pool: Pool,
  { documents: shipped, languages, own }: LetterTexts,
): Promise<DocumentsInForce> {
  // First: what is published between the two is read, and found again by the next look.
  const mark = await publicationsMark(pool);
  const published = await readPublished(pool);
  const documents = new Map(
    [...shipped].map(([path, text]) => {
      const theirs = isPublishable(path) ? (published.get(path) ?? underOldName(path, published)) : null;
      return [path, theirs?.content ?? text] as const;
    }),
  );
  const laid = laidOver(documents, shipped, languages);
  const taken = takenFromShipped(documents, shipped, languages);
  return { shipped, documents, laid, taken, published, mark, languages, own };
}
