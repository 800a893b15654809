import { sql } from 'kysely';
import type { Pool } from 'pg';
import type { IsoDay } from '../../calendar/time.ts';
import type { About } from '../../customer/ids.ts';
import type { TaskKind, TaskResult } from '../../customer/task.ts';
import { ledger, rowOf, rowsOf } from '../../database/query.ts';
import { ISO } from '../letters/browse-letters.ts';
import { mailOfTask } from '../mail/mails-to-read.ts';

/** A task as `tasks --json` tells it; other tools rely on these names. */
export interface ListedTask {
  readonly key: string;
  readonly customer_id: string;
  readonly kind: TaskKind;
  /** Who must do it; null: the company names nobody. */
  readonly for_person: string | null;
  readonly case_id: string | null;
  readonly about: readonly About[];
  /** A code. */
  readonly why: string;
  readonly created_at: Date;
  /** `YYYY-MM-DD`, the day by which it is to be done; null: none was given. */
  readonly due_on: string | null;
  /** What came of the last try; null: nobody said. */
  readonly result: TaskResult | null;
  readonly note: string | null;
  /** What the customer wrote beside an answer with one tap. */
  readonly said: string | null;
  /** Of a mail that is to be read: who wrote it, and about what. */
  readonly mail: { readonly sender: string | null; readonly subject: string | null } | null;
}

interface TaskFilter {
  readonly person?: string | undefined;
  /** Of any of these. */
  readonly people?: readonly string[] | undefined;
  readonly customerId?: string | undefined;
}

/** What the list can be put in order by: when a task was made, or the day by which it is to be done. Each is an index. */
export const TASK_SORTS = ['since', 'due'] as const;
export type TaskSort = (typeof TASK_SORTS)[number];

/** Which open tasks of a list, in which order. */
export interface TaskQuestion extends TaskFilter {
  /** By when they were made, if not said. */
  readonly sort?: TaskSort | null;
  /** The latest first. */
  readonly turned?: boolean;
}

/** SQL: of a task that asks to read a mail, who wrote it and about what. */
const MAIL = `case when kind = 'read-mail' then (
  select json_build_object('sender', left(m.sender, 320), 'subject', left(m.subject, 300)) from inbox_mails m
  where m.id = ${mailOfTask('tasks.key')}) end`;

const listedTasks = ledger
  .selectFrom('tasks')
  .select(['key', 'customer_id', 'kind', 'for_person', 'case_id', 'about', 'why', 'created_at'])
  .select(['due_on', 'result', 'note', 'said', sql<ListedTask['mail']>`${sql.raw(MAIL)}`.as('mail')])
  .$narrowType<{ about: readonly About[] }>();

/** Where a page ended. */
export type TaskPlace = Pick<PlacedTask, 'key' | 'place'>;
/** `place` is what it is put in order by: `created_at` in ISO 8601 to the microsecond, which a Date would cut, or a day, or `infinity`. */
export type PlacedTask = ListedTask & { readonly place: string };

const DUE = sql<string>`coalesce(due_on, 'infinity'::date)`;
/** Each order as its index has it, with how a place in it is written and read. */
const ORDERS = {
  since: {
    by: sql<Date>`created_at`,
    text: ISO('created_at'),
    read: (place: string) => sql`${place}::timestamptz`,
  },
  due: { by: DUE, text: sql<string>`${DUE}::text`, read: (place: string) => sql`${place}::date` },
} as const satisfies Readonly<Record<TaskSort, object>>;

