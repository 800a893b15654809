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

export interface TaskFilter {
  readonly person?: string | undefined;
  readonly customerId?: string | undefined;
}

const MAIL = `case when kind = 'read-mail' then (
  select json_build_object('sender', left(m.sender, 320), 'subject', left(m.subject, 300)) from inbox_mails m
  where m.id = ${mailOfTask('tasks.key')}) end as mail`;

/** Where a page ended. */
export type TaskPlace = Pick<PlacedTask, 'key' | 'created'>;
/** `created` is `created_at` in ISO 8601 to the microsecond: a Date would cut it. */
export type PlacedTask = ListedTask & { readonly created: string };

/** Tasks that nobody has done yet, the oldest first; at most so many. */
export async function openTasks(
  pool: Pool,
  { person, customerId }: TaskFilter,
  after: TaskPlace | null,
  most: number,
): Promise<readonly PlacedTask[]> {
  const where = [
    ...(person === undefined ? [] : ['for_person = $1']),
    ...(customerId === undefined ? [] : ['customer_id = $2']),
    ...(after === null ? [] : ['(created_at, key) > ($3, $4)']),
    '(($1::text, $2::text, $3::timestamptz, $4::text) is not null) is not null',
  ];
  const { rows } = await pool.query<PlacedTask>(
    `select key, customer_id, kind, for_person, case_id, about, why, created_at, due_on, result, note, said, ${MAIL}, ${ISO('created_at')} as created from tasks
     where done_at is null and ${where.join(' and ')} order by created_at, key limit $5`,
    [person ?? null, customerId ?? null, after?.created ?? null, after?.key ?? null, most],
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
  { person, customerId }: TaskFilter,
  most: number,
): Promise<readonly DoneTask[]> {
  const { rows } = await pool.query<DoneTask>(
    `select key, customer_id, kind, for_person, case_id, about, why, created_at, due_on, result, note, said, ${MAIL}, done_at, done_by from tasks
     where done_at is not null and ($1::text is null or for_person = $1) and ($2::text is null or customer_id = $2)
     order by done_at desc, key limit $3`,
    [person ?? null, customerId ?? null, most],
  );
  return rows;
}
