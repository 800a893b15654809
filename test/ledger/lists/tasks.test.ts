import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTheNameOf } from '../../../src/database/in-the-name-of.ts';
import { finishTask, lockOpenTask } from '../../../src/ledger/lists/task-results.ts';
import { openTasks, peopleWithTasks } from '../../../src/ledger/lists/tasks.ts';
import { warsaw } from '../../support/builders.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';

let databases: FreshDatabases;
beforeEach(async () => {
  databases = await freshDatabases();
});
afterEach(() => databases.close());

const NOW = warsaw('2026-11-26 10:00');
const haveTask = (key: string, person: string | null, kind = 'call-customer') =>
  databases.ledgerPool.query(
    `insert into tasks (key, customer_id, kind, for_person, about, why, created_at, untold)
     values ($1, 'C1', $2, $3, '[]', 'no_address', '2026-11-25T08:00:00Z', true)`,
    [key, kind, person],
  );
const done = (key: string) =>
  inTheNameOf(databases.ledgerPool, { who: 'ola', why: null }, async (client) => {
    const task = await lockOpenTask(client, key);
    if (task) await finishTask(client, task, { key, result: null, note: null, by: 'ola', at: NOW }, []);
    return task?.customerId ?? null;
  });

test('people with something to do are named once each, those with nobody named are not', async () => {
  for (const [key, person] of [
    ['a', 'p2'],
    ['b', 'p1'],
    ['c', 'p2'],
    ['d', null],
  ] as const)
    await haveTask(key, person);
  expect(await peopleWithTasks(databases.ledgerPool, 10)).toEqual(['p1', 'p2']);
  expect(await peopleWithTasks(databases.ledgerPool, 1)).toEqual(['p1']);
  expect((await openTasks(databases.ledgerPool, {}, null, 10)).map(({ key }) => key)).toEqual([
    'a',
    'b',
    'c',
    'd',
  ]);
});

test('a task is done once, and nobody is told of it any more', async () => {
  await haveTask('a', 'p1');
  expect(await done('a')).toBe('C1');
  expect(await done('a')).toBeNull();
  expect(await done('b')).toBeNull();
  const { rows } = await databases.ledgerPool.query('select done_by, untold from tasks');
  expect(rows).toEqual([{ done_by: 'ola', untold: null }]);
});

test('who has answered a customer lets our letters go on: the reply is answered, with the task that came because it was late', async () => {
  await haveTask('reply/answer-customer/m1', 'p1', 'answer-customer');
  await haveTask('reply/answer-customer/m1/late', 'p2', 'answer-customer');
  await haveTask('reply/answer-customer/m2', 'p1', 'answer-customer');
  await databases.ledgerPool.query(
    `insert into replies (id, customer_id, at, about, owed_by, task_key) select m, 'C1', '2026-11-25T08:00:00Z', '[]', '2026-11-26', 'reply/answer-customer/' || m
     from unnest(array['m1', 'm2']) m`,
  );
  await done('reply/answer-customer/m1');
  const { rows } = await databases.ledgerPool.query('select id, answered_by from replies order by id');
  expect(rows).toEqual([
    { id: 'm1', answered_by: 'ola' },
    { id: 'm2', answered_by: null },
  ]);
  const open = await openTasks(databases.ledgerPool, {}, null, 10);
  expect(open.map(({ key }) => key)).toEqual(['reply/answer-customer/m2']);
});
