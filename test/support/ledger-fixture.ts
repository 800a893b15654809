import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import { type Migration, Migrator, sql } from 'kysely';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { z } from 'zod';
import { type Instant, instantOf, isoInstant } from '../../src/calendar/time.ts';
import type { Databases } from '../../src/database/databases.ts';
import { SAY_WHO_MAY_GO_ON } from '../../src/database/newer-migrations.ts';
import { packageRoot } from '../../src/settings/package-root.ts';

const FOLDER = path.join(packageRoot, 'test', 'fixtures', 'ledgers');
const ENDING = '.json.br';

/** A ledger as a release left it, with the company's tables that it read. */
const fixtureSchema = z.object({
  release: z.string(),
  /** Of its last round. */
  at: z.string(),
  /** Names of the migrations that it had, in their order. */
  migrations: z.array(z.string()),
  /** db/source-contract.sql of that release: a company's tables do not change with ours. */
  contract: z.string(),
  /** Its policy file. */
  policy: z.string(),
  tables: z.array(z.object({ name: z.string(), columns: z.array(z.string()), rows: z.string() })),
  sequences: z.array(z.object({ name: z.string(), last: z.string() })),
});
export type LedgerFixture = z.infer<typeof fixtureSchema>;

/** The releases of which a ledger is kept. */
export const releasesKept = async (): Promise<readonly string[]> =>
  (await readdir(FOLDER))
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length))
    .sort();

export const fixtureFile = (release: string): string => path.join(FOLDER, `${release}${ENDING}`);

export async function readFixture(release: string): Promise<LedgerFixture> {
  const bytes = brotliDecompressSync(await readFile(fixtureFile(release)));
  return fixtureSchema.parse(JSON.parse(bytes.toString('utf8')));
}

/** The same phrases stand in dozens of template versions: the window reaches over all of them. */
export const packedFixture = (fixture: LedgerFixture): Buffer => {
  const json = Buffer.from(JSON.stringify(fixture));
  return brotliCompressSync(json, {
    params: {
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_SIZE_HINT]: json.length,
    },
  });
};

/** Everything in schemas tidings and source, as COPY writes it; of the migrator its list of names alone. */
export async function dumpLedger(
  { ledgerPool }: Pick<Databases, 'ledgerPool'>,
  of: { readonly release: string; readonly at: Instant; readonly policy: string },
): Promise<LedgerFixture> {
  const { rows: migrations } = await ledgerPool.query<{ name: string }>(
    'select name from tidings.kysely_migration order by name',
  );
  const { rows: tables } = await ledgerPool.query<{ name: string; columns: string[] }>(
    `select quote_ident(t.schemaname) || '.' || quote_ident(t.tablename) as name,
       array(select quote_ident(a.attname)::text from pg_attribute a
             where a.attrelid = format('%I.%I', t.schemaname, t.tablename)::regclass and a.attnum > 0
               and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
     from pg_tables t where t.schemaname in ('tidings', 'source') and t.tablename not like 'kysely%' and t.tablename <> 'mail_keys' order by 1`,
  );
  const { rows: sequences } = await ledgerPool.query<{ name: string; last: string }>(
    `select format('%I.%I', schemaname, sequencename) as name, last_value::text as last from pg_sequences
     where schemaname in ('tidings', 'source') and last_value is not null order by 1`,
  );
  const dumped: LedgerFixture['tables'] = [];
  for (const { name, columns } of tables) {
    const rows = await copied(ledgerPool, `copy ${name} (${columns.join(', ')}) to stdout`);
    if (rows !== '') dumped.push({ name, columns, rows });
  }
  return {
    release: of.release,
    at: isoInstant(of.at),
    migrations: migrations.map(({ name }) => name),
    contract: await readFile(path.join(packageRoot, 'db', 'source-contract.sql'), 'utf8'),
    policy: of.policy,
    tables: dumped,
    sequences,
  };
}

async function copied(pool: pg.Pool, statement: string): Promise<string> {
  const client = await pool.connect();
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of client.query(copyTo(statement))) chunks.push(Buffer.from(chunk));
    return Buffer.concat(chunks).toString('utf8');
  } finally {
    client.release();
  }
}

/**
 * Puts a ledger into an empty database as its release left it: with the migrations of then, and no trigger that would write
 * a history of this.
 * @returns the moment of its last round
 */
export async function restoreLedger(databases: Databases, fixture: LedgerFixture): Promise<Instant> {
  await migrateAsThen(databases, fixture.migrations);
  await databases.ledgerPool.query(fixture.contract);
  const client = await databases.ledgerPool.connect();
  try {
    await client.query('set session_replication_role = replica');
    for (const { name, columns, rows } of fixture.tables) {
      await client.query(`delete from ${name}`);
      await pipeline(
        Readable.from([rows]),
        client.query(copyFrom(`copy ${name} (${columns.join(', ')}) from stdin`)),
      );
    }
    for (const { name, last } of fixture.sequences)
      await client.query('select setval($1::regclass, $2::bigint)', [name, last]);
  } finally {
    // With its setting.
    client.release(true);
  }
  return instantOf(Date.parse(fixture.at));
}

async function migrateAsThen({ ledger }: Databases, names: readonly string[]): Promise<void> {
  const files: Record<string, Migration> = {};
  for (const name of names) {
    const text = await readFile(path.join(packageRoot, 'db', 'migrations', `${name}.sql`), 'utf8');
    files[name] = {
      up: async (db) => {
        await sql.raw(text).execute(db);
        await sql.raw(SAY_WHO_MAY_GO_ON).execute(db);
      },
    };
  }
  const provider = { getMigrations: async () => files };
  const { error } = await new Migrator({
    db: ledger,
    provider,
    migrationTableSchema: 'tidings',
  }).migrateToLatest();
  if (error !== undefined) throw error;
}
