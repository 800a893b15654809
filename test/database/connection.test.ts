import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { withLock } from '../../src/database/advisory-lock.ts';
import { poolOn } from '../../src/database/connection.ts';
import { isCut } from '../../src/database/database-fault.ts';
import { type Connections, PURPOSES } from '../../src/database/purposes.ts';
import { settingsOf } from '../../src/database/session-settings.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { type LineProxy, lineProxy } from '../support/line-proxy.ts';

/** Milliseconds within which a server that lives answers, on the busiest machine too. */
const SILENCE = 3_000;
/** By then a line that was silent all the while would have been given up. */
const LONGER = 1.5 * SILENCE;
const LINES: Connections = {
  most: 3,
  statement: 60_000,
  lock: 30_000,
  idleInTransaction: 60_000,
  silence: SILENCE,
};
let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
afterAll(() => databases.close());

const faultOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

describe('a line that a router has forgotten', () => {
  let proxy: LineProxy;
  let pool: pg.Pool;
  beforeEach(async () => {
    proxy = await lineProxy(databases.url);
    pool = poolOn(proxy.url, {}, LINES);
  });
  afterEach(async () => {
    await pool.end();
    await proxy.close();
  });

  test('is given up as if it were cut, and the work goes on over another', async () => {
    await pool.query('select 1');
    expect(proxy.forget()).toBe(1);
    const fault = await faultOf(pool.query('select 1'));
    expect(String(fault)).toContain('the database has said nothing for 3 s');
    expect(isCut(fault)).toBe(true);
    expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
    expect(pool.totalCount).toBe(1);
  });

  test('is given up in the middle of a transaction and of rows that stream in', async () => {
    const client = await pool.connect();
    await client.query('begin');
    const rows = client.query(
      copyTo("copy (select pg_sleep(0.02), repeat('x', 1000) from generate_series(1, 100000)) to stdout"),
    );
    const read = (async () => {
      for await (const _chunk of rows) if (proxy.lines > 0) proxy.forget();
    })();
    expect(isCut(await faultOf(read))).toBe(true);
    expect(await faultOf(client.query('commit'))).toBeInstanceOf(Error);
    client.release(true);
    expect((await pool.query('select 2 as two')).rows).toEqual([{ two: 2 }]);
  });

  test('is no line that only waits for us, or that nobody asks anything', async () => {
    const client = await pool.connect();
    const rows = client.query(
      copyTo("copy (select repeat('x', 1000) from generate_series(1, 20000)) to stdout"),
    );
    let bytes = 0;
    for await (const chunk of rows) {
      // Now and then the reader takes far longer than the line may be silent.
      if (bytes === 0) await sleep(LONGER);
      bytes += Buffer.from(chunk).length;
    }
    expect(bytes).toBe(20_000 * 1_001);
    await client.query('begin');
    await sleep(LONGER);
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await client.query('rollback');
    client.release();
  });
});

test('whoever waits for a lock is not taken for a dead line, and gets its turn', async () => {
  const pool = poolOn(databases.url, {}, LINES);
  const said: string[] = [];
  const first = new EventEmitter();
  const hasIt = once(first, 'has it');
  const working = withLock(pool, 'round', true, async () => {
    first.emit('has it');
    await once(first, 'done');
    said.push('first');
  });
  await hasIt;
  expect(await withLock(pool, 'round', false, async () => 'taken twice')).toBe(null);
  const waiting = withLock(pool, 'round', true, async () => said.push('second'));
  await sleep(LONGER);
  first.emit('done');
  await Promise.all([working, waiting]);
  expect(said).toEqual(['first', 'second']);
  await pool.end();
});

