import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Migration, type MigrationProvider, Migrator, sql } from 'kysely';
import { ConfigurationFailure } from '../failure.ts';
import { packageRoot } from '../package-root.ts';
import type { Databases } from './databases.ts';
import { createSourceContract, schemaExists } from './source-schema.ts';

/**
 * Brings schema `tidings` up to date from db/migrations, in one transaction. Any number of processes may call it at
 * once: Kysely's migrator lets one work and the others wait. In our own database it also creates the tables of
 * the source contract when their schema does not exist: a company that prefers views makes the schema first.
 * @returns names of the migrations that this call applied, in order.
 * @throws ConfigurationFailure when the database holds a migration that this version does not know, or refuses one.
 */
export async function migrate(databases: Databases, sourceSchema = 'source'): Promise<string[]> {
  const migrator = new Migrator({
    db: databases.ledger,
    provider: sqlFiles,
    migrationTableSchema: 'tidings',
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName;
    throw new ConfigurationFailure(
      `Migration ${failed ?? 'of schema tidings'} failed; nothing was changed. ${explain(error)} (${databases.describe()})`,
    );
  }
  if (databases.sourceIsOurs && !(await schemaExists(databases.ledgerPool, sourceSchema))) {
    await createSourceContract(databases.ledgerPool, sourceSchema);
  }
  return (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
}

/** Each file `0001_name.sql` is one migration; there is no way back but a new one. */
const sqlFiles: MigrationProvider = {
  async getMigrations() {
    const folder = path.join(packageRoot, 'db', 'migrations');
    const migrations: Record<string, Migration> = {};
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()) {
      const text = await readFile(path.join(folder, file), 'utf8');
      migrations[file.slice(0, -'.sql'.length)] = {
        up: async (db) => {
          await sql.raw(text).execute(db);
        },
      };
    }
    return migrations;
  },
};

function explain(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  if (/corrupted migrations/.test(said)) {
    return `The database was migrated by a newer Tidings: start that version, or a newer one. ${said}`;
  }
  if (/permission denied/.test(said)) {
    return `${said}. Grant the user CREATE on the database, or run \`tidings migrate\` as one who has it.`;
  }
  return said;
}
