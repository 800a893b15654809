import { z } from 'zod';
import { listUsers } from '../../ledger/users/console-users.ts';
import { USER_ROLES } from '../door/roles.ts';
import { admit, type Change, changeRole, givePassword, letIn, shutOut, USER_NAME } from '../door/users.ts';
import {
  type ConsoleWorld,
  form,
  NotThere,
  page,
  type Route,
  type Shown,
  type Visit,
} from '../frame/routes.ts';

const role = z.enum(USER_ROLES);
const newUser = z.object({ name: z.string().trim().toLowerCase().max(100), role });

/** A password that is shown this once, and never goes into an address. */
interface Given {
  readonly name: string;
  readonly password: string;
}

/** Who may use the console. */
export const userPages = ({ databases }: ConsoleWorld): readonly Route[] => {
  const pool = databases.ledgerPool;
  const shown = async (visit: Visit, more: { given?: Given; fault?: string } = {}): Promise<Shown> => ({
    view: 'settings-users',
    status: more.fault === undefined ? 200 : 422,
    data: {
      users: await listUsers(pool),
      roles: USER_ROLES,
      me: visit.user.name,
      given: more.given ?? null,
      fault: more.fault ?? null,
    },
  });
  const changed = async (visit: Visit, name: string, change: Change, key: string) => {
    if (change === 'no such user') throw new NotThere();
    if (change === 'last admin') return shown(visit, { fault: 'last_admin' });
    return { to: '/settings/users', notice: { key, with: { name } } };
  };
  return [
    page('/settings/users', 'administer', z.unknown(), (visit) => shown(visit)),
    form('/settings/users', 'administer', newUser, async (visit, { name, role }) => {
      if (!USER_NAME.test(name)) return shown(visit, { fault: 'name' });
      const password = await admit(pool, { name, role }, visit.user.name, visit.now);
      return shown(visit, password === null ? { fault: 'taken' } : { given: { name, password } });
    }),
    form('/settings/users/:name/password', 'administer', z.unknown(), async (visit) => {
      const name = nameIn(visit);
      const password = await givePassword(pool, name, visit.user.name, visit.now);
      if (password === null) throw new NotThere();
      return shown(visit, { given: { name, password } });
    }),
    form('/settings/users/:name/role', 'administer', z.object({ role }), async (visit, { role }) => {
      const name = nameIn(visit);
      return changed(visit, name, await changeRole(pool, name, role, visit.user.name), 'role_changed');
    }),
    form('/settings/users/:name/shut-out', 'administer', z.unknown(), async (visit) => {
      const name = nameIn(visit);
      return changed(visit, name, await shutOut(pool, name, visit.user.name, visit.now), 'shut_out');
    }),
    form('/settings/users/:name/let-in', 'administer', z.unknown(), async (visit) => {
      const name = nameIn(visit);
      return changed(visit, name, await letIn(pool, name, visit.user.name), 'let_in');
    }),
  ];
};

function nameIn({ params }: Visit): string {
  const { name = '' } = params;
  if (!USER_NAME.test(name)) throw new NotThere();
  return name;
}
