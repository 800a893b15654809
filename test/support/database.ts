import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { type Databases, openDatabases } from '../../src/database/databases.ts';
import { migrate } from '../../src/database/migrate.ts';
import { goesTo } from '../../src/database/same-company.ts';
import { type Config, readConfig } from '../../src/settings/config.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { makeAsNew, shapeOf } from './used-database.ts';

const TEMPLATE_LOCK = 8_026_002;

export interface FreshDatabases extends Databases {
  /** For DATABASE_URL of a child process. */
  readonly url: string;
  readonly config: Config;
}

/** A database as new, with all migrations and the source contract; `close()` keeps it for the next test, or drops it. */
export async function freshDatabases(): Promise<FreshDatabases> {
  const kept = free.pop() ?? (await newDatabases());
  let closed = false;
  // What a process knows of a company's tables goes with them.
  const company = {};
  goesTo(kept.databases.sourcePool, company);
  return {
    ...kept.databases,
    aside: (purpose) => {
      const aside = kept.databases.aside(purpose);
      goesTo(aside.sourcePool, company);
      return aside;
    },
    url: kept.url,
    config: kept.config,
    close: async () => {
      if (closed) return;
      closed = true;
      if (await makeAsNew(kept.url, kept.databases, kept.shape)) free.push(kept);
      else {
        await kept.databases.close();
        await dropDatabase(kept.url);
      }
    },
  };
}

/**
 * Databases that a test of this process has done with, and their connections, which stay open: a session that has planned the round's
 * statements before is several times as fast.
 */
const free: Kept[] = [];

interface Kept {
  readonly databases: Databases;
  readonly url: string;
  readonly config: Config;
  /** As the migrations left it. */
  readonly shape: string;
}

async function newDatabases(): Promise<Kept> {
  template ??= templateDatabase();
  const url = await emptyDatabase(await template);
  const config = readConfig({ DATABASE_URL: url });
  const databases = await openDatabases(config);
  shape ??= shapeOf(databases.ledgerPool);
  return { databases, url, config, shape: await shape };
}

// Once per process: the migrations do not change while tests run.
let template: Promise<string> | undefined;
let shape: Promise<string> | undefined;

const newName = (): string => `test_${randomBytes(6).toString('hex')}`;

/** The URL of a new database without any tables, or like `template`. */
export async function emptyDatabase(template = 'template0'): Promise<string> {
  const name = newName();
  await onServer(`create database ${name} template ${template}`);
  return urlOf(name);
}

export async function dropDatabase(url: string): Promise<void> {
  await onServer(`drop database if exists ${new URL(url).pathname.slice(1)} with (force)`);
}

/** Made once per state of the SQL files, under a lock, since two test files may want it at the same moment. */
async function templateDatabase(): Promise<string> {
  const name = `template_${await hashOfSql()}`;
  await withClient(async (client) => {
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

/** A connection that stayed open would keep the server from being stopped at the end. */
function onServer<Row extends pg.QueryResultRow>(
  text: string,
  values: readonly string[] = [],
): Promise<pg.QueryResult<Row>> {
  return withClient((client) => client.query<Row>(text, [...values]));
}

async function withClient<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: serverUrl() });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
