import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fixedClock } from '../../src/clock.ts';
import { withRoundLock } from '../../src/database/advisory-lock.ts';
import { type Databases, openDatabases } from '../../src/database/databases.ts';
import { migrate } from '../../src/database/migrate.ts';
import { ConfigurationFailure } from '../../src/failure.ts';
import { round } from '../../src/round/round.ts';
import { readConfig } from '../../src/settings/config.ts';
import { aCompany, type Company } from '../support/company.ts';
import { rules } from '../support/policy.ts';
import { PGBOUNCER, type Pooler, pooler } from '../support/pooler.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';
import { tidings } from '../support/tidings.ts';
import { warsaw } from '../support/when.ts';

const MONDAY = warsaw('2026-11-30 10:00');
let company: Company;
let between: Pooler;
beforeEach(async () => {
  company = await aCompany();
});
afterEach(async () => {
  await between.close();
  await company.close();
});

const open = (): Promise<Databases> => openDatabases(readConfig({ DATABASE_URL: between.url }));

describe.skipIf(PGBOUNCER === null)('PgBouncer', () => {
  test('in session mode is as good as the server: migrations, rounds with their lock, and a source that is only read', async () => {
    between = await pooler(company.databases.url, 'session');
    const databases = await open();
    expect(await migrate(databases)).toEqual([]);
    await company.haveOrder({ id: 'A1', stage: 'picking', stage_since: '2026-11-23T09:00+01' });
    await company.round(MONDAY, { dryRun: true });
    const world = {
      databases,
      rules: rules(),
      clock: fixedClock(MONDAY),
      templates: await shippedTemplates(),
    };
    for (const _nth of [1, 2, 3])
      expect(await round(world), 'the lock of the last is given back').not.toBe(null);
    expect(await company.letters()).toHaveLength(1);
    const write = databases.sourcePool.query("insert into source.feeds values ('orders', now())");
    await expect(write).rejects.toThrow('read-only transaction');
    await databases.close();
  });

  test('in session mode keeps two rounds apart, whichever way they come', async () => {
    between = await pooler(company.databases.url, 'session');
    const databases = await open();
    const direct = company.databases.ledgerPool;
    const nested = await withRoundLock(databases.ledgerPool, false, () =>
      Promise.all([
        withRoundLock(databases.ledgerPool, false, async () => 'twice'),
        withRoundLock(direct, false, async () => 'twice'),
      ]),
    );
    expect(nested).toEqual([null, null]);
    expect(await withRoundLock(direct, false, async () => 'then')).toBe('then');
    await databases.close();
  });

  test.each(['transaction', 'statement'] as const)('in %s mode is refused, with what to do', async (mode) => {
    between = await pooler(company.databases.url, mode);
    const fault = await open().then(
      () => null,
      (error: unknown) => error,
    );
    expect(fault).toBeInstanceOf(ConfigurationFailure);
    const port = new URL(between.url).port;
    expect(String(fault)).toMatch(
      new RegExp(
        `DATABASE_URL: the database 127\\.0\\.0\\.1:${port}/\\w+ is a pooler .*set pool_mode = session`,
      ),
    );
    const session = new pg.Client(between.url);
    await session.connect();
    const settings = await session.query(
      "select current_setting('search_path') as path, current_setting('default_transaction_read_only') as ro",
    );
    await session.end();
    expect(settings.rows, 'sessions of others keep their own settings').toEqual([
      { path: '"$user", public', ro: 'off' },
    ]);
    const { rows } = await company.databases.ledgerPool.query(
      // Of this database: others on the same server have locks of their own.
      `select from pg_locks join pg_database on oid = database
       where locktype = 'advisory' and granted and datname = current_database()`,
    );
    expect(rows).toEqual([]);
  });

  test('in transaction mode is refused while it is busy too, and as the address of the source', async () => {
    between = await pooler(company.databases.url, 'transaction');
    const busy = new AbortController();
    const others = Array.from({ length: 4 }, async () => {
      const client = new pg.Client(between.url);
      await client.connect();
      while (!busy.signal.aborted) {
        await client.query('begin; select pg_sleep(0.01); commit');
        await sleep(1);
      }
      await client.end();
    });
    const said = await openDatabases(
      readConfig({ DATABASE_URL: company.databases.url, SOURCE_DATABASE_URL: between.url }),
    ).then(() => 'opened', String);
    busy.abort();
    await Promise.all(others);
    expect(said).toContain('SOURCE_DATABASE_URL: the database 127.0.0.1');
    expect(said).toContain('pooler that gives each transaction another session');
  });

  test('in transaction mode ends `doctor` with the sentence', async () => {
    between = await pooler(company.databases.url, 'transaction');
    const folder = await mkdtemp(path.join(tmpdir(), 'tidings-doctor-'));
    const { code, err } = await tidings({ cwd: folder, env: { DATABASE_URL: between.url } }, 'doctor');
    expect({ code, said: err.includes('is a pooler that gives each transaction another session') }).toEqual({
      code: 2,
      said: true,
    });
    await rm(folder, { recursive: true });
  });
});
