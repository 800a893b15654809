import type { Pool } from 'pg';
import { ConfigurationFailure } from '../failure.ts';

/**
 * The last migration of the release before this one. A worker that knows it may go on while a newer one has migrated
 * already, so that workers can be replaced one after the other. Each release moves it to the last migration of the one
 * before; until then no migration may take away, rename or narrow what that release uses.
 */
const OLDEST_TOLERATED = '0002_dunning';

/** Run with each migration: an older worker reads in the schema's comment whether it may go on. */
export const SAY_WHO_MAY_GO_ON = `comment on schema tidings is
  'What Tidings found, decided, wrote and promised. Workers that know migration ${OLDEST_TOLERATED} may use it.'`;

const WHO_MAY_GO_ON = /Workers that know migration (\w+) may use it\./;

/**
 * Names of the migrations that a newer Tidings has applied, where one of this version may go on beside it.
 * @param known all migrations of this version
 * @throws ConfigurationFailure when it may not, or nobody knows
 */
export async function newerMigrations(pool: Pool, known: readonly string[]): Promise<readonly string[]> {
  const applied = await namesApplied(pool);
  const newer = applied.filter((name) => !known.includes(name));
  if (newer.length === 0) return [];
  const { rows } = await pool.query<{ said: string | null }>(
    "select obj_description('tidings'::regnamespace, 'pg_namespace') as said",
  );
  const oldest = WHO_MAY_GO_ON.exec(rows[0]?.said ?? '')?.[1];
  if (oldest !== undefined && known.includes(oldest)) return newer;
  throw new ConfigurationFailure(
    `The database was migrated by a newer Tidings (${newer.join(', ')}), and this version is too old to work beside it: ` +
      'start that version, or a newer one. Migrations only go forward.',
  );
}

async function namesApplied(pool: Pool): Promise<readonly string[]> {
  const { rows: there } = await pool.query<{ there: boolean }>(
    "select to_regclass('tidings.kysely_migration') is not null as there",
  );
  if (there[0]?.there !== true) return [];
  const { rows } = await pool.query<{ name: string }>(
    'select name from tidings.kysely_migration order by name',
  );
  return rows.map(({ name }) => name);
}
