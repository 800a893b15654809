import { Command, Option } from 'commander';
import type { Pool } from 'pg';
import { isoInstant } from '../../calendar/time.ts';
import { systemClock } from '../../clock.ts';
import { USER_ROLES, type UserRole } from '../../console/door/roles.ts';
import {
  admit,
  changeRole,
  givePassword,
  letIn,
  shutOut,
  type UserChange,
} from '../../console/door/users.ts';
import { RunFailure } from '../../failure.ts';
import { listUsers } from '../../ledger/users/console-users.ts';
import { column } from '../terminal/columns.ts';
import { withDatabases } from '../terminal/context.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { addContactCommands } from './user-contact.ts';
import { expectUserName, noSuchUser } from './user-name.ts';

interface By {
  readonly by: string;
}
interface WithRole extends By {
  readonly role: UserRole;
}

/** `tidings user`: who may use the console. */
export function userCommand(): Command {
  const user = new Command('user').description('who may use the console, and what for');
  const on = (name: string, description: string): Command => {
    const command = user.command(name).description(description).argument('<name>', 'the user');
    return command.addOption(new Option('--by <name>', 'who decides it').default(whoRuns()));
  };
  const role = () =>
    new Option('--role <role>', 'what the user may do').choices(USER_ROLES).makeOptionMandatory();
  on('add', 'add a user, with a password that they change when they first sign in')
    .addOption(role())
    .action(add);
  on(
    'password',
    'give a user another one-time password, end a lock-out, and sign them out everywhere',
  ).action(password);
  on('role', 'give a user another role')
    .addOption(role())
    .action((name: string, { role: to, by }: WithRole) =>
      change(name, (pool) => changeRole(pool, name, to, by), `is ${to} now`),
    );
  on('shut-out', 'let a user in no more').action((name: string, { by }: By) =>
    change(
      name,
      (pool) => shutOut(pool, name, by, systemClock.now()),
      'is shut out, and signed out everywhere',
    ),
  );
  on('let-in', 'let a user in again').action((name: string, { by }: By) =>
    change(name, (pool) => letIn(pool, name, by), 'may sign in again'),
  );
  addContactCommands(user);
  user.command('list').description('list the users').option('--json', 'print a JSON array').action(list);
  return user;
}

async function add(name: string, { role, by }: WithRole): Promise<void> {
  expectUserName(name);
  await withDatabases({}, async ({ databases }) => {
    const given = await admit(databases.ledgerPool, { name, role }, by, systemClock.now());
    if (given === null)
      throw new RunFailure(
        `There is a user ${name} already; \`tidings user password ${name}\` gives another password.`,
      );
    console.log(`${name} is ${role}. Password for the first sign-in: ${given}`);
  });
}

async function password(name: string, { by }: By): Promise<void> {
  await withDatabases({}, async ({ databases }) => {
    const given = await givePassword(databases.ledgerPool, name, by, systemClock.now());
    if (given === null) throw noSuchUser(name);
    console.log(`${name} has another password, for one sign-in: ${given}`);
  });
}

async function change(name: string, work: (pool: Pool) => Promise<UserChange>, said: string): Promise<void> {
  await withDatabases({}, async ({ databases }) => {
    const outcome = await work(databases.ledgerPool);
    if (outcome === 'no such user') throw noSuchUser(name);
    if (outcome === 'last admin')
      throw new RunFailure(`${name} is the only admin who may sign in. Make another one first.`);
    console.log(`${name} ${said}.`);
  });
}

async function list({ json }: { json?: boolean }): Promise<void> {
  await withDatabases({}, async ({ databases }) => {
    const users = await listUsers(databases.ledgerPool);
    if (json) {
      const shown = users.map(({ name, role, mustChange, disabledAt, seenAt, email, personId }) => ({
        name,
        role,
        must_change: mustChange,
        disabled_at: disabledAt === null ? null : isoInstant(disabledAt),
        seen_at: seenAt === null ? null : isoInstant(seenAt),
        email,
        person: personId,
      }));
      return console.log(JSON.stringify(shown, null, 2));
    }
    if (users.length === 0)
      return console.log('Nobody can sign in yet: `tidings user add NAME --role admin` adds a user.');
    for (const { name, role, disabledAt } of users)
      console.log(`${column(name, 20)}${column(role, 10)}${disabledAt === null ? '' : 'shut out'}`.trimEnd());
  });
}
