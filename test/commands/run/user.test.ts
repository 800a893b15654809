import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { judgePassword } from '../../../src/console/door/sign-in.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { freshShell, shell } from '../../support/shell.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
beforeEach(() => freshShell({ DATABASE_URL: databases.url }));
afterAll(() => databases.close());

const judge = async (password: string) =>
  (await judgePassword(databases.ledgerPool, 'ola', password, systemClock.now())).outcome;
const passwordIn = (out: string): string => / (\w{20})\n$/.exec(out)?.[1] ?? '';

test('an admin who is locked out gets another password on the server, and every act has a name', {
  timeout: 180_000,
}, async () => {
  expect((await shell('user', 'list')).out).toMatch(/^Nobody can sign in yet/);
  const added = await shell('user', 'add', 'ola', '--role', 'admin', '--by', 'root');
  expect(added.out).toMatch(/^ola is admin\. Password for the first sign-in: \w{20}\n$/);
  expect(await judge(passwordIn(added.out))).toBe('right');
  for (let wrong = 0; wrong < 5; wrong += 1) await judge('wrong');
  expect(await judge(passwordIn(added.out))).toBe('locked');
  const given = await shell('user', 'password', 'ola', '--by', 'root');
  expect(await judge(passwordIn(added.out)), 'the old one is none any more').toBe('wrong');
  expect(await judge(passwordIn(given.out))).toBe('right');
  expect((await shell('user', 'list')).out).toMatch(/^ola +admin\n$/);
  const { out } = await shell('history', 'root', '--json');
  expect(JSON.parse(out).map(({ what }: { what: string }) => what)).toEqual([
    'added',
    'took another password',
  ]);
});

test('what cannot be done is said in words, and nothing is done', async () => {
  for (const [args, says] of [
    [['add', 'Ola Nowak', '--role', 'admin'], /is no name for a user: take small letters/],
    [['add', 'ola', '--role', 'reader'], /There is a user ola already; `tidings user password ola`/],
    [['add', 'kim', '--role', 'king'], /Allowed choices are reader, writer, releaser, admin/],
    [['role', 'ola', '--role', 'reader'], /ola is the only admin who may sign in/],
    [['shut-out', 'ola'], /ola is the only admin who may sign in/],
    [['password', 'nobody'], /There is no user nobody; `tidings user list` lists them/],
    [['let-in', 'nobody'], /There is no user nobody/],
  ] as const) {
    const { code, err } = await shell('user', ...args);
    expect(code).not.toBe(0);
    expect(err).toMatch(says);
  }
  const users = JSON.parse((await shell('user', 'list', '--json')).out);
  expect(users).toMatchObject([{ name: 'ola', role: 'admin', must_change: true, disabled_at: null }]);
});
