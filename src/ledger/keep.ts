import type { Pool, PoolClient } from 'pg';
import { type Instant, isoDay, isoInstant } from '../calendar/time.ts';
import type { Case, CustomerId } from '../customer.ts';
import type { StatusLetter } from '../letters/compose.ts';
import type { StaffLetter } from '../letters/compose-staff.ts';
import type { Task } from '../waiting/task.ts';
import { ROUND_UNDER_WAY } from './rounds.ts';

/** A letter with what the template gives it: the version it is pinned to, and its subject. */
export interface KeptLetter {
  readonly letter: StatusLetter | StaffLetter;
  readonly version: string;
  readonly subject: string;
}

/** What a batch of outcomes changes in the ledger. */
export interface Changes {
  readonly cases: readonly { readonly customerId: CustomerId; readonly theCase: Case }[];
  readonly letters: readonly KeptLetter[];
  readonly tasks: readonly Task[];
}

/**
 * Writes the changes of one batch in one transaction: all of them or none. Everything has a natural key, so a
 * round that was killed and started again writes nothing twice.
 */
export async function keep(pool: Pool, roundId: string, now: Instant, changes: Changes): Promise<void> {
  if (changes.cases.length + changes.letters.length + changes.tasks.length === 0) return;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await keepCases(client, changes.cases);
    await keepLetters(client, roundId, now, changes.letters);
    await keepTasks(client, now, changes.tasks);
    await client.query('commit');
    client.release();
  } catch (error) {
    // Ending the session rolls back, even when the connection is what broke.
    client.release(true);
    throw error;
  }
}

const moment = (at: Instant | null): string | null => (at === null ? null : isoInstant(at));

async function keepCases(client: PoolClient, changed: Changes['cases']): Promise<void> {
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

async function keepLetters(
  client: PoolClient,
  roundId: string,
  now: Instant,
  letters: readonly KeptLetter[],
): Promise<void> {
  if (letters.length === 0) return;
  await client.query(
    `insert into letters (id, key, customer_id, round_id, audience, kind, language, template_version, to_name,
       to_address, reply_to_name, reply_to_address, for_person, subject, facts, about, findings, next_word_by,
       message_id, in_reply_to, refs, status, status_reason, decided_at, due_at)
     select id, key, customer_id, $2, audience, kind, language, template_version, to_name,
       to_address, reply_to_name, reply_to_address, for_person, subject, facts, about, findings, next_word_by,
       message_id, in_reply_to, refs, 'held', $3, $4, $4
     from jsonb_populate_recordset(null::letters, $1)`,
    [JSON.stringify(letters.map(letterRow)), roundId, ROUND_UNDER_WAY, isoInstant(now)],
  );
  const told = letters.flatMap(({ letter }) => (letter.audience === 'customer' ? toldRows(letter) : []));
  await client.query(
    'insert into letter_cases select * from jsonb_populate_recordset(null::letter_cases, $1)',
    [JSON.stringify(told)],
  );
}

function letterRow({ letter, version, subject }: KeptLetter) {
  const isStatus = letter.audience === 'customer';
  return {
    id: letter.id,
    key: letter.key,
    customer_id: letter.customerId,
    audience: letter.audience,
    kind: letter.kind,
    language: letter.language,
    template_version: version,
    to_name: letter.to.name,
    to_address: letter.to.address,
    reply_to_name: isStatus ? (letter.replyTo?.name ?? null) : null,
    reply_to_address: isStatus ? (letter.replyTo?.address ?? null) : null,
    for_person: isStatus ? letter.signedBy : letter.person,
    subject,
    facts: letter.facts,
    about: letter.about,
    findings: isStatus ? letter.findings : [],
    next_word_by: isStatus ? isoDay(letter.nextWordBy) : null,
    message_id: letter.messageId,
    in_reply_to: isStatus ? letter.inReplyTo : null,
    refs: isStatus ? letter.references : [],
  };
}

const toldRows = (letter: StatusLetter) =>
  letter.cases.map(({ caseId, ordinal, told }) => ({
    letter_id: letter.id,
    case_id: caseId,
    customer_id: letter.customerId,
    ordinal,
    told: { ...told, promisedFor: told.promisedFor === null ? null : isoDay(told.promisedFor) },
  }));

async function keepTasks(client: PoolClient, now: Instant, tasks: readonly Task[]): Promise<void> {
  const rows = tasks.map((task) => ({
    key: task.key,
    customer_id: task.customerId,
    kind: task.kind,
    for_person: task.forPerson,
    case_id: task.caseId,
    about: task.about,
    why: task.why,
    created_at: isoInstant(now),
  }));
  await client.query(
    'insert into tasks select * from jsonb_populate_recordset(null::tasks, $1) on conflict (key) do nothing',
    [JSON.stringify(rows)],
  );
}
