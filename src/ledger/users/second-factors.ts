import type { Pool, PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';

/** What a user's codes are made with. */
export interface SecondFactor {
  readonly secret: Buffer;
  /** It is asked for; else it is only being set up. */
  readonly confirmed: boolean;
}

export async function readSecondFactor(pool: Pool, userName: string): Promise<SecondFactor | null> {
  const { rows } = await pool.query<{ secret: Buffer; confirmed: boolean }>(
    'select secret, confirmed_at is not null as confirmed from console_second_factors where user_name = $1',
    [userName],
  );
  return rows[0] ?? null;
}

/** Begins to set one up, in place of any that was begun before. False: the user has one already. */
export async function beginSecondFactor(
  pool: Pool,
  userName: string,
  secret: Buffer,
  at: Instant,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into console_second_factors (user_name, secret, begun_at) values ($1, $2, $3)
     on conflict (user_name) do update set secret = excluded.secret, begun_at = excluded.begun_at
     where console_second_factors.confirmed_at is null`,
    [userName, secret, isoInstant(at)],
  );
  return rowCount === 1;
}

/** From now on it is asked for. False: it is so already, or was never begun. */
export async function confirmSecondFactor(
  client: PoolClient,
  userName: string,
  step: number,
  codeHashes: readonly string[],
  at: Instant,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'update console_second_factors set confirmed_at = $2, last_step = $3 where user_name = $1 and confirmed_at is null',
    [userName, isoInstant(at), step],
  );
  if (rowCount !== 1) return false;
  await client.query(
    'insert into console_recovery_codes (user_name, code_hash) select $1, unnest($2::text[])',
    [userName, codeHashes],
  );
  return true;
}

/** Takes the code of a step, once: neither it nor an older one is taken again. False: it was. */
export async function takeStep(pool: Pool, userName: string, step: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update console_second_factors set last_step = $2 where user_name = $1 and confirmed_at is not null and last_step < $2',
    [userName, step],
  );
  return rowCount === 1;
}

/** Takes a recovery code, once. False: there is no such one, or it was used. */
export async function takeRecoveryCode(
  pool: Pool,
  userName: string,
  codeHash: string,
  at: Instant,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update console_recovery_codes set used_at = $3 where user_name = $1 and code_hash = $2 and used_at is null',
    [userName, codeHash, isoInstant(at)],
  );
  return rowCount === 1;
}

/** False: the user had none. */
export async function removeSecondFactor(client: PoolClient, userName: string): Promise<boolean> {
  const { rowCount } = await client.query('delete from console_second_factors where user_name = $1', [
    userName,
  ]);
  return rowCount === 1;
}

/** Who has one. */
export async function withSecondFactor(pool: Pool): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ user_name: string }>(
    'select user_name from console_second_factors where confirmed_at is not null',
  );
  return new Set(rows.map(({ user_name }) => user_name));
}

/** Keeps that somebody gave the right password and owes a code. @param tokenHash sha256 (hex) of what the form carries */
export const awaitCode = (pool: Pool, tokenHash: string, userName: string, at: Instant): Promise<unknown> =>
  pool.query('insert into console_codes_awaited (token_hash, user_name, begun_at) values ($1, $2, $3)', [
    tokenHash,
    userName,
    isoInstant(at),
  ]);

/** Who owes the code of a form; null: nobody, or they began before `since`. */
export async function whoOwesCode(pool: Pool, tokenHash: string, since: Instant): Promise<string | null> {
  const { rows } = await pool.query<{ user_name: string }>(
    'select user_name from console_codes_awaited where token_hash = $1 and ended_at is null and begun_at > $2',
    [tokenHash, isoInstant(since)],
  );
  return rows[0]?.user_name ?? null;
}

/** The code was given. False: somebody was quicker with the same form. */
export async function endAwaitedCode(pool: Pool, tokenHash: string, at: Instant): Promise<boolean> {
  const { rowCount } = await pool.query(
    'update console_codes_awaited set ended_at = $2 where token_hash = $1 and ended_at is null',
    [tokenHash, isoInstant(at)],
  );
  return rowCount === 1;
}