test('a lock that was given back leaves its session as it was; work that fails ends it', async () => {
  const url = `${databases.url}?options=${encodeURIComponent('-c idle_session_timeout=7min')}`;
  const pool = poolOn(url, {}, { ...LINES, most: 1 });
  const session = async () =>
    (
      await pool.query(
        "select pg_backend_pid() as pid, current_setting('idle_session_timeout') as idle, (select count(*)::int from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()) as locks",
      )
    ).rows[0];
  const before = await session();
  expect(before).toMatchObject({ idle: '7min', locks: 0 });
  expect(await withLock(pool, 'round', true, async () => 'done')).toBe('done');
  expect(await session()).toEqual(before);
  const failing = withLock(pool, 'round', true, async () => {
    throw new Error('no room');
  });
  await expect(failing).rejects.toThrow('no room');
  const after = await session();
  expect(after.pid).not.toBe(before.pid);
  expect(after).toMatchObject({ idle: '7min', locks: 0 });
  await pool.end();
});

describe('a session', () => {
  const show = async (
    url: string,
    lines: Connections,
    ...names: readonly string[]
  ): Promise<readonly string[]> => {
    const pool = poolOn(url, { search_path: 'tidings' }, lines);
    const { rows } = await pool.query<{ value: string }>(
      'select current_setting(name) as value from unnest($1::text[]) with ordinality as s (name, n) order by n',
      [names],
    );
    await pool.end();
    return rows.map(({ value }) => value);
  };

  test('has the limits of its purpose, and lets the server notice that we are gone', async () => {
    const names = [
      'search_path',
      'statement_timeout',
      'lock_timeout',
      'tcp_keepalives_idle',
      'tcp_user_timeout',
    ];
    expect(await show(databases.url, LINES, ...names)).toEqual(['tidings', '1min', '30s', '30', '60000']);
  });

  test('keeps a shorter limit that the administrator has set, and any that the URL names', async () => {
    const name = new URL(databases.url).pathname.slice(1);
    await databases.ledgerPool.query(`alter database ${name} set statement_timeout = '7s'`);
    await databases.ledgerPool.query(`alter database ${name} set lock_timeout = '7min'`);
    try {
      const limits = ['statement_timeout', 'lock_timeout'];
      expect(await show(databases.url, LINES, ...limits)).toEqual(['7s', '30s']);
      const url = `${databases.url}?options=${encodeURIComponent('-c statement_timeout=0 -c search_path=public')}`;
      expect(await show(url, LINES, ...limits, 'search_path')).toEqual(['0', '30s', 'tidings']);
    } finally {
      await databases.ledgerPool.query(`alter database ${name} reset all`);
    }
  });
});

test("a URL's options are set after the connection stands, as they were written", () => {
  const url = (options: string) => `postgres://h/x?options=${encodeURIComponent(options)}`;
  expect(settingsOf(url('-c a.b=1 --work-mem=4MB -cx=two\\ words\\\\'))).toEqual({
    url: 'postgres://h/x',
    given: { 'a.b': '1', work_mem: '4MB', x: 'two words\\' },
  });
  expect(settingsOf('postgres://h/x?sslmode=require')).toEqual({
    url: 'postgres://h/x?sslmode=require',
    given: {},
  });
  const odd = settingsOf(url('-e -c a=1'));
  expect([new URL(odd.url).searchParams.get('options'), odd.given]).toEqual(['-e', { a: '1' }]);
});

test('how long connections wait stands in docs/operations.md as it is', async () => {
  const page = await readFile(path.join(packageRoot, 'docs/operations.md'), 'utf8');
  const span = (ms: number) =>
    ms === 0 ? 'none' : ms % 60_000 === 0 ? `${ms / 60_000} min` : `${ms / 1_000} s`;
  const said = ({ most, statement, lock, idleInTransaction, silence }: Connections) =>
    `${most}: ${[statement, lock, idleInTransaction, silence].map(span).join(', ')}`;
  for (const [purpose, { ledger, source }] of Object.entries(PURPOSES)) {
    const row = page.split('\n').find((line) => line.startsWith(`| \`${purpose}\``));
    expect(row?.split('|').slice(2, 4)).toEqual([` ${said(ledger)} `, ` ${said(source)} `]);
    for (const { statement, silence } of [ledger, source]) expect(silence).toBeGreaterThan(statement);
  }
});
