import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { putLetters } from '../support/outbox.ts';
import { makeAsNew, shapeOf } from '../support/used-database.ts';

// What the tests themselves stand on: a database that another one had is as good as new, or is not used.
let databases: FreshDatabases;
let shape: string;
beforeEach(async () => {
  databases = await freshDatabases();
  shape = await shapeOf(databases.ledgerPool);
});
afterEach(() => databases.close());

test('nothing is left of what a test wrote, and counters begin anew', async () => {
  const { ledgerPool, url } = databases;
  const pause = `insert into pauses (since, why, by) values (now(), 'stocktaking', 'Ola') returning id`;
  await putLetters(ledgerPool, [{ id: 'a', customerId: 'C1' }]);
  await ledgerPool.query(pause);
  expect(await makeAsNew(url, databases, shape)).toBe(true);
  const { rows } = await ledgerPool.query(
    `select (select count(*) from letters)::int as letters, (select count(*) from letter_cases)::int as links,
            (select count(*) from cases)::int as cases, (select count(*) from pauses)::int as pauses`,
  );
  expect(rows).toEqual([{ letters: 0, links: 0, cases: 0, pauses: 0 }]);
  expect((await ledgerPool.query(pause)).rows).toEqual([{ id: '1' }]);
});

test.each([
  'create view source.more as select 1 as one',
  'alter table source.orders add column more text',
  'alter table tidings.letters disable trigger all',
  'grant select on source.orders to public',
  'drop index tidings.letters_to_claim',
  'truncate tidings.letters cascade',
  'create schema elsewhere',
  `insert into source.people (id, name, role) values ('P1', 'Anna', 'owner'); analyze source.people`,
])('is not used again after: %s', async (change) => {
  await databases.ledgerPool.query(change);
  expect(await makeAsNew(databases.url, databases, shape)).toBe(false);
});

test('is not used again while a connection of it is away', async () => {
  const client = await databases.ledgerPool.connect();
  expect(await makeAsNew(databases.url, databases, shape)).toBe(false);
  client.release();
  expect(await makeAsNew(databases.url, databases, shape)).toBe(true);
});
