import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { type Day, dateOf, type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import type { Answer } from '../../customer/answers.ts';
import type { TaskReason } from '../../customer/task.ts';
import { lateReplyKey, replyKey } from '../../customer/task-key.ts';
import { storable } from '../../database/postgres-text.ts';
import { type Connection, changedBy, ledger, rowOf, rowsOf } from '../../database/query.ts';
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
  const caseId = answers ? await openCaseOf(client, letter.id) : null;
  const key = replyKey(caseId, id);
  const { isOwed, why } = whatIsOwed(tapped, {
    byOther,
    isAboutInvoices: about.some(({ kind }) => kind === 'invoice'),
  });
  if (isOwed)
    await changedBy(
      client,
      ledger.insertInto('replies').values({
        id,
        customer_id: letter.customer_id,
        at: dateOf(at),
        letter_id: letter.id,
        about: JSON.stringify(about),
        owed_by: isoDay(owedBy),
        task_key: key,
      }),
    );
  if (tapped !== null && !byOther) await keepAnswer(client, reply, tapped, why === null ? null : key);
  if (why === null) return;
  const task = ledger
    .insertInto('tasks')
    .values({
      key,
      customer_id: letter.customer_id,
      kind: 'answer-customer',
      for_person: letter.for_person,
      case_id: caseId,
      about: JSON.stringify(about),
      why: tapped === null ? await whyAnswer(client, letter) : why,
      created_at: dateOf(at),
      due_on: isoDay(owedBy),
      untold: true,
      urgent: true,
      said: storable(tapped?.words ?? null),
    })
    .onConflict((conflict) => conflict.column('key').doNothing());
  await changedBy(client, task);
}

async function openCaseOf(client: PoolClient, letterId: string): Promise<string | null> {
  const first = ledger
    .selectFrom('letter_cases as lc')
    .innerJoin('cases as c', 'c.id', 'lc.case_id')
    .select('c.id')
    .where('lc.letter_id', '=', letterId)
    .where('c.closed_at', 'is', null)
    .orderBy('c.id')
    .limit(1);
  return (await rowOf(client, first))?.id ?? null;
}

/** Who answers from an address that was closed opens the question whether it is good again. */
async function whyAnswer(client: PoolClient, { customer_id, to_address }: FoundLetter): Promise<TaskReason> {
  const closed = ledger
    .selectFrom('suppressions')
    .select('id')
    .where('customer_id', '=', customer_id)
    .where('address', '=', to_address.toLowerCase())
    .where('why', '=', 'bounced')
    .where('lifted_at', 'is', null)
    .limit(1);
  return (await rowOf(client, closed)) === null ? 'reply_owed' : 'address_answers';
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
export const replyIsOpenAgain = (client: PoolClient, taskKey: string, by: string): Promise<unknown> =>
  changedBy(
    client,
    ledger
      .updateTable('replies')
      .set({ answered_at: null, answered_by: null })
      .where('task_key', '=', taskKey)
      .where('answered_by', '=', by)
      .where('meant_for', 'is', null),
  );

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
  client: Connection,
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
  connection: Connection,
  customerId: string,
  by: string,
  at: Instant,
): Promise<readonly { readonly id: string; readonly at: Date }[]> {
  const { rows } = await connection.query<{ id: string; at: Date }>(CLOSE('customer_id = $1 and at <= $2'), [
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

const owed = ledger
  .selectFrom('replies as r')
  .leftJoin('inbox_mails as m', 'm.id', 'r.id')
  .leftJoin('letters as l', 'l.id', 'r.letter_id')
  .leftJoin('tasks as t', 't.key', 'r.task_key')
  .leftJoin('suppressions as s', (join) =>
    join
      .onRef('s.customer_id', '=', 'r.customer_id')
      .onRef('s.address', '=', 'm.address')
      .on('s.lifted_at', 'is', null)
      .on('s.why', '=', 'bounced'),
  )
  .select(['r.id', 'r.customer_id', 'r.at', 'r.letter_id', 'r.owed_by', 't.for_person', 'm.answer'])
  .select(['s.address as closed', sql<string | null>`left(l.subject, 300)`.as('subject')])
  .select(({ exists, selectFrom }) =>
    exists(
      selectFrom('replies as o')
        .select('o.id')
        .whereRef('o.task_key', '=', 'r.task_key')
        .whereRef('o.id', '<>', 'r.id')
        .where('o.answered_at', 'is', null),
    )
      .$castTo<boolean>()
      .as('shared'),
  )
  .where('r.answered_at', 'is', null);

/** What is owed an answer, the most urgent first. @param after the last one of the page before */
export function owedReplies(
  pool: Pool,
  after: { readonly by: string; readonly id: string } | null,
  most: number,
): Promise<readonly OwedReply[]> {
  const page = owed.orderBy('r.owed_by').orderBy('r.id').limit(most);
  if (after === null) return rowsOf(pool, page);
  return rowsOf(
    pool,
    page.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('r.owed_by', 'r.id'), '>', tuple(after.by, after.id)),
    ),
  );
}