/** Tasks that nobody has done yet, the oldest or the first due first; at most so many. */
export async function openTasks(
  pool: Pool,
  { person, customerId, people, sort, turned = false }: TaskQuestion,
  after: TaskPlace | null,
  most: number,
): Promise<readonly PlacedTask[]> {
  const { by, text, read } = ORDERS[sort ?? 'since'];
  const direction = turned ? 'desc' : 'asc';
  let wanted = listedTasks
    .select(text.as('place'))
    .where('done_at', 'is', null)
    .orderBy(by, direction)
    .orderBy('key', direction)
    .limit(most);
  if (person !== undefined) wanted = wanted.where('for_person', '=', person);
  if (people !== undefined) wanted = wanted.where(sql<boolean>`for_person = any(${people}::text[])`);
  if (customerId !== undefined) wanted = wanted.where('customer_id', '=', customerId);
  if (after !== null) {
    const beyond = sql.raw(turned ? '<' : '>');
    wanted = wanted.where(sql<boolean>`(${by}, key) ${beyond} (${read(after.place)}, ${after.key}::text)`);
  }
  return rowsOf(pool, wanted);
}

/** So many of the oldest open tasks, and of one's own, are put into order: a company with more of them has a list. */
const LOOKED_AT = 2_000;

/**
 * Tasks for whoever looks at what there is to do now: theirs first, then what is overdue, urgent, and due soon; at most so many. Mails to
 * read stand last, and only one's own: there may be any number of them, from anybody.
 */
export async function tasksNow(
  pool: Pool,
  mine: readonly string[],
  today: IsoDay,
  most: number,
): Promise<readonly (ListedTask & { readonly urgent: boolean | null })[]> {
  const { rows } = await pool.query<ListedTask & { readonly urgent: boolean | null }>(
    `with looked as (
       (select * from tasks where done_at is null and kind <> 'read-mail' order by created_at, key limit ${LOOKED_AT})
       union all
       (select * from tasks where done_at is null and for_person = any($1) order by created_at, key limit ${LOOKED_AT}))
     select * from (
       select distinct on (key) key, customer_id, kind, for_person, case_id, about, why, created_at, due_on, result, note, said, ${MAIL} as mail, urgent
       from looked tasks order by key) t
     order by kind = 'read-mail', coalesce(for_person = any($1), false) desc, coalesce(due_on < $2, false) desc, urgent nulls last, due_on nulls last,
       created_at, key limit $3`,
    [mine, today, most],
  );
  return rows;
}

/** Who has something to do, at most so many: one step along the index for each. */
export async function peopleWithTasks(pool: Pool, most: number): Promise<readonly string[]> {
  const next = (after: string) =>
    `(select for_person from tasks where done_at is null and for_person ${after} order by for_person limit 1)`;
  const { rows } = await pool.query<{ person: string }>(
    `with recursive people (person) as (
       select ${next('is not null')} union all select ${next('> people.person')} from people where person is not null)
     select person from people where person is not null limit $1`,
    [most],
  );
  return rows.map(({ person }) => person);
}

/** How many tasks nobody has done yet, counted no further than so many. */
export async function countOpenTasks(pool: Pool, most: number): Promise<number> {
  const open = ledger.selectFrom('tasks').select('key').where('done_at', 'is', null).limit(most);
  const counted = ledger.selectFrom(open.as('t')).select(sql<number>`count(*)::int`.as('count'));
  return (await rowOf(pool, counted))?.count ?? 0;
}

/** A task that somebody did. */
export interface DoneTask extends ListedTask {
  readonly done_at: Date;
  readonly done_by: string;
}

/** What was done last, the latest first; at most so many. */
export async function doneTasks(
  pool: Pool,
  { person, people, customerId }: TaskFilter,
  most: number,
): Promise<readonly DoneTask[]> {
  let done = listedTasks
    .select(['done_at', 'done_by'])
    .where('done_at', 'is not', null)
    .$narrowType<{ done_at: Date; done_by: string }>()
    .orderBy('done_at', 'desc')
    .orderBy('key')
    .limit(most);
  if (person !== undefined) done = done.where('for_person', '=', person);
  if (people !== undefined) done = done.where(sql<boolean>`for_person = any(${people}::text[])`);
  if (customerId !== undefined) done = done.where('customer_id', '=', customerId);
  return rowsOf(pool, done);
}
