import type { Pool, PoolClient } from 'pg';
import { type Day, type Instant, isoDay } from '../../calendar/time.ts';
import type { GivenDate } from '../../customer/customer.ts';
import type { About, CustomerId } from '../../customer/ids.ts';
import { itemsOf } from '../../customer/replies.ts';
import type { TaskResult } from '../../customer/task.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';
import { readByTask, unreadByTask } from '../mail/mails-to-read.ts';
import { answerReplyOfTask, replyIsOpenAgain } from '../mail/replies.ts';
import { keepContact, keepGivenDate, takeBackSaid } from '../memory/said.ts';
import { doneBy, endByHand, wordKey } from './by-hand-tasks.ts';

/** What a task is about, for whoever tells what came of it. */
export interface OpenTask {
  readonly customerId: CustomerId;
  readonly about: readonly About[];
  readonly forPerson: string | null;
}

const openTasks = ledger
  .selectFrom('tasks')
  .select(['customer_id as customerId', 'about', 'for_person as forPerson'])
  .where('done_at', 'is', null)
  .$narrowType<{ customerId: CustomerId; about: readonly About[] }>();

/** An open task; null: none has this key. */
export const readOpenTask = (pool: Pool, key: string): Promise<OpenTask | null> =>
  rowOf(pool, openTasks.where('key', '=', key));

/** The same, locked until what came of it is kept. */
export const lockOpenTask = (client: PoolClient, key: string): Promise<OpenTask | null> =>
  rowOf(client, openTasks.where('key', '=', key).forUpdate());

/** Who did what a task asked for, when, and what came of it; a null result: nobody said. */
export interface Doing {
  readonly key: string;
  readonly result: TaskResult | null;
  readonly note: string | null;
  /** By when the customer was told that they hear next. */
  readonly wordBy?: Day | null;
  readonly by: string;
  readonly at: Instant;
}

/**
 * A person did what a task asked for. One that asked to answer a customer's mail also answers it, so that letters go on. Where
 * they spoke, or left word, the customer has heard from a person: that is a contact.
 * @param given the new days that the customer was given
 */
export async function finishTask(
  client: PoolClient,
  { customerId, about }: Omit<OpenTask, 'forPerson'>,
  { key, result, note, wordBy = null, by, at }: Doing,
  given: readonly GivenDate[],
): Promise<void> {
  await answerReplyOfTask(client, key, by, at);
  await readByTask(client, key, by, at);
  await changedBy(client, tasks.set({ ...doneBy(by, at), result, ...kept(note) }).where('key', '=', key));
  const items = itemsOf(about);
  if (result !== null)
    for (const item of items.length === 0 ? [null] : items)
      await keepContact(client, { customerId, item, at, channel: 'phone', note, wordBy, by, taskKey: key });
  for (const each of given) await keepGivenDate(client, each, { customerId, taskKey: key });
}

/** A note that nobody gave leaves the one before. */
const kept = (note: string | null) => (note === null ? {} : { note });

const tasks = ledger.updateTable('tasks');
const undone = tasks.set({ done_at: null, done_by: null, result: null, done_with: null });

/** Calls that were done with a contact, which is taken back. */
export const openAgain = (client: PoolClient, customerId: string, contactId: string): Promise<unknown> =>
  changedBy(
    client,
    undone
      .where('customer_id', '=', customerId)
      .where('done_with', '=', contactId)
      .where('done_at', 'is not', null),
  );

/** Nobody answered: it is to be tried again on another day. */
export const tryAgain = (client: PoolClient, { key, note }: Doing, on: Day): Promise<unknown> =>
  changedBy(
    client,
    tasks
      .set({ result: 'no_answer', ...kept(note), due_on: isoDay(on), untold: null })
      .where('key', '=', key),
  );

/**
 * It was not done after all: it is open as before, and what was said with it counts no more.
 * @returns the customer; null when no task of this key is done
 */
export async function takeBackTask(client: PoolClient, key: string, at: Instant): Promise<string | null> {
  const task = await rowOf(
    client,
    ledger
      .selectFrom('tasks')
      .select(['customer_id', 'done_by as by'])
      .where('key', '=', key)
      .where('done_at', 'is not', null)
      .$narrowType<{ by: string }>()
      .forUpdate(),
  );
  if (!task) return null;
  await replyIsOpenAgain(client, key, task.by);
  await unreadByTask(client, key);
  await changedBy(client, undone.where('key', '=', key));
  await takeBackSaid(client, key, at);
  await endByHand(client, [wordKey(key)], task.by, at);
  return task.customer_id;
}
