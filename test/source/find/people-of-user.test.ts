import { afterAll, beforeAll, expect, test } from 'vitest';
import { peopleOfUser } from '../../../src/source/find/people-of-user.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
  const pool = databases.openSourceForImport();
  await pool.query(`insert into source.people (id, name, email, role) values
    ('P1', 'Ola', 'Ola <ola@nowak.example>', 'manager'), ('ola', 'Another', 'x@nowak.example', 'manager'),
    ('P2', 'Jan', 'jan.k@nowak.example', 'manager')`);
  await pool.end();
});
afterAll(() => databases.close());

const of = (name: string, more: { email?: string; personId?: string } = {}) =>
  peopleOfUser(databases.sourcePool, 'source', { name, email: null, personId: null, ...more });

test('a user is told among the people by what an admin said, else by address, else by name', async () => {
  expect((await of('ola')).toSorted()).toEqual(['P1', 'ola']);
  expect(await of('jan')).toEqual([]);
  expect(await of('jan', { email: 'Jan.K@nowak.example' })).toEqual(['P2']);
  expect(await of('ola', { email: 'ola@nowak.example' })).toEqual(['P1']);
  expect(await of('ola', { email: 'nobody@nowak.example' })).toEqual(['ola']);
  expect(await of('ola', { email: 'ola@nowak.example', personId: 'P2' })).toEqual(['P2']);
});
