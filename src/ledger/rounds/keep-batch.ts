import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { type Instant, isoDay, isoInstant } from '../../calendar/time.ts';
import type { CallMade } from '../../customer/calls-made.ts';
import type { Case } from '../../customer/customer.ts';
import type { CustomerId } from '../../customer/ids.ts';
import type { Reminder } from '../../customer/reminders.ts';
import type { StageSeen } from '../../customer/stages-seen.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { changedBy, ledger } from '../../database/query.ts';
import type { PromiseEnd } from '../../dunning/said-paid.ts';
import type { AnyTask } from '../../dunning/tasks.ts';
import type { CaseStanding } from '../../waiting/standing.ts';
import { doneBy } from '../lists/by-hand-tasks.ts';
import { endPromises } from '../mail/answers.ts';
import { type FoundAnswer, keepAnswers } from '../mail/replies.ts';
import { type AbsenceChanges, keepAbsences } from '../memory/absences.ts';
import { keepStagesSeen } from '../memory/stages-seen.ts';
import { keepStandings } from './case-standings.ts';
import { type KeptLetter, keepLetters } from './keep-letters.ts';
import { type CountedLate, keepLateItems } from './late-items.ts';
import { type KeptVerdict, keepVerdicts, type RoundMoment } from './verdicts.ts';

/** What a batch of outcomes changes in the ledger. */
export interface BatchChanges extends AbsenceChanges {
  /** Stages at which something was seen for the first time. */
  readonly stagesSeen: readonly StageSeen[];
  readonly cases: readonly { readonly customerId: CustomerId; readonly theCase: Case }[];
  /** How their open cases stand, whether that changed or not. */
  readonly standings: readonly CaseStanding[];
  readonly letters: readonly KeptLetter[];
  readonly tasks: readonly AnyTask[];
  readonly verdicts: readonly KeptVerdict[];
  /** Reminders whose invoice was settled. */
  readonly endedReminders: readonly Pick<Reminder, 'letterId' | 'invoiceId'>[];
  /** Tasks that nothing waits for any more, by their keys. */
  readonly endedTasks: readonly string[];
  /** Promises to pay that were kept or broken. */
  readonly promises: readonly PromiseEnd[];
  /** Replies that a person answered, as the company's contacts tell. */
  readonly answered: readonly FoundAnswer[];
  /** Calls that people were asked to make and made, as contacts tell. */
  readonly callsMade: readonly CallMade[];
  /** Who is late, where this round is the one that counts the day. */
  readonly late: readonly CountedLate[];
}

/**
 * Writes the changes of one batch in one transaction: all of them or none. Everything has a natural key, so a
 * round that was killed and started again writes nothing twice.
 */
export async function keep(
  pool: Pool,
  roundId: string,
  { now, today }: RoundMoment,
  changes: BatchChanges,
): Promise<void> {
  if (Object.values(changes).every((list) => list.length === 0)) return;
  await inTransaction(pool, async (client) => {
    await keepCases(client, changes.cases);
    await keepStandings(client, changes.standings);
    await keepLetters(client, roundId, now, changes.letters);
    await keepTasks(client, now, changes.tasks);
    await endTasks(client, now, changes.cases);
    await endCalls(client, changes.callsMade);
    await keepVerdicts(client, roundId, { now, today }, changes.verdicts);
    await endReminders(client, now, changes.endedReminders);
    await endDecisions(client, now, changes.endedTasks);
    await keepAnswers(client, changes.answered);
    await endPromises(client, now, changes.promises);
    await keepAbsences(client, changes);
    await keepStagesSeen(client, now, changes.stagesSeen);
    await keepLateItems(client, today, changes.late);
  });
}

const moment = (at: Instant | null): string | null => (at === null ? null : isoInstant(at));

async function keepCases(client: PoolClient, changed: BatchChanges['cases']): Promise<void> {
  const rows = changed.map(({ customerId, theCase }) => ({
    id: theCase.id,
    customer_id: customerId,
    item_kind: theCase.item.kind,
    item_id: theCase.item.id,
    opened_at: isoInstant(theCase.openedAt),
    closed_at: moment(theCase.closedAt),
    closed_because: theCase.closedBecause,
    item_ended: theCase.itemEnded,
  }));
  // An order that the company moved to another customer: the case of the one who waited before ends first.
  if (rows.length === 0) return;
  await client.query(
    `update cases c set closed_at = g.opened_at, closed_because = 'done', item_ended = true
     from jsonb_populate_recordset(null::cases, $1) g
     where g.closed_at is null and c.closed_at is null and c.item_kind = g.item_kind and c.item_id = g.item_id
       and c.customer_id <> g.customer_id`,
    [JSON.stringify(rows)],
  );
  await client.query(
    `insert into cases select * from jsonb_populate_recordset(null::cases, $1)
     on conflict (id) do update set closed_at = excluded.closed_at, closed_because = excluded.closed_because,
       item_ended = excluded.item_ended`,
    [JSON.stringify(rows)],
  );
}

async function keepTasks(client: PoolClient, now: Instant, tasks: readonly AnyTask[]): Promise<void> {
  if (tasks.length === 0) return;
  const rows = tasks.map((task) => ({
    key: task.key,
    customer_id: task.customerId,
    kind: task.kind,
    for_person: task.forPerson,
    case_id: task.caseId,
    about: task.about,
    why: task.why,
    due_on: task.dueOn === null ? null : isoDay(task.dueOn),
    urgent: task.urgent || null,
    created_at: isoInstant(now),
    untold: task.urgent || null,
  }));
  await client.query(
    // One that is there already was made when a mail was read or a letter refused. Who is to be told is when the round ends.
    `insert into tasks select * from jsonb_populate_recordset(null::tasks, $1) on conflict (key) do nothing`,
    [JSON.stringify(rows)],
  );
}

async function endDecisions(client: PoolClient, now: Instant, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return;
  await changedBy(client, ended(now, 'tidings').where(sql<boolean>`key = any(${keys})`));
}

async function endCalls(client: PoolClient, made: BatchChanges['callsMade']): Promise<void> {
  for (const { key, at, contact } of made)
    await changedBy(client, ended(at, `contact ${contact}`).where('key', '=', key));
}

/** What people were to do about a case that has closed is over with it; an answer, a complaint and money to return are owed still. */
async function endTasks(client: PoolClient, now: Instant, changed: BatchChanges['cases']): Promise<void> {
  const closed = changed.filter(({ theCase }) => theCase.closedAt !== null).map(({ theCase }) => theCase.id);
  if (closed.length === 0) return;
  const over = ended(now, WITH_ITS_CASE)
    .where(sql<boolean>`case_id = any(${closed})`)
    .where('kind', '<>', 'answer-customer')
    .where('why', 'not in', ['complained', 'consent_missing']);
  await changedBy(client, over);
}

/** Tasks end that are open. */
const ended = (at: Instant, by: string) =>
  ledger.updateTable('tasks').set(doneBy(by, at)).where('done_at', 'is', null);

/** Who ended a task that nobody had to do any more. */
const WITH_ITS_CASE = 'the end of its case';

async function endReminders(
  client: PoolClient,
  now: Instant,
  ended: BatchChanges['endedReminders'],
): Promise<void> {
  if (ended.length === 0) return;
  await client.query(
    `update reminders set ended_at = $3 from unnest($1::text[], $2::text[]) as e (letter, invoice)
     where letter_id = e.letter and invoice_id = e.invoice and ended_at is null`,
    [ended.map(({ letterId }) => letterId), ended.map(({ invoiceId }) => invoiceId), isoInstant(now)],
  );
}
