import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTheNameOf } from '../../../src/database/in-the-name-of.ts';
import { finishTask, lockOpenTask } from '../../../src/ledger/lists/task-results.ts';
import { openTasks, peopleWithTasks, tasksNow } from '../../../src/ledger/lists/tasks.ts';
import { urgentToTell } from '../../../src/ledger/lists/tasks-to-tell.ts';
import { day, personId, warsaw } from '../../support/builders.ts';
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

test('mails to read stand behind what customers wait for, and those of others with them alone', async () => {
  for (let n = 0; n < 5; n += 1) await haveTask(`mail/read-mail/${n}`, n === 0 ? 'p1' : 'p2', 'read-mail');
  await databases.ledgerPool.query(`update tasks set due_on = '2026-11-20', urgent = true`);
  await haveTask('late', 'p2');
  const now = await tasksNow(databases.ledgerPool, ['p1'], '2026-11-26', 25);
  expect(now.map(({ key }) => key)).toEqual(['late', 'mail/read-mail/0']);
  const people = ['p1', 'p2'].map(personId);
  const told = await urgentToTell(databases.ledgerPool, people, day('2026-11-26'), 2);
  expect(told.map(({ key }) => key)).toEqual(['mail/read-mail/0', 'mail/read-mail/1']);
  await databases.ledgerPool.query(`update tasks set urgent = true`);
  const first = await urgentToTell(databases.ledgerPool, people, day('2026-11-26'), 1);
  expect(first.map(({ key }) => key)).toEqual(['late']);
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
