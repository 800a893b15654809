import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { type Databases, openDatabases } from '../../src/ledger/databases.ts';
import { migrate } from '../../src/ledger/migrate.ts';
import { startChild } from '../support/child.ts';
import { dropDatabase, emptyDatabase } from '../support/database.ts';

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
    const children = [1, 2, 3, 4].map(() =>
      startChild('test/support/migrate-child.ts', [], { DATABASE_URL: url, SOURCE_DATABASE_URL: '' }),
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

  it('refuse a database that a newer version has migrated, and say so', async () => {
    await migrate(databases);
    await databases.ledgerPool.query(
      "insert into tidings.kysely_migration values ('9999_later', '2030-01-01T00:00:00.000Z')",
    );
    await expect(migrate(databases)).rejects.toThrow('migrated by a newer Tidings');
  });
});
