import type pg from 'pg';
import { type Instant, instantOf, isoInstant, MINUTE } from '../calendar/time.ts';
import type { About, CustomerId, LetterId, PersonId } from '../ids.ts';
import { inTransaction } from '../ledger/in-transaction.ts';
import { ROUND_HAS_ENDED } from '../ledger/rounds.ts';
import type { LetterFacts } from '../letters/letter-facts.ts';
import type { AnyLetterKind } from '../letters/letter-kinds.ts';
import { type ClaimedLetter, REMINDER_KINDS } from './claimed-letter.ts';
import { type Settlement, settle } from './settle.ts';
import type { Triage } from './triage.ts';

/** Renewed while a worker lives, so it only runs out when one has died (or its machine slept). */
export const LEASE = 10 * MINUTE;

export interface Lease {
  /** host:pid:random, so that no two workers ever share it. */
  readonly holder: string;
  readonly until: Instant;
}

// An open pause stops the claim in the statement itself: no letter can slip through between a look and a claim.
// Served by the index letters_to_claim; SKIP LOCKED lets any number of workers take different letters at once.
const claimWhere = (kinds: string): string => `
  with due as (
    select id from letters l
    where status in ('queued', 'retry') and due_at <= $1 and ${kinds} and ${ROUND_HAS_ENDED}
      and not exists (select from pauses where until is null)
    order by due_at, id
    limit $2
    for update of l skip locked
  )
  update letters l
  set status = 'sending', leased_by = $3, untried_by = $3, lease_until = $4, attempts = l.attempts + 1,
      first_attempt_at = coalesce(l.first_attempt_at, $1)
  from due where l.id = due.id
  returning l.id, l.customer_id, l.audience, l.for_person, l.kind, l.language, l.template_version, l.to_name, l.to_address,
    l.reply_to_name, l.reply_to_address, l.subject, l.facts, l.about, l.message_id, l.in_reply_to, l.refs,
    l.status_reason, l.attempts, l.uncertain_count, ${inMilliseconds('decided_at')}, ${inMilliseconds('released_at')},
    ${inMilliseconds('first_attempt_at')}, ${inMilliseconds('due_at')}`;

const CLAIM = claimWhere(`not starts_with(kind, '${REMINDER_KINDS}')`);
const CLAIM_REMINDERS = claimWhere(`starts_with(kind, '${REMINDER_KINDS}')`);

// Numbers, because parsing a timestamp costs more than all the rest of a row.
function inMilliseconds(column: string): string {
  return `(extract(epoch from l.${column}) * 1000)::float8 as ${column}`;
}

interface Row {
  readonly id: LetterId;
  readonly customer_id: CustomerId;
  readonly audience: 'customer' | 'staff';
  readonly for_person: PersonId | null;
  readonly kind: AnyLetterKind;
  readonly language: string;
  readonly template_version: string;
  readonly to_name: string;
  readonly to_address: string;
  readonly reply_to_name: string | null;
  readonly reply_to_address: string | null;
  readonly subject: string;
  readonly facts: LetterFacts;
  readonly about: readonly About[];
  readonly message_id: string;
  readonly in_reply_to: string | null;
  readonly refs: readonly string[];
  readonly status_reason: string | null;
  readonly attempts: number;
  readonly uncertain_count: number;
  readonly decided_at: number;
  readonly released_at: number | null;
  readonly first_attempt_at: number;
  readonly due_at: number;
}

/** Takes the lease of up to `limit` letters that are due, oldest first; reminders aside. None while a pause is open. */
export async function claim(
  pool: pg.Pool,
  lease: Lease,
  now: Instant,
  limit: number,
): Promise<readonly ClaimedLetter[]> {
  const { rows } = await pool.query<Row>({
    name: 'claim',
    text: CLAIM,
    values: [isoInstant(now), limit, lease.holder, isoInstant(lease.until)],
  });
  return inOrder(rows);
}

/**
 * The same for reminders: each is judged again, on facts that are read in the very transaction that claims it, and one
 * that is no longer true never leaves that transaction as claimed (DESIGN section 6.4).
 */
export async function claimReminders(
  pool: pg.Pool,
  lease: Lease,
  now: Instant,
  limit: number,
  judge: (letters: readonly ClaimedLetter[], client: pg.PoolClient) => Promise<Triage>,
): Promise<Triage> {
  return inTransaction(pool, async (client) => {
    const values = [isoInstant(now), limit, lease.holder, isoInstant(lease.until)];
    const { rows } = await client.query<Row>({ name: 'claim-reminders', text: CLAIM_REMINDERS, values });
    const triage = rows.length === 0 ? NOTHING : await judge(inOrder(rows), client);
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

const inOrder = (rows: readonly Row[]): readonly ClaimedLetter[] =>
  [...rows].sort((a, b) => a.due_at - b.due_at || (a.id < b.id ? -1 : 1)).map(letterOf);

/** The worker lives: those of its leases that have not ended hold until `lease.until`. */
export async function renew(pool: pg.Pool, lease: Lease, now: Instant): Promise<void> {
  await pool.query(
    `update letters set lease_until = $1 where status = 'sending' and leased_by = $2 and lease_until > $3`,
    [isoInstant(lease.until), lease.holder, isoInstant(now)],
  );
}

function letterOf(row: Row): ClaimedLetter {
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
    decidedAt: instantOf(row.decided_at),
    releasedAt: row.released_at === null ? null : instantOf(row.released_at),
    firstAttemptAt: instantOf(row.first_attempt_at),
    attempts: row.attempts,
    uncertainCount: row.uncertain_count,
  };
}
