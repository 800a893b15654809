import type { Pool, PoolClient } from 'pg';
import { type Instant, instantOf, isoInstant } from '../calendar/time.ts';

/** A user of the console. `role` is one of console/roles.ts, which the table holds it to. */
export interface ConsoleUser {
  readonly name: string;
  readonly role: string;
  /** The password is one that somebody else gave. */
  readonly mustChange: boolean;
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly disabledAt: Instant | null;
}

/** What a sign-in is judged by. */
export interface Credentials extends ConsoleUser {
  readonly passwordHash: string;
  readonly failures: number;
  readonly lockedUntil: Instant | null;
}

interface Row {
  readonly name: string;
  readonly role: string;
  readonly must_change: boolean;
  readonly language: string | null;
  readonly time_zone: string | null;
  readonly disabled_at: Date | null;
  readonly password_hash: string;
  readonly failures: number;
  readonly locked_until: Date | null;
}

const moment = (at: Date | null): Instant | null => (at === null ? null : instantOf(at.getTime()));

const userOf = (row: Row): ConsoleUser => ({
  name: row.name,
  role: row.role,
  mustChange: row.must_change,
  language: row.language,
  timeZone: row.time_zone,
  disabledAt: moment(row.disabled_at),
});

/** Everybody, by name. */
export async function listUsers(pool: Pool): Promise<readonly ConsoleUser[]> {
  const { rows } = await pool.query<Row>('select * from console_users order by name');
  return rows.map(userOf);
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
  return row
    ? {
        ...userOf(row),
        passwordHash: row.password_hash,
        failures: row.failures,
        lockedUntil: moment(row.locked_until),
      }
    : null;
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

/** Another password; whoever was locked out may try again. False when there is no such user. */
export async function setPassword(
  client: Pool | PoolClient,
  name: string,
  passwordHash: string,
  mustChange: boolean,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update console_users set password_hash = $2, must_change = $3, failures = 0, locked_until = null
     where name = $1`,
    [name, passwordHash, mustChange],
  );
  return rowCount === 1;
}

export async function setRole(client: PoolClient, name: string, role: string): Promise<boolean> {
  const { rowCount } = await client.query('update console_users set role = $2 where name = $1', [name, role]);
  return rowCount === 1;
}

/** Shuts a user out, or (null) lets them in again. */
export async function setDisabled(client: PoolClient, name: string, at: Instant | null): Promise<boolean> {
  const { rowCount } = await client.query('update console_users set disabled_at = $2 where name = $1', [
    name,
    at === null ? null : isoInstant(at),
  ]);
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

/** Counts a wrong password and gives how many there were since the last right one, this one included. */
export async function countFailure(pool: Pool, name: string): Promise<number> {
  const { rows } = await pool.query<{ failures: number }>(
    'update console_users set failures = failures + 1 where name = $1 returning failures',
    [name],
  );
  return rows[0]?.failures ?? 0;
}

export const lockUser = (pool: Pool, name: string, until: Instant): Promise<unknown> =>
  pool.query('update console_users set locked_until = $2 where name = $1', [name, isoInstant(until)]);

export const forgetFailures = (pool: Pool, name: string): Promise<unknown> =>
  pool.query('update console_users set failures = 0, locked_until = null where name = $1 and failures > 0', [
    name,
  ]);
