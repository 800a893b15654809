import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { type Databases, openDatabases } from '../../src/database/databases.ts';
import { migrate } from '../../src/database/migrate.ts';
import { type Config, readConfig } from '../../src/settings/config.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { makeAsNew, shapeOf } from './used-database.ts';

const TEMPLATE_LOCK = 8_026_002;

export interface FreshDatabases extends Databases {
  /** For DATABASE_URL of a child process. */
  readonly url: string;
  readonly config: Config;
}

/** A database as new, with all migrations and the source contract; `close()` gives it back or drops it. */
export async function freshDatabases(): Promise<FreshDatabases> {
  template ??= templateDatabase();
  const name = await template;
  const url = (await takeFree(name)) ?? (await emptyDatabase(name));
  const config = readConfig({ DATABASE_URL: url });
  const databases = await openDatabases(config);
  shape ??= shapeOf(databases.ledgerPool);
  const asMade = await shape;
  return {
    ...databases,
    url,
    config,
    close: async () => {
      await databases.close();
      if (await makeAsNew(url, asMade)) await setFree(url, name);
      else await dropDatabase(url);
    },
  };
}

// Once per process: the migrations do not change while tests run.
let template: Promise<string> | undefined;
let shape: Promise<string> | undefined;

/** Takes a database that another test has done with; null when there is none. */
async function takeFree(template: string): Promise<string | null> {
  const { rows } = await onServer<{ name: string }>(
    `delete from free_databases where name =
       (select name from free_databases join pg_database on datname = name where template = $1
        limit 1 for update of free_databases skip locked)
     returning name`,
    [template],
  );
  return rows[0] ? urlOf(rows[0].name) : null;
}

const setFree = (url: string, template: string): Promise<unknown> =>
  onServer('insert into free_databases (name, template) values ($1, $2)', [
    new URL(url).pathname.slice(1),
    template,
  ]);

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
    await client.query(
      'create table if not exists free_databases (name text primary key, template text not null)',
    );
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
