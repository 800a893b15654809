import { Command, Option } from 'commander';
import { isoInstant } from '../calendar/time.ts';
import { machineClock } from '../clock.ts';
import { hashPassword, oneTimePassword } from '../console/password.ts';
import { USER_ROLES, type UserRole } from '../console/roles.ts';
import { ConfigurationFailure, RunFailure } from '../failure.ts';
import { endSessionsOf } from '../ledger/console-sessions.ts';
import { addUser, listUsers, setDisabled, setPassword, setRole } from '../ledger/console-users.ts';
import { inTheNameOf } from '../ledger/in-the-name-of.ts';
import { withDatabases } from './context.ts';
import { defaultWho } from './who.ts';

const NAME = /^[a-z0-9][a-z0-9._-]{0,39}$/;
const roleOption = () => new Option('--role <role>', 'what the user may do').choices(USER_ROLES).makeOptionMandatory();
const byOption = () => new Option('--by <name>', 'who does it, for the history');

/** `tidings user`: who may use the console. */
export function userCommand(): Command {
  const user = new Command('user').description('who may use the console, and what for');
  user
    .command('add')
    .description('add a user, with a password that they change at their first sign-in')
    .argument('<name>', 'small letters, digits, dots and dashes')
    .addOption(roleOption())
    .addOption(byOption())
    .action(add);
  user.command('list').description('list the users').option('--json', 'print a JSON array').action(list);
  user
    .command('password')
    .description('give a user another one-time password, and sign them out everywhere')
    .argument('<name>')
    .addOption(byOption())
    .action(password);
  user.command('role').description('give a user another role').argument('<name>').addOption(roleOption()).addOption(byOption()).action(role);
  user.command('shut-out').description('let a user in no more').argument('<name>').addOption(byOption()).action(shutOut);
  user.command('let-in').description('let a user in again').argument('<name>').addOption(byOption()).action(letIn);
  return user;
}
