import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Migration, type MigrationProvider, Migrator, sql } from 'kysely';
import { ConfigurationFailure, messageOf } from '../failure.ts';
import { packageRoot } from '../settings/package-root.ts';
import type { Databases } from './databases.ts';
import { newerMigrations, SAY_WHO_MAY_GO_ON } from './newer-migrations.ts';
import { createSourceContract, extendSourceContract, schemaExists } from './source-schema.ts';

/**
 * Brings schema `tidings` up to date from db/migrations, in one transaction. Any number of processes may call it at
 * once: Kysely's migrator lets one work and the others wait. In our own database it also creates the tables of
 * the source contract when their schema does not exist (a company that prefers views makes the schema first), and adds to
 * tables of its own making what the contract has gained since.
 * @param onNewer hears which migrations a newer Tidings has applied, where this one may go on beside it
 * @returns names of the migrations that this call applied, in order.
 * @throws ConfigurationFailure when a newer Tidings has changed more than this one tolerates, or the database refuses.
 */
export async function migrate(
  databases: Databases,
  sourceSchema = 'source',
  onNewer: (names: readonly string[]) => void = () => undefined,
): Promise<string[]> {
  const aside = databases.aside('migration');
  const migrator = new Migrator({
    db: aside.ledger,
    provider: sqlFiles(aside, onNewer),
    migrationTableSchema: 'tidings',
  });
  const { error, results } = await migrator.migrateToLatest().finally(() => aside.close());
  if (error instanceof ConfigurationFailure) throw error;
  if (error !== undefined) {
    const failed = results?.find((result) => result.status === 'Error')?.migrationName;
    throw new ConfigurationFailure(
      `Migration ${failed ?? 'of schema tidings'} failed; nothing was changed. ${explain(error)} (${databases.describe()})`,
    );
  }
  if (databases.sourceIsOurs) await completeSource(databases, sourceSchema);
  return (results ?? [])
    .filter((result) => result.status === 'Success')
    .map((result) => result.migrationName);
}

async function completeSource({ ledgerPool, describe }: Databases, schema: string): Promise<void> {
  const isThere = await schemaExists(ledgerPool, schema);
  try {
    if (isThere) await extendSourceContract(ledgerPool, schema);
    else await createSourceContract(ledgerPool, schema);
  } catch (error) {
    throw new ConfigurationFailure(
      `The source's schema ${schema} is not in ${describe()}${isThere ? ' as this build has it' : ''}, and cannot be made: ${String(error)}. ` +
        'Run db/source-contract.sql as one who may, or set SOURCE_DATABASE_URL to where your tables are.',
    );
  }
}

/**
 * Each file `0001_name.sql` is one migration; there is no way back but a new one. Kysely asks for them once it has the
 * lock, so nobody migrates between our look and its own; it must hear of the newer ones too, or takes them for lost.
 */
const sqlFiles = (
  { ledgerPool }: Databases,
  onNewer: (names: readonly string[]) => void,
): MigrationProvider => ({
  async getMigrations() {
    const folder = path.join(packageRoot, 'db', 'migrations');
    const migrations: Record<string, Migration> = {};
    for (const file of (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()) {
      const text = await readFile(path.join(folder, file), 'utf8');
      migrations[file.slice(0, -'.sql'.length)] = {
        up: async (db) => {
          await sql.raw(text).execute(db);
          await sql.raw(SAY_WHO_MAY_GO_ON).execute(db);
        },
      };
    }
    const newer = await newerMigrations(ledgerPool, Object.keys(migrations));
    for (const name of newer) migrations[name] = { up: async () => undefined };
    if (newer.length > 0) onNewer(newer);
    return migrations;
  },
});

function explain(error: unknown): string {
  const said = messageOf(error);
  if (/corrupted migrations/.test(said)) {
    return `The database was migrated by another line of Tidings: start the version that did so. ${said}`;
  }
  if (/permission denied|must be owner/.test(said)) {
    return (
      `${said}. Run \`tidings migrate\` as the owner of schema tidings (tidings_migrate of db/roles.sql), ` +
      'or grant this user CREATE on the database.'
    );
  }
  return said;
}
