import { z } from 'zod';
import { isUsableAddress } from '../../customer/address.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { openInvitations } from '../../ledger/users/console-invitations.ts';
import { listUsers, setContact } from '../../ledger/users/console-users.ts';
import { withSecondFactor } from '../../ledger/users/second-factors.ts';
import { isPerson, listPeople } from '../../source/find/people.ts';
import { invitationLink, inviteAgain, inviteNew, type MadeInvitation } from '../door/invite.ts';
import { USER_ROLES } from '../door/roles.ts';
import { takeAwaySecondFactor } from '../door/second-factor.ts';
import {
  admit,
  changeRole,
  givePassword,
  letIn,
  shutOut,
  USER_NAME,
  type UserChange,
} from '../door/users.ts';
import {
  type ConsoleWorld,
  form,
  NotThere,
  page,
  type Route,
  type Shown,
  type Visit,
} from '../frame/routes.ts';
import { mailInvitation } from '../show/invitation-mail.ts';

const role = z.enum(USER_ROLES);
const orNull = (text: string): string | null => (text === '' ? null : text);
const contact = z.object({
  email: z.string().trim().max(300).default('').transform(orNull),
  person_id: z.string().trim().max(200).default('').transform(orNull),
});
const newUser = contact.extend({ name: z.string().trim().toLowerCase().max(100), role });
type ContactForm = z.output<typeof contact>;

/** A password or a link that is shown this once, and never goes into an address. */
interface Given {
  readonly name: string;
  readonly password?: string;
  readonly link?: string;
  readonly until?: MadeInvitation['until'];
  /** Of a link: where it went, or why not. */
  readonly mailed?: 'sent' | 'not_taken' | 'no_address';
  readonly email?: string | null;
}

/** Who may use the console. */
export const userPages = (world: ConsoleWorld): readonly Route[] => [
  page('/settings/users', 'administer', z.unknown(), (visit) => shown(world, visit)),
  ...addingUsers(world),
  ...changingUsers(world),
];

async function shown(
  { databases, rules }: ConsoleWorld,
  visit: Visit,
  more: { given?: Given; fault?: string } = {},
): Promise<Shown> {
  const pool = databases.ledgerPool;
  const [users, invited, factors, people] = await Promise.all([
    listUsers(pool),
    openInvitations(pool, visit.now),
    withSecondFactor(pool),
    listPeople(databases.sourcePool, rules.sourceSchema),
  ]);
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return {
    view: 'settings-users',
    status: more.fault === undefined ? 200 : 422,
    data: {
      users: users.map((user) => ({
        ...user,
        invitedUntil: invited.get(user.name) ?? null,
        hasFactor: factors.has(user.name),
        person: user.personId === null ? null : (names.get(user.personId) ?? user.personId),
      })),
      people,
      roles: USER_ROLES,
      me: visit.user.name,
      given: more.given
        ? { password: null, link: null, until: null, mailed: null, email: null, ...more.given }
        : null,
      fault: more.fault ?? null,
    },
  };
}

function addingUsers(world: ConsoleWorld): readonly Route[] {
  const { databases } = world;
  const pool = databases.ledgerPool;
  return [
    form('/settings/users', 'administer', newUser, async (visit, { name, role, ...their }) => {
      const fault = USER_NAME.test(name) ? await contactFault(world, their) : 'name';
      if (fault !== null) return shown(world, visit, { fault });
      const password = await admit(pool, { name, role }, visit.user.name, visit.now);
      if (password === null) return shown(world, visit, { fault: 'taken' });
      await keepContact(world, visit, name, their);
      return shown(world, visit, { given: { name, password } });
    }),
    form('/settings/users/invite', 'administer', newUser, async (visit, { name, role, ...their }) => {
      const fault = USER_NAME.test(name) ? await contactFault(world, their) : 'name';
      if (fault !== null) return shown(world, visit, { fault });
      const user = { name, role, email: their.email, personId: their.person_id };
      const made = await inviteNew(pool, user, visit.user.name, visit.now);
      if (made === null) return shown(world, visit, { fault: 'taken' });
      return shown(world, visit, { given: await handOver(world, visit, name, their.email, made) });
    }),
    form('/settings/users/:name/invitation', 'administer', z.unknown(), async (visit) => {
      const name = nameOfAnother(visit);
      const made = await inviteAgain(pool, name, visit.user.name, visit.now);
      if (made === null) throw new NotThere();
      const email = (await listUsers(pool)).find((user) => user.name === name)?.email ?? null;
      return shown(world, visit, { given: await handOver(world, visit, name, email, made) });
    }),
  ];
}

