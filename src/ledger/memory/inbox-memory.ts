import type { Pool } from 'pg';
import {
  DAY,
  type Day,
  dateOf,
  dayOf,
  type Instant,
  instantFrom,
  instantOf,
  parseDay,
} from '../../calendar/time.ts';
import type { GivenAnswer } from '../../customer/answers.ts';
import type { About, CaseId, CustomerId, LetterId, PersonId } from '../../customer/ids.ts';
import { type InboxMemory, NOTHING_RECEIVED, type Reply } from '../../customer/replies.ts';
import type { TaskReason, UntoldTask } from '../../customer/task.ts';
import { ledger, type RowOf, rowsOf } from '../../database/query.ts';
import { grouped } from '../../grouped.ts';
import { among, type WhichCustomers } from './among.ts';

/** Answers older than this end no silence that still counts. */
const ANSWERED_WITHIN = 60 * DAY;
/** What was decided with one tap is about what is open; nothing that is waits for longer. */
const TAPPED_WITHIN = 400 * DAY;

/** What mails left to remember of those of these customers of whom there is any. @param dayStart of today */
export async function readInboxMemories(
  pool: Pool,
  which: WhichCustomers,
  dayStart: Instant,
): Promise<ReadonlyMap<string, InboxMemory>> {
  const their = among(which);
  const [replies, suppressions, tasks, answers, less] = await Promise.all([
    rowsOf(pool, repliesSince(instantOf(dayStart - ANSWERED_WITHIN)).where(their)),
    rowsOf(pool, suppressed.where(their)),
    rowsOf(pool, untold.where(their)),
    rowsOf(pool, answersSince(instantOf(dayStart - TAPPED_WITHIN)).where(their)),
    rowsOf(pool, letOff.where(their)),
  ]);
  const repliesOf = grouped(replies, ({ customer_id }) => customer_id, reply);
  const suppressedOf = grouped(
    suppressions,
    ({ customer_id }) => customer_id,
    ({ address, why }) => [address, why] as const,
  );
  const untoldOf = grouped(tasks, ({ customer_id }) => customer_id, untoldTask);
  const answersOf = grouped(answers, ({ customer_id }) => customer_id, givenAnswer);
  const lessOf = new Map(less.map((row) => [row.customer_id, row]));
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
      lessSince: since && instantFrom(since),
      letOffAt: let_off_at && instantFrom(let_off_at),
    });
  }
  return memories;
}

/** What a letter or a mail of ours was about is written by us alone. */
interface OfOurs {
  about: readonly About[];
}

/** Replies that wait for an answer, and those answered since then. */
const repliesSince = (since: Instant) =>
  ledger
    .selectFrom('replies as c')
    .select(['customer_id', 'id', 'at', 'letter_id', 'about', 'owed_by', 'answered_at'])
    .$narrowType<OfOurs>()
    .where('meant_for', 'is', null)
    .where(({ eb, or }) => or([eb('unproven_at', 'is', null), eb('answered_at', 'is not', null)]))
    .where(({ eb, or }) => or([eb('answered_at', 'is', null), eb('answered_at', '>', dateOf(since))]))
    .orderBy('at')
    .orderBy('id');

const suppressed = ledger
  .selectFrom('suppressions as c')
  .select(['customer_id', 'address', 'why'])
  .where('lifted_at', 'is', null);

const untold = ledger
  .selectFrom('tasks as c')
  .select(['customer_id', 'key', 'kind', 'for_person', 'case_id', 'about', 'why', 'due_on', 'said'])
  .$narrowType<OfOurs & { why: TaskReason }>()
  .where('untold', '=', true)
  .where('urgent', '=', true)
  .where('done_at', 'is', null)
  .orderBy('created_at')
  .orderBy('key');

const answersSince = (since: Instant) =>
  ledger
    .selectFrom('answers as c')
    .select(['customer_id', 'mail_id', 'at', 'answer', 'letter_id', 'about', 'day', 'task_key', 'came'])
    .$narrowType<OfOurs>()
    .where('at', '>', dateOf(since))
    .orderBy('at')
    .orderBy('mail_id');

const letOff = ledger
  .selectFrom('less_often as c')
  .select(({ fn }) => [
    'customer_id',
    fn.max<Date | null>('since').filterWhere('lifted_at', 'is', null).as('since'),
    fn.max('since').as('let_off_at'),
  ])
  .groupBy('customer_id');

const dayFrom = (text: string): Day => parseDay(text) ?? dayOf(0);

const reply = (row: RowOf<ReturnType<typeof repliesSince>>): Reply => ({
  id: row.id,
  at: instantFrom(row.at),
  letterId: row.letter_id as LetterId | null,
  about: row.about,
  owedBy: dayFrom(row.owed_by),
  answeredAt: instantFrom(row.answered_at),
});

const untoldTask = (row: RowOf<typeof untold>): UntoldTask => ({
  key: row.key,
  kind: row.kind,
  forPerson: row.for_person as PersonId | null,
  customerId: row.customer_id as CustomerId,
  caseId: row.case_id as CaseId | null,
  about: row.about,
  why: row.why,
  dueOn: row.due_on === null ? null : dayFrom(row.due_on),
  urgent: true,
  said: row.said,
});

const givenAnswer = (row: RowOf<ReturnType<typeof answersSince>>): GivenAnswer => ({
  id: row.mail_id,
  at: instantFrom(row.at),
  answer: row.answer,
  letterId: row.letter_id as LetterId | null,
  about: row.about,
  day: row.day === null ? null : dayFrom(row.day),
  taskKey: row.task_key,
  came: row.came,
});
