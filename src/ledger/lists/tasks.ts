import type { Pool } from 'pg';
import type { IsoDay } from '../../calendar/time.ts';
import type { About } from '../../customer/ids.ts';
import type { TaskKind, TaskResult } from '../../customer/task.ts';
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

const MAIL = `case when kind = 'read-mail' then (
  select json_build_object('sender', left(m.sender, 320), 'subject', left(m.subject, 300)) from inbox_mails m
  where m.id = ${mailOfTask('tasks.key')}) end as mail`;

/** Where a page ended. */
export type TaskPlace = Pick<PlacedTask, 'key' | 'place'>;
/** `place` is what it is put in order by: `created_at` in ISO 8601 to the microsecond, which a Date would cut, or a day, or `infinity`. */
export type PlacedTask = ListedTask & { readonly place: string };

/** Each order as its index has it, with how a place in it is written and read. */
const ORDERS: Readonly<
  Record<TaskSort, { readonly by: string; readonly text: string; readonly type: string }>
> = {
  since: { by: 'created_at', text: ISO('created_at'), type: 'timestamptz' },
  due: {
    by: `coalesce(due_on, 'infinity'::date)`,
    text: `coalesce(due_on, 'infinity'::date)::text`,
    type: 'date',
  },
};

/** Tasks that nobody has done yet, the oldest or the first due first; at most so many. */
export async function openTasks(
  pool: Pool,
  { person, customerId, people, sort, turned = false }: TaskQuestion,
  after: TaskPlace | null,
  most: number,
): Promise<readonly PlacedTask[]> {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const { by, text, type } = ORDERS[sort ?? 'since'];
  const where = ['done_at is null'];
  if (person !== undefined) where.push(`for_person = ${bind(person)}`);
  if (people !== undefined) where.push(`for_person = any(${bind(people)}::text[])`);
  if (customerId !== undefined) where.push(`customer_id = ${bind(customerId)}`);
  if (after !== null)
    where.push(
      `(${by}, key) ${turned ? '<' : '>'} (${bind(after.place)}::${type}, ${bind(after.key)}::text)`,
    );
  const direction = turned ? 'desc' : 'asc';
  const { rows } = await pool.query<PlacedTask>(
    `select key, customer_id, kind, for_person, case_id, about, why, created_at, due_on, result, note, said, ${MAIL}, ${text} as place from tasks
     where ${where.join(' and ')} order by ${by} ${direction}, key ${direction} limit ${bind(most)}`,
    values,
  );
  return rows;
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
       select distinct on (key) key, customer_id, kind, for_person, case_id, about, why, created_at, due_on, result, note, said, ${MAIL}, urgent
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
  const { rows } = await pool.query<{ count: number }>(
    'select count(*)::int as count from (select from tasks where done_at is null limit $1) t',
    [most],
  );
  return rows[0]?.count ?? 0;
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
  const { rows } = await pool.query<DoneTask>(
    `select key, customer_id, kind, for_person, case_id, about, why, created_at, due_on, result, note, said, ${MAIL}, done_at, done_by from tasks
     where done_at is not null and ($1::text is null or for_person = $1) and ($2::text is null or customer_id = $2)
       and ($3::text[] is null or for_person = any($3)) order by done_at desc, key limit $4`,
    [person ?? null, customerId ?? null, people ?? null, most],
  );
  return rows;
}
