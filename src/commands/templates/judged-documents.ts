import { existsSync } from 'node:fs';
import path from 'node:path';
import { Option } from 'commander';
import { readInForce } from '../../ledger/documents/documents-in-force.ts';
import { readDocuments, shippedLanguages } from '../../ledger/documents/shipped-templates.ts';
import { type Documents, laidOver, takenFromShipped } from '../../letters/template/documents.ts';
import { readConfig } from '../../settings/config.ts';
import { withDatabases } from '../terminal/context.ts';

/** Which documents to judge. */
export interface Judged {
  /** True: as they are shipped, without a database. A folder: its files, and the shipped ones where it has none. */
  readonly files?: true | string;
}

export const filesOption = (): Option =>
  new Option('--files [folder]', 'the shipped files alone, or those of this folder; needs no database');

/**
 * What letters are written with: published over shipped where there is a database, the shipped files where none is named and
 * none was made at this TIDINGS_HOME.
 */
export async function judgedDocuments({ files }: Judged): Promise<{
  /** Phrases of the company's lie over the shipped ones. */
  readonly documents: Documents;
  /** The sentences that a phrases file lacks and the shipped one says, by its path. */
  readonly taken: ReadonlyMap<string, readonly string[]>;
  readonly languages: readonly string[];
  /** How many of them are as the company published them. */
  readonly published: number;
}> {
  const config = readConfig(process.env);
  const hasDatabase = config.databaseUrl !== null || existsSync(path.join(config.home, 'postgres'));
  if (files !== undefined || !hasDatabase) {
    const languages = await shippedLanguages();
    const own = typeof files === 'string' ? await readDocuments(languages, files) : new Map<string, string>();
    const shipped = await readDocuments(languages);
    const judged = new Map([...shipped, ...own]);
    return {
      documents: laidOver(judged, shipped, languages),
      taken: takenFromShipped(judged, shipped, languages),
      languages,
      published: 0,
    };
  }
  return withDatabases({}, async ({ databases }) => {
    const { laid, taken, languages, published } = await readInForce(databases.ledgerPool);
    const own = [...published.values()].filter(({ content }) => content !== null);
    return { documents: laid, taken, languages, published: own.length };
  });
}
