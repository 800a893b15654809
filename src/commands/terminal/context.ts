import { type Databases, openDatabases } from '../../database/databases.ts';
import { migrate } from '../../database/migrate.ts';
import { type Config, readConfig } from '../../settings/config.ts';

/** Said where it matters: this Tidings should soon be replaced. */
export const sayNewer = (newer: readonly string[]): string =>
  `a newer Tidings has migrated the database (${newer.join(', ')}): this one goes on beside it; replace it soon`;

export interface Context {
  readonly config: Config;
  readonly databases: Databases;
  /** Migrations that were applied at opening. */
  readonly migrated: readonly string[];
  /** Migrations of a newer Tidings, beside which this one may go on until it is replaced. */
  readonly newer: readonly string[];
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
    let newer: readonly string[] = [];
    const migrated = await migrate(databases, schema, (names) => {
      newer = names;
    });
    return await work({ config, databases, migrated, newer });
  } finally {
    await databases.close();
  }
}
