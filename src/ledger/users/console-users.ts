import type { Selectable, Updateable } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { dateOf, type Instant, instantFrom } from '../../calendar/time.ts';
import type { Ledger } from '../../database/ledger-tables.ts';
import { type Connection, changedBy, ledger, rowOf, rowsOf } from '../../database/query.ts';

/** A user of the console. `role` is one of console/door/roles.ts, which the table holds it to. */
export interface ConsoleUser {
  readonly name: string;
  readonly role: string;
  /** The password is one that somebody else gave. */
  readonly mustChange: boolean;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly disabledAt: Instant | null;
  /** Where an invitation goes; null: nobody said. */
  readonly email: string | null;
  /** Who of the company's people they are; null: it is told by their address or name. */
  readonly personId: string | null;
}

/** What a sign-in is judged by. */
export interface Credentials extends ConsoleUser {
  readonly passwordHash: string;
}

type Row = Omit<Selectable<Ledger['console_users']>, 'created_at' | 'created_by' | 'password_hash'>;

const users = ledger
  .selectFrom('console_users as u')
  .select(['name', 'role', 'must_change', 'language', 'time_zone', 'disabled_at', 'email', 'person_id']);

const userOf = (row: Row): ConsoleUser => ({
  name: row.name,
  role: row.role,
  mustChange: row.must_change,
  language: row.language,
  timeZone: row.time_zone,
  disabledAt: instantFrom(row.disabled_at),
  email: row.email,
  personId: row.person_id,
});

/** Everybody, by name, with when they last asked for a page; null: in no session that is still kept. */
export async function listUsers(
  pool: Pool,
): Promise<readonly (ConsoleUser & { readonly seenAt: Instant | null })[]> {
  const seen = ledger
    .selectFrom('console_sessions')
    .select(({ fn }) => ['user_name', fn.max('seen_at').as('seen_at')])
    .groupBy('user_name')
    .as('s');
  const all = users.leftJoin(seen, 's.user_name', 'u.name').select('s.seen_at').orderBy('u.name');
  return (await rowsOf(pool, all)).map((row) => ({ ...userOf(row), seenAt: instantFrom(row.seen_at) }));
}

/** The admins who may sign in; the rows stay locked until the transaction ends, so that two cannot end each other. */
export async function lockAdmins(client: PoolClient): Promise<readonly string[]> {
  const admins = ledger
    .selectFrom('console_users')
    .select('name')
    .where('role', '=', 'admin')
    .where('disabled_at', 'is', null)
    .orderBy('name')
    .forUpdate();
  return (await rowsOf(client, admins)).map(({ name }) => name);
}

/** Whether anybody can sign in at all. */
export const hasUsers = async (pool: Pool): Promise<boolean> =>
  (await rowOf(
    pool,
    ledger.selectFrom('console_users').select('name').where('disabled_at', 'is', null).limit(1),
  )) !== null;

export async function readCredentials(pool: Pool, name: string): Promise<Credentials | null> {
  const row = await rowOf(pool, users.select('password_hash').where('name', '=', name));
  return row && { ...userOf(row), passwordHash: row.password_hash };
}

/** Adds a user with a password that they must change. False when the name is taken. */
export async function addUser(
  connection: Connection,
  user: { readonly name: string; readonly role: Row['role']; readonly passwordHash: string },
  by: string,
  at: Instant,
): Promise<boolean> {
  const added = ledger
    .insertInto('console_users')
    .values({
      name: user.name,
      role: user.role,
      password_hash: user.passwordHash,
      created_at: dateOf(at),
      created_by: by,
    })
    .onConflict((conflict) => conflict.doNothing());
  return (await changedBy(connection, added)) === 1;
}

/** Changes what a user is. False when there is no such user. */
const change = async (
  connection: Connection,
  name: string,
  to: Updateable<Ledger['console_users']>,
): Promise<boolean> =>
  (await changedBy(connection, ledger.updateTable('console_users').set(to).where('name', '=', name))) === 1;

/** Another password. False when there is no such user. */
export const setPassword = (
  connection: Connection,
  name: string,
  passwordHash: string,
  mustChange: boolean,
): Promise<boolean> => change(connection, name, { password_hash: passwordHash, must_change: mustChange });

/** False when there is no such user. */
export const setRole = (client: PoolClient, name: string, role: Row['role']): Promise<boolean> =>
  change(client, name, { role });

/** Shuts a user out, or (null) lets them in again. False when there is no such user. */
export const setDisabled = (client: PoolClient, name: string, at: Instant | null): Promise<boolean> =>
  change(client, name, { disabled_at: at === null ? null : dateOf(at) });

/** Where invitations go, and who of the company's people the user is. False when there is no such user. */
export const setContact = (
  client: PoolClient,
  name: string,
  { email, personId }: Pick<ConsoleUser, 'email' | 'personId'>,
): Promise<boolean> => change(client, name, { email, person_id: personId });

export const setPreferences = (
  pool: Pool,
  name: string,
  { language, timeZone }: { readonly language: string | null; readonly timeZone: string | null },
): Promise<unknown> => change(pool, name, { language, time_zone: timeZone });
