import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { copyIn } from '../../src/database/copy-in.ts';
import { textArray } from '../../src/database/postgres-text.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
  await databases.ledgerPool.query(
    'create table copied (id text primary key, n int, words text[], facts jsonb, note text)',
  );
});
afterAll(() => databases.close());

async function copying(...rows: Parameters<typeof copyIn>[2][number][]) {
  const client = await databases.ledgerPool.connect();
  client.on('error', () => undefined);
  try {
    await copyIn(client, 'copied', rows);
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

test('whatever stands in a text, a list or JSON arrives as it was', async () => {
  const odd = 'a\tb\\N\r\n"quoted", {braces}, \\t, \'one\', 😀 \u202e';
  const facts = { [odd]: [odd, null, 1.5] };
  await copying(
    { id: odd, n: 1, words: textArray([odd, '', 'NULL']), facts: JSON.stringify(facts), note: odd },
    { id: 'empty', n: null, words: textArray([]), facts: 'null', note: '' },
  );
  const { rows } = await databases.ledgerPool.query('select * from copied order by n nulls last');
  expect(rows).toEqual([
    { id: odd, n: 1, words: [odd, '', 'NULL'], facts, note: odd },
    { id: 'empty', n: null, words: [], facts: null, note: '' },
  ]);
});

test('no rows, no statement; a row that is there already is the database’s error, and nothing hangs', async () => {
  await copying();
  const row = { id: 'twice', n: 1, words: '{}', facts: '{}', note: null };
  await copying(row);
  await expect(copying(row)).rejects.toThrow(/copied_pkey/);
  await expect(copying({ ...row, id: 'x', n: 'no number' })).rejects.toThrow(/no number/);
});

test.each([
  ['before it begins', 'lock table copied in access exclusive mode'],
  // A key that another transaction has written and not kept yet: the copy waits in the middle of its rows.
  ['while it goes on', "insert into copied (id) values ('m5')"],
])('a connection that is cut %s is an error, and not waited for', async (_when, hinder) => {
  const { ledgerPool } = databases;
  const client = await ledgerPool.connect();
  client.on('error', () => undefined);
  const { rows } = await client.query('select pg_backend_pid() as pid');
  const other = await ledgerPool.connect();
  await other.query('begin');
  await other.query(hinder);
  const many = Array.from({ length: 10 }, (_, n) => ({
    id: `m${n}`,
    n,
    words: '{}',
    facts: '{}',
    note: null,
  }));
  const failed = expect(copyIn(client, 'copied', many)).rejects.toThrow(/terminat/);
  while ((await ledgerPool.query(WAITS, [rows[0].pid])).rowCount === 0) await sleep(5);
  await other.query('select pg_terminate_backend($1)', [rows[0].pid]);
  await failed;
  client.release(true);
  await other.query('rollback');
  other.release();
});

const WAITS = "select from pg_stat_activity where pid = $1 and wait_event_type = 'Lock'";
