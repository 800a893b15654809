import { Command, Option } from 'commander';
import type { Pool, PoolClient } from 'pg';
import { isoInstant } from '../calendar/time.ts';
import { systemClock } from '../clock.ts';
import { hashPassword, oneTimePassword } from '../console/password.ts';
import { USER_ROLES, type UserRole } from '../console/roles.ts';
import { ConfigurationFailure, RunFailure } from '../failure.ts';
import { endSessionsOf } from '../ledger/console-sessions.ts';
import { addUser, listUsers, setDisabled, setPassword, setRole } from '../ledger/console-users.ts';
import { inTheNameOf } from '../ledger/in-the-name-of.ts';
import { column } from './columns.ts';
import { withDatabases } from './context.ts';
import { whoRuns } from './pause.ts';

const NAME = /^[a-z0-9][a-z0-9._-]{0,39}$/;

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
  on('password', 'give a user another one-time password, and sign them out everywhere').action(password);
  on('role', 'give a user another role')
    .addOption(role())
    .action((name: string, { role: to, by }: WithRole) =>
      change(name, by, (client) => setRole(client, name, to), `is ${to} now`),
    );
  on('shut-out', 'let a user in no more').action((name: string, { by }: By) => shutOut(name, by));
  on('let-in', 'let a user in again').action((name: string, { by }: By) =>
    change(name, by, (client) => setDisabled(client, name, null), 'may sign in again'),
  );
  user.command('list').description('list the users').option('--json', 'print a JSON array').action(list);
  return user;
}

async function add(name: string, { role, by }: WithRole): Promise<void> {
  if (!NAME.test(name))
    throw new ConfigurationFailure(
      `"${name}" is no name for a user: take small letters, digits, dots and dashes, 40 at most.`,
    );
  await withDatabases({}, async ({ databases }) => {
    const given = await admit(databases.ledgerPool, name, role, by);
    if (given === null)
      throw new RunFailure(
        `There is a user ${name} already; \`tidings user password ${name}\` gives another password.`,
      );
    console.log(`${name} is ${role}. Password for the first sign-in: ${given}`);
  });
}

/** Adds a user and gives the one-time password; null when the name is taken. */
export async function admit(pool: Pool, name: string, role: UserRole, by: string): Promise<string | null> {
  const given = oneTimePassword();
  const passwordHash = await hashPassword(given);
  return (await addUser(pool, { name, role, passwordHash }, by, systemClock.now())) ? given : null;
}

async function password(name: string, { by }: By): Promise<void> {
  const given = oneTimePassword();
  const hash = await hashPassword(given);
  await change(
    name,
    by,
    async (client) => {
      await endSessionsOf(client, name, systemClock.now());
      return setPassword(client, name, hash, true);
    },
    `has another password, for one sign-in: ${given}`,
  );
}

const shutOut = (name: string, by: string): Promise<void> =>
  change(
    name,
    by,
    async (client) => {
      await endSessionsOf(client, name, systemClock.now());
      return setDisabled(client, name, systemClock.now());
    },
    'is shut out, and signed out everywhere',
  );

async function change(
  name: string,
  by: string,
  work: (client: PoolClient) => Promise<boolean>,
  said: string,
): Promise<void> {
  await withDatabases({}, async ({ databases }) => {
    const found = await inTheNameOf(databases.ledgerPool, { who: by, why: null }, work);
    if (!found) throw new RunFailure(`There is no user ${name}; \`tidings user list\` lists them.`);
    console.log(`${name} ${said}.`);
  });
}

async function list({ json }: { json?: boolean }): Promise<void> {
  await withDatabases({}, async ({ databases }) => {
    const users = await listUsers(databases.ledgerPool);
    if (json) {
      const shown = users.map(({ name, role, mustChange, disabledAt }) => ({
        name,
        role,
        must_change: mustChange,
        disabled_at: disabledAt === null ? null : isoInstant(disabledAt),
      }));
      return console.log(JSON.stringify(shown, null, 2));
    }
    if (users.length === 0)
      return console.log('Nobody can sign in yet: `tidings user add NAME --role admin` adds a user.');
    for (const { name, role, disabledAt } of users)
      console.log(`${column(name, 20)}${column(role, 10)}${disabledAt === null ? '' : 'shut out'}`.trimEnd());
  });
}
