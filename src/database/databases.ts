import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { type Config, showUrl } from '../settings/config.ts';
import { poolOn, reach } from './connection.ts';
import { openEmbedded } from './embedded/embedded.ts';
import { placesUnder } from './embedded/embedded-cluster.ts';
import type { Ledger } from './ledger-tables.ts';
import { type ConnectionPurpose, PURPOSES } from './purposes.ts';
import { goesTo } from './same-company.ts';
import { createSourceContract, extendSourceContract, schemaExists } from './source-schema.ts';

/** Both databases: ours (schema `tidings`) and the company's (schema `source`), which may be the same one. */
export interface Databases {
  readonly ledger: Kysely<Ledger>;
  /** Connections with search_path=tidings and times in UTC. */
  readonly ledgerPool: pg.Pool;
  /** Read-only connections: nothing but an import writes to the company's tables. */
  readonly sourcePool: pg.Pool;
  /** The source is in our own database, so `migrate` may create its schema. */
  readonly sourceIsOurs: boolean;
  readonly embedded: boolean;
  /** Where the data of the embedded database lie; null: it is not ours. */
  readonly dataFolder: string | null;
  /** Where the databases are, without passwords: for people. */
  describe(): string;
  /**
   * The same databases over connections of their own, which wait as long as their purpose allows: what people look up never keeps a
   * round or a delivery waiting. The caller closes them.
   */
  aside(purpose: ConnectionPurpose): Databases;
  /** Writable connections to the source, for import alone; the caller ends the pool. */
  openSourceForImport(): pg.Pool;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Schema of the company's tables; `source` unless policy says otherwise. */
  readonly sourceSchema?: string;
}

const UTC = { TimeZone: 'UTC', DateStyle: 'ISO' };

/**
 * Opens both databases: the embedded one under TIDINGS_HOME when no DATABASE_URL is given, with the tables of the
 * source contract in it. Does not migrate: see `migrate`.
 * @throws ConfigurationFailure, within some 5 s, when one can't be reached.
 */
export async function openDatabases(config: Config, options: OpenOptions = {}): Promise<Databases> {
  const embedded = config.databaseUrl === null ? await openEmbedded(config.home) : null;
  const ledgerUrl = embedded?.url ?? config.databaseUrl ?? '';
  const sourceUrl = config.sourceDatabaseUrl ?? ledgerUrl;
  const about = {
    sourceIsOurs: config.sourceDatabaseUrl === null,
    embedded: embedded !== null,
    dataFolder: embedded === null ? null : placesUnder(config.home).data,
    describe: () => describe(config, embedded?.url),
    openSourceForImport: () => poolOn(config.importDatabaseUrl ?? sourceUrl, UTC, PURPOSES.import.source),
  };
  const open = (purpose: ConnectionPurpose): Databases => {
    const lines = PURPOSES[purpose];
    const ledgerPool = poolOn(ledgerUrl, { search_path: 'tidings', ...UTC }, lines.ledger);
    const sourcePool = poolOn(sourceUrl, { default_transaction_read_only: 'on', ...UTC }, lines.source);
    goesTo(sourcePool, about);
    const ledger = new Kysely<Ledger>({ dialect: new PostgresDialect({ pool: ledgerPool }) });
    const close = async (): Promise<void> => {
      await Promise.all([ledger.destroy(), sourcePool.end()]);
      // Kysely ends the pool only if it ever used it; an open one would keep the process for ten idle seconds.
      if (!ledgerPool.ending) await ledgerPool.end();
    };
    return { ...about, ledger, ledgerPool, sourcePool, aside: open, close };
  };
  const databases = open('rounds');
  const close = async (): Promise<void> => {
    await databases.close();
    await embedded?.close();
  };
  const { ledgerPool, sourcePool } = databases;
  try {
    await reach(
      ledgerPool,
      ledgerUrl,
      embedded ? 'The embedded database' : 'DATABASE_URL',
      embedded === null,
    );
    if (config.sourceDatabaseUrl !== null) await reach(sourcePool, sourceUrl, 'SOURCE_DATABASE_URL', true);
    const schema = options.sourceSchema ?? 'source';
    if (embedded && config.sourceDatabaseUrl === null) {
      if (await schemaExists(ledgerPool, schema)) await extendSourceContract(ledgerPool, schema);
      else await createSourceContract(ledgerPool, schema);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { ...databases, close };
}

function describe(config: Config, embeddedUrl: string | undefined): string {
  const ours = embeddedUrl
    ? `embedded PostgreSQL in ${config.home}/postgres (${showUrl(embeddedUrl)})`
    : showUrl(config.databaseUrl ?? '');
  return config.sourceDatabaseUrl === null
    ? `${ours}, schemas tidings and source`
    : `${ours}, schema tidings; source in ${showUrl(config.sourceDatabaseUrl)}`;
}
