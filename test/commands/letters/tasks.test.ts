import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { freshShell, shell } from '../../support/shell.ts';

let databases: FreshDatabases;
let home: string;
beforeEach(async () => {
  databases = await freshDatabases();
  home = await mkdtemp(path.join(tmpdir(), 'tidings-tasks-'));
  freshShell({ DATABASE_URL: databases.url, TIDINGS_HOME: home });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await databases.close();
  await rm(home, { recursive: true });
});

const haveTasks = () =>
  databases.ledgerPool.query(
    `insert into tasks (key, customer_id, kind, for_person, about, why, created_at, due_on) values
       ('k2', 'C2', 'review-credit-limit', 'renata', '[]', 'credit_hold', '2026-11-25T09:00:00Z', null),
       ('k1', 'C1', 'call-customer', null, '[{"kind": "order", "id": "O1"}]', 'no_address', '2026-11-24T09:00:00Z', '2026-11-27')`,
  );

test('tasks are listed, the oldest first, as lines and as JSON', async () => {
  expect(await shell('tasks')).toEqual({
    code: 0,
    out: 'Nothing is to be done: no task is open.\n',
    err: '',
  });
  await haveTasks();
  expect((await shell('tasks')).out).toBe(
    '2026-11-24 09:00  nobody       call-customer C1 about O1 (no_address), by 2026-11-27  k1\n' +
      '2026-11-25 09:00  renata       review-credit-limit C2 about their business (credit_hold)  k2\n',
  );
  expect(JSON.parse((await shell('tasks', '--person', 'renata', '--json')).out)).toEqual([
    {
      key: 'k2',
      mail: null,
      customer_id: 'C2',
      kind: 'review-credit-limit',
      for_person: 'renata',
      case_id: null,
      about: [],
      why: 'credit_hold',
      created_at: '2026-11-25T09:00:00.000Z',
      due_on: null,
      result: null,
      note: null,
      said: null,
    },
  ]);
});

test('a task is done by name, and once', async () => {
  await haveTasks();
  expect(await shell('task', 'done', 'k1', '--by', 'Ola')).toEqual({
    code: 0,
    out: 'Done by Ola: k1, of customer C1.\n',
    err: '',
  });
  expect(await shell('task', 'done', 'k1', '--by', 'Ola')).toMatchObject({
    code: 1,
    err: 'No open task has the key "k1"; `tidings tasks` lists them.\n',
  });
  expect(JSON.parse((await shell('tasks', '--json')).out)).toHaveLength(1);
});
