import type { Pool } from 'pg';
import { type Day, dayOf, type Instant, instantOf, parseDay } from '../../calendar/time.ts';
import type { Answer, CameOf, GivenAnswer } from '../../customer/answers.ts';
import type { About, CaseId, CustomerId, LetterId, PersonId } from '../../customer/ids.ts';
import {
  type InboxMemory,
  NOTHING_RECEIVED,
  type Reply,
  type SuppressedBecause,
} from '../../customer/replies.ts';
import type { TaskKind, TaskReason, UntoldTask } from '../../customer/task.ts';
import { among, grouped, type WhichCustomers } from './among.ts';

interface ReplyRow {
  customer_id: string;
  id: string;
  at: Date;
  letter_id: string | null;
  about: readonly About[];
  owed_by: string;
  answered_at: Date | null;
}
interface SuppressionRow {
  customer_id: string;
  address: string;
  why: SuppressedBecause;
}
interface TaskRow {
  customer_id: string;
  key: string;
  kind: TaskKind;
  for_person: string | null;
  case_id: string | null;
  about: readonly About[];
  why: TaskReason;
  due_on: string | null;
  urgent: boolean;
  said: string | null;
}
interface AnswerRow {
  customer_id: string;
  mail_id: string;
  at: Date;
  answer: Answer;
  letter_id: string | null;
  about: readonly About[];
  day: string | null;
  task_key: string | null;
  came: CameOf | null;
}
interface LessRow {
  customer_id: string;
  since: Date | null;
  let_off_at: Date;
}

/** Answers older than this end no silence that still counts. */
const ANSWERED_WITHIN = "interval '60 days'";
/** What was decided with one tap is about what is open; nothing that is waits for longer. */
const TAPPED_WITHIN = "interval '400 days'";

/** What mails left to remember of those of these customers of whom there is any. @param dayStart of today */
export async function readInboxMemories(
  pool: Pool,
  which: WhichCustomers,
  dayStart: Instant,
): Promise<ReadonlyMap<string, InboxMemory>> {
  const { where, values } = among(which);
  const [replies, suppressions, tasks, answers, less] = await Promise.all([
    pool.query<ReplyRow>(
      `select customer_id, id, at, letter_id, about, owed_by, answered_at from replies c
       where meant_for is null and (unproven_at is null or answered_at is not null)
         and (answered_at is null or answered_at > to_timestamp($${values.length + 1}) - ${ANSWERED_WITHIN}) ${where}
       order by at, id`,
      [...values, dayStart / 1000],
    ),
    pool.query<SuppressionRow>(
      `select customer_id, address, why from suppressions c where lifted_at is null ${where}`,
      values,
    ),
    pool.query<TaskRow>(
      `select customer_id, key, kind, for_person, case_id, about, why, due_on, urgent is true as urgent, said from tasks c
       where untold and urgent and done_at is null ${where} order by created_at, key`,
      values,
    ),
    pool.query<AnswerRow>(
      `select customer_id, mail_id, at, answer, letter_id, about, day, task_key, came from answers c
       where at > to_timestamp($${values.length + 1}) - ${TAPPED_WITHIN} ${where} order by at, mail_id`,
      [...values, dayStart / 1000],
    ),
    pool.query<LessRow>(
      `select customer_id, max(since) filter (where lifted_at is null) as since, max(since) as let_off_at
       from less_often c where true ${where} group by customer_id`,
      values,
    ),
  ]);
  const repliesOf = grouped(replies.rows, ({ customer_id }) => customer_id, reply);
  const suppressedOf = grouped(
    suppressions.rows,
    ({ customer_id }) => customer_id,
    ({ address, why }) => [address, why] as const,
  );
  const untoldOf = grouped(tasks.rows, ({ customer_id }) => customer_id, untoldTask);
  const answersOf = grouped(answers.rows, ({ customer_id }) => customer_id, givenAnswer);
  const lessOf = new Map(less.rows.map((row) => [row.customer_id, row]));
  const memories = new Map<string, InboxMemory>();
  for (const id of new Set(
    [repliesOf, suppressedOf, untoldOf, answersOf, lessOf].flatMap((each) => [...each.keys()]),
  )) {
    const { since = null, let_off_at = null } = lessOf.get(id) ?? {};
    memories.set(id, {
      ...NOTHING_RECEIVED,
      replies: repliesOf.get(id) ?? [],
      suppressed: new Map(suppressedOf.get(id)),
      untold: untoldOf.get(id) ?? [],
      answers: answersOf.get(id) ?? [],
      lessSince: since && moment(since),
      letOffAt: let_off_at && moment(let_off_at),
    });
  }
  return memories;
}

const moment = (date: Date): Instant => instantOf(date.getTime());
const dayFrom = (text: string): Day => parseDay(text) ?? dayOf(0);

const reply = (row: ReplyRow): Reply => ({
  id: row.id,
  at: moment(row.at),
  letterId: row.letter_id as LetterId | null,
  about: row.about,
  owedBy: dayFrom(row.owed_by),
  answeredAt: row.answered_at === null ? null : moment(row.answered_at),
});

const untoldTask = (row: TaskRow): UntoldTask => ({
  key: row.key,
  kind: row.kind,
  forPerson: row.for_person as PersonId | null,
  customerId: row.customer_id as CustomerId,
  caseId: row.case_id as CaseId | null,
  about: row.about,
  why: row.why,
  dueOn: row.due_on === null ? null : dayFrom(row.due_on),
  urgent: row.urgent,
  said: row.said,
});

const givenAnswer = (row: AnswerRow): GivenAnswer => ({
  id: row.mail_id,
  at: moment(row.at),
  answer: row.answer,
  letterId: row.letter_id as LetterId | null,
  about: row.about,
  day: row.day === null ? null : dayFrom(row.day),
  taskKey: row.task_key,
  came: row.came,
});
