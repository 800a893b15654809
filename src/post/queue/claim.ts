import type pg from 'pg';
import { type Instant, instantOf } from '../../calendar/time.ts';
import { inTransaction } from '../../database/in-transaction.ts';
import { type ClaimedRow, type Lease, type Line, takeDue } from '../../ledger/letter-states/sending.ts';
import { type Settlement, settle } from '../../ledger/letter-states/settled.ts';
import type { ClaimedLetter } from '../letter/claimed-letter.ts';
import type { Triage } from './triage.ts';

/** How many letters a claim takes at most, and after how many milliseconds one that was decided is old. */
export interface ClaimOf {
  readonly limit: number;
  readonly lookAfter: number;
}

/** Letters that were claimed, oldest first, and what the database's clock showed then. */
export interface Claimed {
  readonly letters: readonly ClaimedLetter[];
  readonly database: Instant;
}

/** Takes the lease of letters of a line that are due. None while a pause is open. */
export async function claim(
  pool: pg.Pool,
  line: Exclude<Line, 'reminders'>,
  lease: Lease,
  now: Instant,
  of: ClaimOf,
): Promise<Claimed> {
  const { rows, database } = await takeDue(pool, line, lease, now, of);
  return { letters: inOrder(rows), database };
}

/**
 * The same for reminders: each is judged again, on facts that are read in the very transaction that claims it, and one
 * that is no longer true never leaves that transaction as claimed: who paid meanwhile is not reminded.
 */
export async function claimReminders(
  pool: pg.Pool,
  lease: Lease,
  now: Instant,
  of: ClaimOf,
  judge: (claimed: Claimed, client: pg.PoolClient) => Promise<Triage>,
): Promise<Triage> {
  return inTransaction(pool, async (client) => {
    const { rows, database } = await takeDue(client, 'reminders', lease, now, of);
    const triage = rows.length === 0 ? NOTHING : await judge({ letters: inOrder(rows), database }, client);
    await settleAll(client, lease.holder, triage.settled, now);
    return triage;
  });
}

const NOTHING: Triage = { toSend: [], settled: [], fault: null };

async function settleAll(
  client: pg.PoolClient,
  holder: string,
  settlements: readonly Settlement[],
  now: Instant,
): Promise<void> {
  if (settlements.length > 0) await settle(client, holder, settlements, now);
}

const inOrder = (rows: readonly ClaimedRow[]): readonly ClaimedLetter[] =>
  [...rows].sort((a, b) => a.due_at - b.due_at || (a.id < b.id ? -1 : 1)).map(letterOf);

function letterOf(row: ClaimedRow): ClaimedLetter {
  return {
    id: row.id,
    customerId: row.customer_id,
    audience: row.audience,
    forPerson: row.for_person,
    kind: row.kind,
    language: row.language,
    templateVersion: row.template_version,
    to: { name: row.to_name, address: row.to_address },
    replyTo:
      row.reply_to_address === null ? null : { name: row.reply_to_name, address: row.reply_to_address },
    subject: row.subject,
    facts: row.facts,
    about: row.about,
    messageId: row.message_id,
    inReplyTo: row.in_reply_to,
    references: row.refs,
    statusReason: row.status_reason,
    readAs: row.read_as,
    decidedAt: instantOf(row.decided_at),
    releasedAt: row.released_at === null ? null : instantOf(row.released_at),
    firstAttemptAt: instantOf(row.first_attempt_at),
    attempts: row.attempts,
    uncertainCount: row.uncertain_count,
  };
}
