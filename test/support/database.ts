import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { type Config, readConfig } from '../../src/config.ts';
import { type Databases, openDatabases } from '../../src/ledger/databases.ts';
import { migrate } from '../../src/ledger/migrate.ts';
import { packageRoot } from '../../src/package-root.ts';

const TEMPLATE_LOCK = 8_026_002;

export interface FreshDatabases extends Databases {
  /** For DATABASE_URL of a child process. */
  readonly url: string;
  readonly config: Config;
}

/** A new database with all migrations and the source contract; `close()` drops it. */
export async function freshDatabases(): Promise<FreshDatabases> {
  const template = await templateDatabase();
  const url = await emptyDatabase(template);
  const config = readConfig({ DATABASE_URL: url });
  const databases = await openDatabases(config);
  return {
    ...databases,
    url,
    config,
    close: async () => {
      await databases.close();
      await dropDatabase(url);
    },
  };
}

/** The URL of a new database without any tables, or like `template`. */
export async function emptyDatabase(template = 'template0'): Promise<string> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await onServer((client) => client.query(`create database ${name} template ${template}`));
  return urlOf(name);
}

export async function dropDatabase(url: string): Promise<void> {
  await onServer((client) =>
    client.query(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`),
  );
}

/** Made once per state of the SQL files, under a lock, since two test files may want it at the same moment. */
async function templateDatabase(): Promise<string> {
  const name = `template_${await hashOfSql()}`;
  await onServer(async (client) => {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 1) return;
    await client.query(`drop database if exists ${name}_new with (force)`);
    await client.query(`create database ${name}_new template template0`);
    const databases = await openDatabases(readConfig({ DATABASE_URL: urlOf(`${name}_new`) }));
    await migrate(databases);
    await databases.close();
    await client.query(`alter database ${name}_new rename to ${name}`);
  });
  return name;
}

async function hashOfSql(): Promise<string> {
  const folder = path.join(packageRoot, 'db', 'migrations');
  const files = (await readdir(folder)).sort().map((name) => path.join(folder, name));
  const hash = createHash('sha256');
  for (const file of [...files, path.join(packageRoot, 'db', 'source-contract.sql')])
    hash.update(await readFile(file));
  return hash.digest('hex').slice(0, 12);
}

const serverUrl = (): string => {
  const url = process.env.TIDINGS_TEST_SERVER;
  if (!url) throw new Error('No test server: run the tests through vitest.config.ts.');
  return url;
};

function urlOf(database: string): string {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  return url.href;
}

async function onServer(work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
