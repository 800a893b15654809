import type { Pool, PoolClient } from 'pg';
import { type Day, dateOf, type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import type { TaskReason } from '../../customer/task.ts';
import { readMailKey } from '../../customer/task-key.ts';
import { type Connection, changedBy, ledger, rowOf } from '../../database/query.ts';
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
  changedBy(
    client,
    ledger
      .insertInto('tasks')
      .values({
        key: readMailKey(mailId),
        // Where there is no letter it is about nobody's business that we know of.
        customer_id: letter?.customer_id ?? '',
        kind: 'read-mail',
        for_person: letter?.for_person ?? null,
        case_id: null,
        about: '[]',
        why,
        created_at: dateOf(now),
        due_on: isoDay(dueOn),
      })
      .onConflict((conflict) => conflict.column('key').doNothing()),
  );

export async function hasMailsOfNobody(pool: Pool): Promise<boolean> {
  const one = ledger
    .selectFrom('tasks')
    .select('key')
    .where('kind', '=', 'read-mail')
    .where('done_at', 'is', null)
    .where('for_person', 'is', null)
    .limit(1);
  return (await rowOf(pool, one)) !== null;
}

export const giveMails = (pool: Pool, person: string): Promise<unknown> =>
  changedBy(
    pool,
    ledger
      .updateTable('tasks')
      .set({ for_person: person })
      .where('kind', '=', 'read-mail')
      .where('done_at', 'is', null)
      .where('for_person', 'is', null),
  );

/** SQL: the id of the mail that a task asks somebody to read. @param key an expression for the task's key */
export const mailOfTask = (key: string): string => `substr(${key}, ${readMailKey('').length + 1})`;

/** The mail that a task asks somebody to read; null: it asks for something else. */
const mailIn = (key: string): string | null =>
  key.startsWith(readMailKey('')) ? key.slice(readMailKey('').length) : null;

/** Who has done the task has read the mail. */
export async function readByTask(
  client: Connection,
  taskKey: string,
  by: string,
  at: Instant,
): Promise<void> {
  const id = mailIn(taskKey);
  if (id !== null) await markSeen(client, [id], by, at);
}

/** They have not read it after all. */
export async function unreadByTask(client: Connection, taskKey: string): Promise<void> {
  const id = mailIn(taskKey);
  if (id !== null)
    await changedBy(
      client,
      ledger.updateTable('inbox_mails').set({ seen_at: null, seen_by: null }).where('id', '=', id),
    );
}

/**
 * Who has read a mail has done the task. Who wrote what goes a day later (`emptySeen`): until then they can take it back.
 * @param ids null: all that wait
 * @returns how many mails those were
 */
export async function markSeen(
  client: Connection,
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
export const emptySeen = (connection: Connection, before: Instant): Promise<number> =>
  changedBy(
    connection,
    ledger
      .updateTable('inbox_mails')
      .set({ sender: null, subject: null })
      .where('folder', '=', 'unknown')
      .where('seen_at', '<', dateOf(before))
      .where(({ eb, or }) => or([eb('sender', 'is not', null), eb('subject', 'is not', null)])),
  );
