import type { Pool, PoolClient } from 'pg';
import { type Day, type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import type { About, PersonId } from '../../customer/ids.ts';
import { NEVER_REACHED } from '../../customer/letter-status.ts';
import type { TaskKind } from '../../customer/task.ts';
import { listed } from '../letter-states/listed.ts';
import { mailOfTask } from '../mail/mails-to-read.ts';

/** Somebody with tasks that nobody has done. */
export interface PersonAsked {
  readonly person: PersonId;
  /** One of them is urgent, and they were not told of it. */
  readonly urgent: boolean;
}

/** Everybody who has something to do. */
export async function whoIsAsked(pool: Pool): Promise<readonly PersonAsked[]> {
  const { rows } = await pool.query<PersonAsked>(
    `select for_person as person, coalesce(bool_or(untold and urgent), false) as urgent
     from tasks where done_at is null and for_person is not null group by for_person order by for_person`,
  );
  return rows;
}

/** A task with the letter to the customer that it follows from. */
export interface TaskToTell {
  readonly key: string;
  readonly kind: TaskKind;
  readonly for_person: PersonId;
  readonly customer_id: string;
  readonly about: readonly About[];
  readonly why: string;
  readonly due_on: string | null;
  /** What the customer wrote beside an answer with one tap. */
  readonly said: string | null;
  readonly letter_at: Date | null;
  readonly letter_subject: string | null;
  readonly letter_word: string | null;
  /** Of a mail that is to be read. */
  readonly mail_sender: string | null;
  readonly mail_subject: string | null;
  /** How many there are in all. */
  readonly of: number;
}

/** What these people are to do at once and were not told. */
export const urgentToTell = (
  pool: Pool,
  people: readonly PersonId[],
  today: Day,
  most: number,
): Promise<readonly TaskToTell[]> => toTell(pool, 'untold and urgent', [people, isoDay(today), most]);

/** What these people are to do, without what became urgent since then: that is told by itself. */
export const listToTell = (
  pool: Pool,
  people: readonly PersonId[],
  today: Day,
  since: Instant,
  most: number,
): Promise<readonly TaskToTell[]> =>
  toTell(pool, 'not (urgent is true and created_at >= $4)', [people, isoDay(today), most, isoInstant(since)]);

/** What is overdue first, then what is urgent, then by day; mails to read stand last, for there may be any number of them, from anybody. */
async function toTell(pool: Pool, which: string, values: readonly unknown[]): Promise<readonly TaskToTell[]> {
  const order = (t: string) =>
    `${t}.kind = 'read-mail', ${t}.due_on < $2 desc nulls last, ${t}.urgent nulls last, ${t}.due_on nulls last, ${t}.created_at, ${t}.key`;
  const { rows } = await pool.query<TaskToTell>(
    `select t.key, t.kind, t.for_person, t.customer_id, t.about, t.why, t.due_on, t.said, t.of,
       l.decided_at as letter_at, left(l.subject, 300) as letter_subject, l.next_word_by as letter_word,
       left(m.sender, 320) as mail_sender, left(m.subject, 300) as mail_subject
     from (select *, count(*) over ()::int as of from tasks
           where done_at is null and for_person = any($1) and ${which} order by ${order('tasks')} limit $3) t
     left join lateral (
       select decided_at, subject, next_word_by from letter_cases lc join letters on letters.id = lc.letter_id
       where lc.case_id = t.case_id and decided_at <= t.created_at and status not in (${listed(NEVER_REACHED)})
       order by decided_at desc limit 1) l on true
     left join inbox_mails m on t.kind = 'read-mail' and m.id = ${mailOfTask('t.key')}
     order by ${order('t')}`,
    [...values],
  );
  return rows;
}

/** Which of these letters there are. */
export async function writtenAlready(pool: Pool, keys: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ key: string }>('select key from letters where key = any($1)', [keys]);
  return new Set(rows.map(({ key }) => key));
}

/** These people know of what they are to do; nobody to tell is no reason to ask again. */
export const markTold = (client: Pool | PoolClient, people: readonly PersonId[]): Promise<unknown> =>
  client.query('update tasks set untold = null where untold and for_person = any($1)', [people]);
