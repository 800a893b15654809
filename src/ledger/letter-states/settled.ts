import type pg from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { LetterId } from '../../customer/ids.ts';
import type { SettledStatus } from '../../customer/letter-status.ts';
import { beginningOf } from '../../customer/status-reason.ts';
import type { TaskReason } from '../../customer/task.ts';
import { callAtLarge, INTO_CALLS, openCalls } from './open-calls.ts';

/** What a letter becomes after this worker had it. */
export interface Settlement {
  readonly id: LetterId;
  /** `returned`: back in the queue as it was, never attempted. */
  readonly status: SettledStatus | 'returned';
  readonly reason: string | null;
  /** When it may be looked at again; null leaves it. */
  readonly dueAt: Instant | null;
  /** It was really handed to the transport: the attempt counts. */
  readonly attempted: boolean;
  /** Set when a person must reach the customer instead: why. What the server said is the letter's reason. */
  readonly task: TaskReason | null;
  /** It was written to a file on this machine, and reached nobody. */
  readonly captured?: true;
  /** What it said, packed (said-words.ts): kept with the settlement of a letter that a customer reads. */
  readonly said?: Buffer;
}

/** SQL: what a letter `l` was before it was claimed. What was released is in the queue with the reason why. */
export const STATUS_BEFORE = `
  case when l.status_reason is null or starts_with(l.status_reason, '${beginningOf('released')}') then 'queued' else 'retry' end`;

// Only rows that are still ours: a lease that ran out belongs to whoever found it. A row with a holder is one that
// is being sent, by CHECK; naming the status too would lead the planner to the index of all leased letters, which
// is full of dead entries while thousands are sent. The tasks are made in the same statement, so a refused letter and the
// calls that replace it are one fact: for each item and invoice that is open, or at large where none is. The next round
// tells their person (attend-inbox).
const SETTLE = `
  with outcome as (
    select * from json_to_recordset($1::json)
      as o(id text, status text, reason text, due_at timestamptz, unspent integer, task text,
           captured boolean, said_from integer, said_bytes integer)
  ), settled as (
    update letters l
    set status = case when o.status <> 'returned' then o.status else ${STATUS_BEFORE} end,
        status_reason = case when o.status = 'returned' then l.status_reason else o.reason end,
        due_at = coalesce(o.due_at, l.due_at),
        submitted_at = case when o.status = 'submitted' then $2::timestamptz end,
        settled_at = $2::timestamptz,
        captured_at = case when o.captured then $2::timestamptz end,
        attempts = l.attempts - o.unspent,
        first_attempt_at = case when l.attempts > o.unspent then l.first_attempt_at end,
        uncertain_count = l.uncertain_count + (o.status = 'uncertain')::integer,
        leased_by = null, untried_by = null, lease_until = null
    from outcome o
    where l.id = o.id and l.leased_by = $3
    returning l.id, l.customer_id, l.for_person, l.about, o.task
  ), open as (
    -- OFFSET keeps the planner from reading these tables for the many letters that nobody is to call about.
    select s.id, o.key, o.case_id, o.about from settled s
    cross join lateral (${openCalls('s.id')}
      offset 0
    ) o
    where s.task is not null
  ), called as (
    ${INTO_CALLS}
    select coalesce(o.key, ${callAtLarge('s.id')}), s.customer_id, 'call-customer', s.for_person, o.case_id,
           coalesce(o.about, s.about), s.task, $2::timestamptz, true, true
    from settled s left join open o on o.id = s.id
    where s.task is not null
    on conflict (key) do nothing
  ), kept as (
    -- Only of what is ours still. A letter is submitted once, so nothing that was said is said anew.
    insert into letter_words (letter_id, said)
    select s.id, substring($4::bytea from o.said_from for o.said_bytes)
    from settled s join outcome o on o.id = s.id
    where o.said_bytes > 0
    on conflict (letter_id) do nothing
  )
  select count(*)::integer as settled from settled`;

/** Writes what became of letters, all in one statement. Returns how many were still ours. */
export async function settle(
  connection: pg.Pool | pg.PoolClient,
  holder: string,
  settlements: readonly Settlement[],
  now: Instant,
): Promise<number> {
  // All words in one piece: binary as they are, while an array would double them. PostgreSQL counts from 1.
  const said = Buffer.concat(settlements.flatMap((one) => one.said ?? []));
  let next = 1;
  const outcome = settlements.map((one) => {
    const [from, bytes] = [next, one.said?.length ?? 0];
    next += bytes;
    return { ...rowOf(one), said_from: from, said_bytes: bytes };
  });
  // Named, so that it is planned once per connection: it runs dozens of times a second.
  const { rows } = await connection.query<{ settled: number }>({
    name: 'settle',
    text: SETTLE,
    values: [JSON.stringify(outcome), isoInstant(now), holder, said],
  });
  return rows[0]?.settled ?? 0;
}

const rowOf = (one: Settlement): object => ({
  id: one.id,
  status: one.status,
  reason: storable(one.reason),
  due_at: one.dueAt === null ? null : isoInstant(one.dueAt),
  unspent: one.attempted ? 0 : 1,
  task: one.task,
  captured: one.captured,
});

/** PostgreSQL keeps neither NUL nor half a surrogate pair, and one such answer must not spoil the whole batch. */
const storable = (text: string | null): string | null =>
  text === null ? null : text.slice(0, LONGEST).replace(/[\0\p{Cs}]/gu, '');

// An answer can be pages long.
const LONGEST = 1_000;
