import { afterAll, beforeAll, expect, test } from 'vitest';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { faultsOf } from '../support/statements/faults.ts';
import { OurProgram } from '../support/statements/program.ts';
import { statementsOf } from '../support/statements/statements.ts';

/*
 * SQL that is written as text says what its rows are, and nobody checks it but this: the server describes each statement as it stands
 * in the code, and its columns are compared with the type that the code gives them. What the builder builds the compiler checks.
 */

/** How many statements can be known only when they run, by the beginning of their file's path, and why. */
const UNREAD: Readonly<Record<string, readonly [number, string]>> = {
  'src/commands/run/run.ts': [1, 'a listener for what PostgreSQL may never do'],
  'src/database/copy-in.ts': [1, 'COPY, into whatever table'],
  'src/database/query.ts': [2, 'what the builder builds'],
  'src/database/source-schema.ts': [1, 'the contract, a file of its own'],
  'src/demo/': [7, "a company's schema"],
  'src/ledger/alarms/promises.ts': [1, 'the page of invariants, a file of its own'],
  'src/ledger/history/sweep.ts': [1, 'functions of the ledger by a list of what they remove'],
  'src/source/': [54, "a company's schema, or columns that a file brings"],
};

let databases: FreshDatabases;
let program: OurProgram;
beforeAll(async () => {
  databases = await freshDatabases();
  program = new OurProgram();
});
afterAll(async () => {
  program.close();
  await databases.close();
});

async function faultsIn(folder: string) {
  const { statements, unread } = await statementsOf(program, folder);
  const client = await databases.ledgerPool.connect();
  const faults = await faultsOf(client, statements);
  // With it go the temporary tables.
  client.release(true);
  return { statements, unread, faults };
}

test('every statement that is written as text has the columns that the code says, and they are of its types', async () => {
  const { statements, unread, faults } = await faultsIn('src');
  expect(faults).toEqual([]);
  expect(statements.length).toBeGreaterThan(200);
  const counted = Object.keys(UNREAD).map((where): [string, number] => [
    where,
    unread.filter(({ at }) => at.startsWith(where)).length,
  ]);
  const elsewhere = unread.filter(({ at }) => !Object.keys(UNREAD).some((where) => at.startsWith(where)));
  expect(elsewhere).toEqual([]);
  expect(counted).toEqual(Object.entries(UNREAD).map(([where, [count]]) => [where, count]));
});

test('a statement whose columns are others than the code says is found, and where it stands', async () => {
  const { faults, unread } = await faultsIn('test/fixtures/statements');
  const wrong = 'test/fixtures/statements/wrong-statements.ts';
  expect(faults).toEqual([
    `${wrong}:8: no column reason`,
    `${wrong}:8: the row has no why`,
    `${wrong}:9: since is timestamptz, and no string`,
    `${wrong}:10: letters is int8, and no number`,
    `${wrong}:11: relation "pausen" does not exist`,
    `${wrong}:12: findings is _text, and no number[]`,
    `${wrong}:24: id is text, and no number`,
  ]);
  expect(unread.map(({ at }) => at)).toEqual([`${wrong}:18`]);
});
