import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabases } from '../../src/database/databases.ts';
import { readConfig } from '../../src/settings/config.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';

describe('the databases', () => {
  let databases: FreshDatabases;
  beforeAll(async () => {
    databases = await freshDatabases();
  });
  afterAll(() => databases.close());

  it('read a date as text, a bigint as text and a timestamptz as a Date', async () => {
    const { rows } = await databases.ledgerPool.query(
      `select date '2026-11-26' as day, 9007199254740993 as big, timestamptz '2026-11-26 10:00+01' as at,
              current_setting('TimeZone') as zone`,
    );
    expect(rows[0]).toEqual({
      day: '2026-11-26',
      big: '9007199254740993',
      at: new Date('2026-11-26T09:00:00Z'),
      zone: 'UTC',
    });
  });

  it('see the ledger without naming its schema', async () => {
    expect(await databases.ledger.selectFrom('cases').selectAll().execute()).toEqual([]);
  });

  it('never write to the source, except through an import', async () => {
    const write = "insert into source.feeds values ('orders', now())";
    await expect(databases.sourcePool.query(write)).rejects.toThrow('read-only transaction');
    const importing = databases.openSourceForImport();
    await importing.query(write);
    await importing.end();
  });

  it('keep options that the URL brings', async () => {
    const url = `${databases.url}?options=${encodeURIComponent('-c statement_timeout=71234')}`;
    const opened = await openDatabases(readConfig({ DATABASE_URL: url }));
    const { rows } = await opened.ledgerPool.query(
      "select current_setting('statement_timeout') as t, current_schema",
    );
    expect(rows).toEqual([{ t: '71234ms', current_schema: 'tidings' }]);
    await opened.close();
  });

  it('say where they are without the password', () => {
    expect(databases.describe()).toContain('127.0.0.1');
    expect(databases.describe()).not.toContain(new URL(databases.url).password);
  });
});

describe('a database that can not be opened', () => {
  const failure = (env: Record<string, string>) => openDatabases(readConfig(env)).then(String, String);

  it('that refuses connections is named, without the password', async () => {
    const said = await failure({ DATABASE_URL: 'postgres://me:secret@127.0.0.1:1/orders' });
    expect(said).toContain('DATABASE_URL: the database 127.0.0.1:1/orders refuses connections');
    expect(said).not.toContain('secret');
  });

  it('that is not there, or does not know us, is named', async () => {
    const url = new URL(process.env.TIDINGS_TEST_SERVER ?? '');
    url.pathname = '/absent';
    expect(await failure({ DATABASE_URL: url.href })).toContain('is not there');
    url.password = 'wrong';
    expect(await failure({ DATABASE_URL: url.href })).toMatch(/does not let us in|is not there/);
  });

  it('that accepts a connection and then says nothing is given up after 5 s', async () => {
    const mute = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => mute.once('listening', resolve));
    const address = mute.address();
    const port = typeof address === 'object' ? address?.port : 0;
    expect(await failure({ DATABASE_URL: `postgres://127.0.0.1:${port}/x` })).toContain(
      "can't be reached within 5 s",
    );
    mute.close();
  });
});