function changingUsers(world: ConsoleWorld): readonly Route[] {
  const pool = world.databases.ledgerPool;
  const changed = async (visit: Visit, name: string, change: UserChange, key: string) => {
    if (change === 'no such user') throw new NotThere();
    if (change === 'last admin') return shown(world, visit, { fault: 'last_admin' });
    return { to: '/settings/users', notice: { key, with: { name } } };
  };
  return [
    form('/settings/users/:name/password', 'administer', z.unknown(), async (visit) => {
      const name = nameIn(visit);
      const password = await givePassword(pool, name, visit.user.name, visit.now);
      if (password === null) throw new NotThere();
      return shown(world, visit, { given: { name, password } });
    }),
    form('/settings/users/:name/contact', 'administer', contact, async (visit, their) => {
      const name = nameIn(visit);
      const fault = await contactFault(world, their);
      if (fault !== null) return shown(world, visit, { fault });
      if (!(await keepContact(world, visit, name, their))) throw new NotThere();
      return { to: '/settings/users', notice: { key: 'kept' } };
    }),
    form('/settings/users/:name/second-factor', 'administer', z.unknown(), async (visit) => {
      const name = nameOfAnother(visit);
      const had = await takeAwaySecondFactor(pool, name, visit.user.name, visit.now);
      return {
        to: '/settings/users',
        notice: { key: had ? 'factor_removed' : 'factor_none', with: { name } },
      };
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
}

/** Mails the link where there is an address; it is shown this once in any case. */
async function handOver(
  { transport, rules, log }: ConsoleWorld,
  { say, language, now, base, user }: Visit,
  name: string,
  email: string | null,
  { token, until }: MadeInvitation,
): Promise<Given> {
  const link = invitationLink(base, token);
  const shownOnce = { name, link, until, email };
  if (email === null) return { ...shownOnce, mailed: 'no_address' };
  const words = { to: email, name, link, until, language, at: now };
  const taken = await mailInvitation(transport, words, rules.company, say);
  log.info({ user: user.name, invited: name, taken }, 'an invitation to the console');
  return { ...shownOnce, mailed: taken ? 'sent' : 'not_taken' };
}

async function contactFault(
  { databases, rules }: ConsoleWorld,
  { email, person_id }: ContactForm,
): Promise<'email' | 'person' | null> {
  if (email !== null && !isUsableAddress(email)) return 'email';
  if (person_id === null || (await isPerson(databases.sourcePool, rules.sourceSchema, person_id)))
    return null;
  return 'person';
}

const keepContact = (
  { databases }: ConsoleWorld,
  { user }: Visit,
  name: string,
  { email, person_id: personId }: ContactForm,
): Promise<boolean> =>
  inTheNameOf(databases.ledgerPool, { who: user.name, why: null }, (client) =>
    setContact(client, name, { email, personId }),
  );

function nameIn({ params }: Visit): string {
  const { name = '' } = params;
  if (!USER_NAME.test(name)) throw new NotThere();
  return name;
}

/** What would lock its own user out is another admin's to do. */
function nameOfAnother(visit: Visit): string {
  const name = nameIn(visit);
  if (name === visit.user.name) throw new NotThere();
  return name;
}
