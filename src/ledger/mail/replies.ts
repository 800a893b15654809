import type { Pool, PoolClient } from 'pg';
import { type Day, type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import type { Answer } from '../../customer/answers.ts';
import type { TaskReason } from '../../customer/task.ts';
import { lateReplyKey, replyKey } from '../../customer/task-key.ts';
import { storable } from '../../database/postgres-text.ts';
import { type Tapped, whatIsOwed } from '../../inbox/tapped.ts';
import { keyInSql, partInSql } from '../letter-states/task-key-sql.ts';
import { keepAnswer } from './answers.ts';
import type { FoundLetter } from './match-letter.ts';

/** What a customer wrote to us. */
export interface NewReply {
  readonly id: string;
  readonly at: Instant;
  readonly letter: FoundLetter;
  readonly owedBy: Day;
  /** What the customer decided with one tap; null: it is words alone. */
  readonly tapped: Tapped | null;
  /** Somebody else than whom the letter went to wrote it: then it is a task, and holds nothing. */
  readonly byOther: boolean;
}

/**
 * Keeps a reply and what was decided with it, and asks the person whom the letter named to see to it by a day: once for one mail. Letters
 * about it wait for their answer only where one is owed.
 */
export async function keepReply(client: PoolClient, reply: NewReply): Promise<void> {
  const { id, at, letter, owedBy, tapped, byOther } = reply;
  // Only an answer to the letter is about what the letter was about; a mail of its own may be about anything.
  const answers = letter.by !== 'recipient';
  const about = answers ? letter.about : [];
  const { rows } = await client.query<{ case_id: string }>(
    `select c.id as case_id from letter_cases lc join cases c on c.id = lc.case_id
     where lc.letter_id = $1 and c.closed_at is null order by c.id limit 1`,
    [letter.id],
  );
  const caseId = answers ? (rows[0]?.case_id ?? null) : null;
  const key = replyKey(caseId, id);
  const { isOwed, why } = whatIsOwed(tapped, {
    byOther,
    isAboutInvoices: about.some(({ kind }) => kind === 'invoice'),
  });
  if (isOwed)
    await client.query(
      `insert into replies (id, customer_id, at, letter_id, about, owed_by, task_key) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, letter.customer_id, isoInstant(at), letter.id, JSON.stringify(about), isoDay(owedBy), key],
    );
  if (tapped !== null && !byOther) await keepAnswer(client, reply, tapped, why === null ? null : key);
  if (why === null) return;
  await client.query(
    `insert into tasks (key, customer_id, kind, for_person, case_id, about, why, created_at, due_on, untold, urgent, said)
     values ($1, $2, 'answer-customer', $3, $4, $5, $8, $6, $7, true, true, $9) on conflict (key) do nothing`,
    [
      key,
      letter.customer_id,
      letter.for_person,
      caseId,
      JSON.stringify(about),
      isoInstant(at),
      isoDay(owedBy),
      tapped === null ? await whyAnswer(client, letter) : why,
      storable(tapped?.words ?? null),
    ],
  );
}

/** Who answers from an address that was closed opens the question whether it is good again. */
async function whyAnswer(client: PoolClient, { customer_id, to_address }: FoundLetter): Promise<TaskReason> {
  const { rows } = await client.query<{ closed: boolean }>(
    `select exists (select from suppressions where customer_id = $1 and address = $2 and why = 'bounced' and lifted_at is null) as closed`,
    [customer_id, to_address.toLowerCase()],
  );
  return rows[0]?.closed === true ? 'address_answers' : 'reply_owed';
}

/**
 * A mail that answers no letter, from an address that several customers share: nobody knows whom of them it meant, so it holds for all
 * of them until a person says.
 */
export async function holdAllAt(client: PoolClient, { id, at, letter, owedBy }: NewReply): Promise<void> {
  await client.query(
    `insert into replies (id, customer_id, at, letter_id, about, owed_by, task_key)
     select $1 || '#' || o.customer_id, o.customer_id, $2, null, '[]', $3, r.task_key
     from replies r, (select distinct customer_id from letters
                      where lower(to_address) = $4 and audience = 'customer' and attempts > 0 and customer_id <> $5
                      order by customer_id limit ${MOST_AT_ONE}) o
     where r.id = $1 on conflict (id) do nothing`,
    [id, isoInstant(at), isoDay(owedBy), letter.to_address.toLowerCase(), letter.customer_id],
  );
}

/** An address that stands for more customers stands for nobody: guards and dunning see to those. */
const MOST_AT_ONE = 20;

/** An answer that the company's contacts tell of. */
export interface FoundAnswer {
  readonly replyId: string;
  readonly at: Instant;
  readonly contact: string;
}

/** Closes the replies that were answered, with the tasks that asked for it. */
export async function keepAnswers(client: PoolClient, answers: readonly FoundAnswer[]): Promise<void> {
  for (const { replyId, at, contact } of answers)
    await client.query(CLOSE('id = $1'), [replyId, isoInstant(at), `contact ${contact}`]);
}

/** The reply that a task asked somebody to answer is answered, if it is such a task. */
export const answerReplyOfTask = async (
  client: PoolClient,
  taskKey: string,
  by: string,
  at: Instant,
): Promise<void> => {
  await client.query(CLOSE('task_key = $1'), [taskKey, isoInstant(at), by]);
};

/** Whoever answered the reply of a task by doing the task did not. */
export const replyIsOpenAgain = async (client: PoolClient, taskKey: string, by: string): Promise<void> => {
  await client.query(
    'update replies set answered_at = null, answered_by = null where task_key = $1 and answered_by = $2 and meant_for is null',
    [taskKey, by],
  );
};

// A mail from an address that several customers share is one reply for each, and one task: whoever answers it answers for all.
const CLOSE = (which: string): string =>
  `with answered as (
     update replies set answered_at = greatest($2::timestamptz, at), answered_by = $3
     where answered_at is null and task_key in (select task_key from replies where answered_at is null and ${which}) returning id, at, task_key),
   done as (
     update tasks t set done_at = $2::timestamptz, done_by = $3, untold = null
     from answered a
     where t.key in (a.task_key, ${keyInSql(lateReplyKey(partInSql('a.id')))}) and t.done_at is null)
   select id, at from answered order by at, id`;

/**
 * A person says that a mail from an address of several customers meant the one of this reply: it holds for the others no more, and was no
 * word of theirs. Other mails from there wait on. @returns for how many others it held; null: it waits for nobody to say that
 */
export async function meantFor(
  client: Pick<Pool, 'query'>,
  replyId: string,
  by: string,
  at: Instant,
): Promise<number | null> {
  const { rows } = await client.query<{ others: number | null }>(
    `with theirs as (
       select r.customer_id, r.task_key from replies r where r.id = $1 and r.answered_at is null
         and exists (select from replies o where o.task_key = r.task_key and o.customer_id <> r.customer_id and o.answered_at is null)),
     others as (
       update replies o set answered_at = greatest($2::timestamptz, o.at), answered_by = $3, meant_for = theirs.customer_id
       from theirs
       where o.task_key = theirs.task_key and o.customer_id <> theirs.customer_id and o.answered_at is null returning o.id),
     late as (
       update tasks t set done_at = greatest($2::timestamptz, t.created_at), done_by = $3, untold = null
       from others where t.key = ${keyInSql(lateReplyKey(partInSql('others.id')))} and t.done_at is null),
     given as (
       update tasks t set customer_id = theirs.customer_id from theirs where t.key = theirs.task_key and t.done_at is null)
     select case when exists (select from theirs) then (select count(*)::int from others) end as others`,
    [replyId, isoInstant(at), by],
  );
  return rows[0]?.others ?? null;
}

/** A person answered this customer: everything they wrote before. Returns what that was. */
export async function answerReplies(
  pool: Pick<Pool, 'query'>,
  customerId: string,
  by: string,
  at: Instant,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  const { rows } = await pool.query<{ id: string; at: Date }>(CLOSE('customer_id = $1 and at <= $2'), [
    customerId,
    isoInstant(at),
    by,
  ]);
  return rows;
}

/** A mail that is owed an answer. */
export interface OwedReply {
  readonly id: string;
  readonly customer_id: string;
  readonly at: Date;
  readonly letter_id: string | null;
  readonly subject: string | null;
  /** `YYYY-MM-DD` */
  readonly owed_by: string;
  readonly for_person: string | null;
  /** What they decided with one tap; null: they wrote. */
  readonly answer: Answer | null;
  /** It came from this address, which is closed; null: it is open. */
  readonly closed: string | null;
  /** Several customers share the address, and nobody has said whom it meant. */
  readonly shared: boolean;
}

/** What is owed an answer, the most urgent first. @param after the last one of the page before */
export async function owedReplies(
  pool: Pool,
  after: { readonly by: string; readonly id: string } | null,
  most: number,
): Promise<readonly OwedReply[]> {
  const { rows } = await pool.query<OwedReply>(
    `select r.id, r.customer_id, r.at, r.letter_id, left(l.subject, 300) as subject, r.owed_by, t.for_person, m.answer, s.address as closed,
       exists (select from replies o where o.task_key = r.task_key and o.id <> r.id and o.answered_at is null) as shared
     from replies r left join inbox_mails m on m.id = r.id left join letters l on l.id = r.letter_id left join tasks t on t.key = r.task_key
       left join suppressions s on s.customer_id = r.customer_id and s.address = m.address and s.lifted_at is null and s.why = 'bounced'
     where r.answered_at is null and ($1::date is null or (r.owed_by, r.id) > ($1::date, $2::text))
     order by r.owed_by, r.id limit $3`,
    [after?.by ?? null, after?.id ?? null, most],
  );
  return rows;
}
