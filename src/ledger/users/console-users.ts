import type { Pool, PoolClient } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';

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

interface Row {
  readonly name: string;
  readonly role: string;
  readonly must_change: boolean;
  readonly language: string | null;
  readonly time_zone: string | null;
  readonly disabled_at: Date | null;
  readonly email: string | null;
  readonly person_id: string | null;
  readonly password_hash: string;
}

const moment = (at: Date | null): Instant | null => (at === null ? null : instantOf(at.getTime()));

const userOf = (row: Row): ConsoleUser => ({
  name: row.name,
  role: row.role,
  mustChange: row.must_change,
  language: row.language,
  timeZone: row.time_zone,
  disabledAt: moment(row.disabled_at),
  email: row.email,
  personId: row.person_id,
});

/** Everybody, by name, with when they last asked for a page; null: in no session that is still kept. */
export async function listUsers(
  pool: Pool,
): Promise<readonly (ConsoleUser & { readonly seenAt: Instant | null })[]> {
  const { rows } = await pool.query<Row & { seen_at: Date | null }>(
    `select u.*, s.seen_at from console_users u
     left join (select user_name, max(seen_at) as seen_at from console_sessions group by user_name) s on s.user_name = u.name
     order by u.name`,
  );
  return rows.map((row) => ({ ...userOf(row), seenAt: moment(row.seen_at) }));
}

/** The admins who may sign in; the rows stay locked until the transaction ends, so that two cannot end each other. */
export async function lockAdmins(client: PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select name from console_users where role = 'admin' and disabled_at is null order by name for update",
  );
  return rows.map(({ name }) => name);
}

/** Whether anybody can sign in at all. */
export async function hasUsers(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ any: boolean }>(
    'select exists (select from console_users where disabled_at is null) as any',
  );
  return rows[0]?.any ?? false;
}

export async function readCredentials(pool: Pool, name: string): Promise<Credentials | null> {
  const { rows } = await pool.query<Row>('select * from console_users where name = $1', [name]);
  const row = rows[0];
  return row ? { ...userOf(row), passwordHash: row.password_hash } : null;
}

/** Adds a user with a password that they must change. False when the name is taken. */
export async function addUser(
  client: Pool | PoolClient,
  user: { readonly name: string; readonly role: string; readonly passwordHash: string },
  by: string,
  at: Instant,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into console_users (name, role, password_hash, created_at, created_by)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [user.name, user.role, user.passwordHash, isoInstant(at), by],
  );
  return rowCount === 1;
}

/** Another password. False when there is no such user. */
export async function setPassword(
  client: Pool | PoolClient,
  name: string,
  passwordHash: string,
  mustChange: boolean,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'update console_users set password_hash = $2, must_change = $3 where name = $1',
    [name, passwordHash, mustChange],
  );
  return rowCount === 1;
}

/** False when there is no such user. */
export async function setRole(client: PoolClient, name: string, role: string): Promise<boolean> {
  const { rowCount } = await client.query('update console_users set role = $2 where name = $1', [name, role]);
  return rowCount === 1;
}

/** Shuts a user out, or (null) lets them in again. False when there is no such user. */
export async function setDisabled(client: PoolClient, name: string, at: Instant | null): Promise<boolean> {
  const { rowCount } = await client.query('update console_users set disabled_at = $2 where name = $1', [
    name,
    at === null ? null : isoInstant(at),
  ]);
  return rowCount === 1;
}

/** Where invitations go, and who of the company's people the user is. False when there is no such user. */
export async function setContact(
  client: PoolClient,
  name: string,
  { email, personId }: Pick<ConsoleUser, 'email' | 'personId'>,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'update console_users set email = $2, person_id = $3 where name = $1',
    [name, email, personId],
  );
  return rowCount === 1;
}

export const setPreferences = (
  pool: Pool,
  name: string,
  { language, timeZone }: { readonly language: string | null; readonly timeZone: string | null },
): Promise<unknown> =>
  pool.query('update console_users set language = $2, time_zone = $3 where name = $1', [
    name,
    language,
    timeZone,
  ]);
