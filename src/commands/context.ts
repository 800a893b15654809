import { type Config, readConfig } from '../config.ts';
import { type Databases, openDatabases } from '../ledger/databases.ts';
import { migrate } from '../ledger/migrate.ts';

export interface Context {
  readonly config: Config;
  readonly databases: Databases;
  /** Migrations that were applied at opening. */
  readonly migrated: readonly string[];
}

export interface ContextOptions {
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Schema of the company's tables, as policy names it; `source` if not said. */
  readonly sourceSchema?: string;
}

/**
 * What nearly every command does around its own work: reads the configuration, opens the databases, migrates them,
 * and closes them whatever happens.
 * @throws ConfigurationFailure when one of these can't be done, saying what to do.
 */
export async function withDatabases<T>(
  options: ContextOptions,
  work: (context: Context) => Promise<T>,
): Promise<T> {
  const config = readConfig(options.env ?? process.env);
  const schema = options.sourceSchema ?? 'source';
  const databases = await openDatabases(config, { sourceSchema: schema });
  try {
    const migrated = await migrate(databases, schema);
    return await work({ config, databases, migrated });
  } finally {
    await databases.close();
  }
}
