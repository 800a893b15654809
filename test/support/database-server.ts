import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openEmbedded } from '../../src/database/embedded/embedded.ts';
import { isAlive } from '../../src/database/embedded/process-lock.ts';

const PREFIX = 'tidings-test-';

/** vitest's globalSetup: one PostgreSQL for the whole run, its URL in TIDINGS_TEST_SERVER. */
export default async function setup(): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    process.env.TIDINGS_TEST_SERVER = given;
    return async () => undefined;
  }
  await sweep();
  const home = await mkdtemp(path.join(tmpdir(), `${PREFIX}${process.pid}-`));
  // Tests need no durability, and without it they are twice as fast. They connect tens of thousands of times: a password that
  // is hashed once, and not 4,096 times, takes a third off each.
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'max_connections=200',
    'scram_iterations=1',
    // What it would gather of a table, plans would depend on: such a database serves no other test.
    'autovacuum=off',
  ];
  const embedded = await openEmbedded(home, { settings });
  await keepPasswordAnew(embedded.url);
  process.env.TIDINGS_TEST_SERVER = embedded.url;
  return async () => {
    await embedded.close();
    await rm(home, { recursive: true, force: true });
  };
}

/** Its hash was made as the server was, by the price of then. */
async function keepPasswordAnew(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `alter role current_user password ${client.escapeLiteral(decodeURIComponent(new URL(url).password))}`,
  );
  await client.end();
}

/** A run that was killed leaves its server and its folder behind: the next run ends them. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = /^tidings-test-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const home = path.join(tmpdir(), name);
    // Opening and leaving it stops it.
    await openEmbedded(home).then(
      (left) => left.close(),
      () => undefined,
    );
    await rm(home, { recursive: true, force: true });
  }
}
