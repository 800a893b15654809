import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Databases, openDatabases } from '../../src/database/databases.ts';
import { migrate } from '../../src/database/migrate.ts';
import { ConfigurationFailure } from '../../src/failure.ts';
import { readConfig } from '../../src/settings/config.ts';
import { startChild } from '../support/child.ts';
import { dropDatabase, emptyDatabase } from '../support/database.ts';
import { AT, oneStalledOrder, writeExport } from '../support/exports.ts';
import { freshShell, shell } from '../support/shell.ts';

describe('migrations', () => {
  let url = '';
  let databases: Databases;
  beforeEach(async () => {
    url = await emptyDatabase();
    databases = await openDatabases(readConfig({ DATABASE_URL: url }));
  });
  afterEach(async () => {
    await databases.close();
    await dropDatabase(url);
  });

  it('are applied once, and a second call applies nothing', async () => {
    expect((await migrate(databases))[0]).toBe('0001_ledger');
    expect(await migrate(databases)).toEqual([]);
    expect(await databases.ledger.selectFrom('letters').select('id').execute()).toEqual([]);
  });

  it('are applied by one of four processes that start at once', async () => {
    const children = await Promise.all(
      [1, 2, 3, 4].map(() =>
        startChild('test/support/migrate-child.ts', [], { DATABASE_URL: url, SOURCE_DATABASE_URL: '' }),
      ),
    );
    const applied = await Promise.all(children.map(async (child) => JSON.parse(await child.line()).length));
    expect(await Promise.all(children.map((child) => child.ended()))).toEqual([0, 0, 0, 0]);
    expect(applied.filter((count) => count > 0)).toHaveLength(1);
  });

  it('create the source contract where there is no such schema, and leave one that is there alone', async () => {
    await databases.ledgerPool.query('create schema source; create table source.orders (id text)');
    await migrate(databases);
    const { rows } = await databases.ledgerPool.query(
      "select tablename from pg_tables where schemaname = 'source'",
    );
    expect(rows).toEqual([{ tablename: 'orders' }]);
  });

  /** What a newer Tidings leaves behind: a migration that only adds, and who may go on beside it. */
  const migrateLater = (oldest: string) =>
    databases.ledgerPool.query(
      `alter table tidings.letters add column mood text not null default 'calm';
       create table tidings.moods (id text primary key);
       comment on schema tidings is 'Ours. Workers that know migration ${oldest} may use it.';
       insert into tidings.kysely_migration values ('9999_later', '2030-01-01T00:00:00.000Z')`,
    );

  it('go on beside one that a newer Tidings has applied, where it says so', async () => {
    await migrate(databases);
    await migrateLater('0002_dunning');
    const heard: string[] = [];
    expect(await migrate(databases, 'source', (names) => heard.push(...names))).toEqual([]);
    expect(heard).toEqual(['9999_later']);
    const { rows } = await databases.ledgerPool.query(
      "select obj_description('tidings'::regnamespace) as said",
    );
    expect(rows[0].said, 'the older one leaves the word of the newer one').toMatch(/^Ours/);
  });

  it('refuse a database that is more than one version ahead, or does not say', async () => {
    await migrate(databases);
    await migrateLater('9998_unknown');
    await expect(migrate(databases)).rejects.toThrow(
      /^The database was migrated by a newer Tidings \(9999_later\), and this version is too old/,
    );
    await databases.ledgerPool.query('comment on schema tidings is null');
    await expect(migrate(databases)).rejects.toThrow(ConfigurationFailure);
  });

  it('are of use to an older worker: it migrates, writes and sends beside the newer one', async () => {
    await migrate(databases);
    await migrateLater('0002_dunning');
    const home = await mkdtemp(path.join(tmpdir(), 'tidings-older-'));
    freshShell({ DATABASE_URL: url, TIDINGS_HOME: home });
    await writeExport(path.join(home, 'export'), oneStalledOrder());
    expect((await shell('import', path.join(home, 'export'))).code).toBe(0);
    expect((await shell('round', '--at', AT)).out).toContain('Written: 1 letter');
    // The letter, and the list of the day for the person who is to find out more.
    expect((await shell('deliver', '--once', '--at', AT)).out).toContain('2 submitted');
    expect((await shell('migrate')).out).toMatch(
      /^Nothing to apply: a newer Tidings .*9999_later.*replace it soon/,
    );
    vi.unstubAllEnvs();
    await rm(home, { recursive: true });
  });

  it('say in the database who may go on, in the transaction that applies them', async () => {
    await migrate(databases);
    const { rows } = await databases.ledgerPool.query(
      "select obj_description('tidings'::regnamespace) as said",
    );
    expect(rows[0].said).toMatch(/Workers that know migration 0002_dunning may use it\.$/);
  });
});
