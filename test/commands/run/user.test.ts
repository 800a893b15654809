import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { whoIsInvited } from '../../../src/console/door/invite.ts';
import { beginToSetUp } from '../../../src/console/door/second-factor.ts';
import { judgePassword } from '../../../src/console/door/sign-in.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';
import { freshShell, shell } from '../../support/shell.ts';

let databases: FreshDatabases;
beforeAll(async () => {
  databases = await freshDatabases();
});
beforeEach(() => freshShell({ DATABASE_URL: databases.url }));
afterAll(() => databases.close());

const judge = async (password: string, at = systemClock.now()) =>
  (await judgePassword(databases.ledgerPool, 'ola', password, at)).outcome;
const passwordIn = (out: string): string => / (\w{20})\n$/.exec(out)?.[1] ?? '';

test('an admin who is locked out gets another password on the server, and every act has a name', async () => {
  expect((await shell('user', 'list')).out).toMatch(/^Nobody can sign in yet/);
  const added = await shell('user', 'add', 'ola', '--role', 'admin', '--by', 'root');
  expect(added.out).toMatch(/^ola is admin\. Password for the first sign-in: \w{20}\n$/);
  expect(await judge(passwordIn(added.out))).toBe('right');
  // All at one moment: it is locked for ten seconds, and to look at passwords takes some.
  const now = systemClock.now();
  for (let wrong = 0; wrong < 5; wrong += 1) await judge('wrong', now);
  expect(await judge(passwordIn(added.out), now)).toBe('locked');
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

test('somebody is invited by a link, is one of the company’s people, and gets a lost second factor taken away', async () => {
  await databases.ledgerPool.query(
    "insert into source.people (id, name, role) values ('anna', 'Anna Lis', 'owner')",
  );
  const link = (out: string): string => /\?token=([\w-]{43})$/m.exec(out)?.[1] ?? '';
  const invited = await shell(
    ...['user', 'invite', 'ewa', '--role', 'writer', '--person', 'anna', '--email', 'ewa@nowak.example'],
    ...['--url', 'https://tidings.nowak.example/', '--by', 'root'],
  );
  expect(invited.out).toContain('\nhttps://tidings.nowak.example/invitation?token=');
  expect(invited.out).toContain('give it to them yourself');
  const opens = (token: string) => whoIsInvited(databases.ledgerPool, token, systemClock.now());
  expect(await opens(link(invited.out))).toBe('ewa');
  const again = await shell('user', 'invite', 'ewa', '--url', 'https://tidings.nowak.example');
  expect([await opens(link(invited.out)), await opens(link(again.out))]).toEqual([null, 'ewa']);
  const users = async () => JSON.parse((await shell('user', 'list', '--json')).out);
  expect(await users()).toContainEqual(
    expect.objectContaining({ name: 'ewa', role: 'writer', email: 'ewa@nowak.example', person: 'anna' }),
  );
  await shell('user', 'contact', 'ewa', '--person', 'none');
  expect(await users()).toContainEqual(
    expect.objectContaining({ name: 'ewa', email: 'ewa@nowak.example', person: null }),
  );
  expect((await shell('user', 'reset-second-factor', 'ewa')).out).toBe('ewa had none.\n');
  const factor = await beginToSetUp(databases.ledgerPool, 'ewa', systemClock.now());
  expect(factor).not.toBeNull();
  expect((await shell('user', 'reset-second-factor', 'ewa')).out).toBe(
    'ewa has no second factor any more.\n',
  );
  for (const [args, says] of [
    [['invite', 'kim'], /There is no user kim yet: say with --role/],
    [['invite', 'ewa', '--role', 'admin'], /There is a user ewa already/],
    [['invite', 'ewa', '--url', 'javascript:alert(1)'], /is no address of a console/],
    [['contact', 'ewa'], /Say --email ADDRESS, or --person ID/],
    [['contact', 'ewa', '--email', 'x'], /"x" is no e-mail address/],
    [['contact', 'ewa', '--person', 'nobody'], /Nobody among the company's people has the id "nobody"/],
    [['contact', 'kim', '--person', 'anna'], /There is no user kim/],
    [['reset-second-factor', 'kim'], /There is no user kim/],
  ] as const) {
    const { code, err } = await shell('user', ...args);
    expect(code).not.toBe(0);
    expect(err).toMatch(says);
  }
});
