import type { Pool, PoolClient } from 'pg';
import { type Day, type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import type { TaskReason } from '../../customer/task.ts';
import { readMailKey } from '../../customer/task-key.ts';
import { keyInSql, partInSql } from '../letter-states/task-key-sql.ts';

/** Somebody is to read a mail by a day: of a customer's letter whoever answers for it, else whom a round gives it to. */
export const askToRead = (
  client: PoolClient,
  mailId: string,
  letter: { readonly customer_id: string; readonly for_person: string | null } | null,
  why: TaskReason,
  dueOn: Day,
  now: Instant,
): Promise<unknown> =>
  client.query(
    `insert into tasks (key, customer_id, kind, for_person, case_id, about, why, created_at, due_on)
     values ($1, $2, 'read-mail', $3, null, '[]', $4, $5, $6) on conflict (key) do nothing`,
    [
      readMailKey(mailId),
      // It is about nobody's business that we know of.
      letter?.customer_id ?? '',
      letter?.for_person ?? null,
      why,
      isoInstant(now),
      isoDay(dueOn),
    ],
  );

export async function hasMailsOfNobody(pool: Pool): Promise<boolean> {
  const { rows } = await pool.query<{ any: boolean }>(
    `select exists (select from tasks where kind = 'read-mail' and done_at is null and for_person is null) as any`,
  );
  return rows[0]?.any === true;
}

export const giveMails = (pool: Pool, person: string): Promise<unknown> =>
  pool.query(
    `update tasks set for_person = $1 where kind = 'read-mail' and done_at is null and for_person is null`,
    [person],
  );

/** SQL: the id of the mail that a task asks somebody to read. @param key an expression for the task's key */
export const mailOfTask = (key: string): string => `substr(${key}, ${readMailKey('').length + 1})`;

/** The mail that a task asks somebody to read; null: it asks for something else. */
const mailIn = (key: string): string | null =>
  key.startsWith(readMailKey('')) ? key.slice(readMailKey('').length) : null;

/** Who has done the task has read the mail. */
export async function readByTask(
  client: Pick<Pool, 'query'>,
  taskKey: string,
  by: string,
  at: Instant,
): Promise<void> {
  const id = mailIn(taskKey);
  if (id !== null) await markSeen(client, [id], by, at);
}

/** They have not read it after all. */
export async function unreadByTask(client: Pick<Pool, 'query'>, taskKey: string): Promise<void> {
  const id = mailIn(taskKey);
  if (id !== null)
    await client.query('update inbox_mails set seen_at = null, seen_by = null where id = $1', [id]);
}

/**
 * Who has read a mail has done the task. Who wrote what goes a day later (`emptySeen`): until then they can take it back.
 * @param ids null: all that wait
 * @returns how many mails those were
 */
export async function markSeen(
  client: Pick<Pool, 'query'>,
  ids: readonly string[] | null,
  by: string,
  at: Instant,
): Promise<number> {
  const { rows } = await client.query<{ mails: number }>(
    `with seen as (
       update inbox_mails set seen_at = $1, seen_by = $2
       where folder = 'unknown' and seen_at is null and ($3::text[] is null or id = any($3)) returning id),
     done as (
       update tasks t set done_at = greatest($1::timestamptz, t.created_at), done_by = $2, untold = null
       from seen where t.key = ${keyInSql(readMailKey(partInSql('seen.id')))} and t.done_at is null)
     select count(*)::int as mails from seen`,
    [isoInstant(at), by, ids],
  );
  return rows[0]?.mails ?? 0;
}

/** Who wrote what in mails that were read before a moment is not needed any more. @returns of how many it went */
export async function emptySeen(client: Pick<Pool, 'query'>, before: Instant): Promise<number> {
  const { rowCount } = await client.query(
    `update inbox_mails set sender = null, subject = null
     where folder = 'unknown' and seen_at < $1 and (sender is not null or subject is not null)`,
    [isoInstant(before)],
  );
  return rowCount ?? 0;
}
