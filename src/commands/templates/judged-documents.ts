import { existsSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import { readInForce } from '../../ledger/documents/documents-in-force.ts';
import { type Documents, laidOver, publishable, takenFromShipped } from '../../letters/template/documents.ts';
import { readConfig } from '../../settings/config.ts';
import { ownEmails } from '../../settings/language-folders.ts';
import { readDocuments, readFolders } from '../../settings/letter-folders.ts';
import { withDatabases } from '../terminal/context.ts';

/** Which documents to judge. */
export interface DocumentsAsked {
  /** True: as they are shipped, without a database. A folder: its files, and the shipped ones where it has none. */
  readonly files?: true | string;
}

export const filesOption = (): Option =>
  new Option('--files [folder]', 'the shipped files alone, or those of this folder; needs no database');

/**
 * What letters are written with: published over shipped where there is a database, the shipped files where none is named and
 * none was made at this TIDINGS_HOME.
 */
export async function judgedDocuments({ files }: DocumentsAsked): Promise<{
  /** Phrases of the company's lie over the shipped ones. */
  readonly documents: Documents;
  /** The sentences that a phrases file lacks and the shipped one says, by its path. */
  readonly taken: ReadonlyMap<string, readonly string[]>;
  readonly languages: readonly string[];
  /** Those that stand in the company's folder alone. */
  readonly own: readonly string[];
  /** How many of them are as the company published them. */
  readonly published: number;
}> {
  const config = readConfig(process.env);
  const hasDatabase = config.databaseUrl !== null || existsSync(path.join(config.home, 'postgres'));
  if (files !== undefined || !hasDatabase) {
    const folder = typeof files === 'string' ? files : files === true ? null : ownEmails();
    const { documents: shipped, languages, own } = await readFolders(folder);
    const judged = typeof files === 'string' ? await lettersOver(shipped, files, languages) : shipped;
    return {
      documents: laidOver(judged, shipped, languages),
      taken: takenFromShipped(judged, shipped, languages),
      languages,
      own,
      published: 0,
    };
  }
  return withDatabases({}, async ({ databases }) => {
    const { laid, taken, languages, own, published } = await readInForce(databases.ledgerPool);
    const theirs = [...published.values()].filter(({ content }) => content !== null);
    return { documents: laid, taken, languages, own, published: theirs.length };
  });
}

/** The letters of a folder, which may be published; the words that none says are laid over the shipped ones already. */
const lettersOver = async (
  shipped: Documents,
  folder: string,
  languages: readonly string[],
): Promise<Documents> => new Map([...shipped, ...publishable(await readDocuments(languages, folder))]);
