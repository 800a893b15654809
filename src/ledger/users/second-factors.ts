import type { Pool, PoolClient } from 'pg';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { changedBy, ledger, rowOf, rowsOf } from '../../database/query.ts';

/** What a user's codes are made with. */
export interface SecondFactor {
  readonly secret: Buffer;
  /** It is asked for; else it is only being set up. */
  readonly confirmed: boolean;
}

export async function readSecondFactor(pool: Pool, userName: string): Promise<SecondFactor | null> {
  const theirs = ledger
    .selectFrom('console_second_factors')
    .select(['secret', 'confirmed_at'])
    .where('user_name', '=', userName);
  const row = await rowOf(pool, theirs);
  return row && { secret: row.secret, confirmed: row.confirmed_at !== null };
}

/** Begins to set one up, in place of any that was begun before. False: the user has one already. */
export async function beginSecondFactor(
  pool: Pool,
  userName: string,
  secret: Buffer,
  at: Instant,
): Promise<boolean> {
  const begun = { secret, begun_at: dateOf(at) };
  const factor = ledger
    .insertInto('console_second_factors')
    .values({ user_name: userName, ...begun })
    .onConflict((conflict) =>
      conflict
        .column('user_name')
        .doUpdateSet(begun)
        .where('console_second_factors.confirmed_at', 'is', null),
    );
  return (await changedBy(pool, factor)) === 1;
}

/** From now on it is asked for. False: it is so already, or was never begun. */
export async function confirmSecondFactor(
  client: PoolClient,
  userName: string,
  step: number,
  codeHashes: readonly string[],
  at: Instant,
): Promise<boolean> {
  const confirmed = ledger
    .updateTable('console_second_factors')
    .set({ confirmed_at: dateOf(at), last_step: step })
    .where('user_name', '=', userName)
    .where('confirmed_at', 'is', null);
  if ((await changedBy(client, confirmed)) !== 1) return false;
  const codes = codeHashes.map((code_hash) => ({ user_name: userName, code_hash }));
  if (codes.length > 0) await changedBy(client, ledger.insertInto('console_recovery_codes').values(codes));
  return true;
}

/** Takes the code of a step, once: neither it nor an older one is taken again. False: it was. */
export async function takeStep(pool: Pool, userName: string, step: number): Promise<boolean> {
  const taken = ledger
    .updateTable('console_second_factors')
    .set({ last_step: step })
    .where('user_name', '=', userName)
    .where('confirmed_at', 'is not', null)
    .where('last_step', '<', String(step));
  return (await changedBy(pool, taken)) === 1;
}

/** Takes a recovery code, once. False: there is no such one, or it was used. */
export async function takeRecoveryCode(
  pool: Pool,
  userName: string,
  codeHash: string,
  at: Instant,
): Promise<boolean> {
  const used = ledger
    .updateTable('console_recovery_codes')
    .set({ used_at: dateOf(at) })
    .where('user_name', '=', userName)
    .where('code_hash', '=', codeHash)
    .where('used_at', 'is', null);
  return (await changedBy(pool, used)) === 1;
}

/** False: the user had none. */
export const removeSecondFactor = async (client: PoolClient, userName: string): Promise<boolean> =>
  (await changedBy(client, ledger.deleteFrom('console_second_factors').where('user_name', '=', userName))) ===
  1;

/** Who has one. */
export async function withSecondFactor(pool: Pool): Promise<ReadonlySet<string>> {
  const theirs = ledger
    .selectFrom('console_second_factors')
    .select('user_name')
    .where('confirmed_at', 'is not', null);
  return new Set((await rowsOf(pool, theirs)).map(({ user_name }) => user_name));
}

/** Keeps that somebody gave the right password and owes a code. @param tokenHash sha256 (hex) of what the form carries */
export const awaitCode = (pool: Pool, tokenHash: string, userName: string, at: Instant): Promise<unknown> =>
  changedBy(
    pool,
    ledger
      .insertInto('console_codes_awaited')
      .values({ token_hash: tokenHash, user_name: userName, begun_at: dateOf(at) }),
  );

/** Who owes the code of a form; null: nobody, or they began before `since`. */
export async function whoOwesCode(pool: Pool, tokenHash: string, since: Instant): Promise<string | null> {
  const owed = ledger
    .selectFrom('console_codes_awaited')
    .select('user_name')
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .where('begun_at', '>', dateOf(since));
  return (await rowOf(pool, owed))?.user_name ?? null;
}

/** The code was given. False: somebody was quicker with the same form. */
export async function endAwaitedCode(pool: Pool, tokenHash: string, at: Instant): Promise<boolean> {
  const given = ledger
    .updateTable('console_codes_awaited')
    .set({ ended_at: dateOf(at) })
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null);
  return (await changedBy(pool, given)) === 1;
}
