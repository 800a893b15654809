import type pg from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { LETTER_TRANSITIONS } from '../../customer/letter-status.ts';
import { beginningOf, statusReasonSql } from '../../customer/status-reason.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { type Trip, UNTIL_DECIDED } from '../../guards/guards.ts';
import { tripText } from '../../guards/trip-text.ts';
import { listed } from './listed.ts';

/** Under what name a guard holds letters of a round. */
export interface Holding {
  /** The round that tripped it, or the one that tripped it first. */
  readonly id: string;
  readonly roundId: string;
  readonly at: Instant;
}

// A trip that keeps its name trips again and again: what it says already is said no second time, whatever came between.
const IS_SAID = `position('; ' || excluded.reason || '; ' in '; ' || t.reason || '; ') > 0`;

/**
 * Holds the letters of a round that a guard is about. The round has not ended, so none of them may go before.
 * @returns how many
 */
export async function holdGuarded(pool: pg.Pool, { id, roundId, at }: Holding, trip: Trip): Promise<number> {
  const { rows } = await pool.query<{ letters: number }>(
    `with guarded as (
       update letters set status = 'held', guard_id = $2, status_reason = $3, settled_at = $4
       where round_id = $1 and status in (${listed(LETTER_TRANSITIONS.heldByGuard.from)}) and released_at is null
         and ($5::text[] is null
              or exists (select from jsonb_array_elements(about) as a where a ->> 'kind' = any($5)))
         and ($7::text[] is null or (audience = 'customer' and lower(to_address) = any($7)))
         and ($8::text[] is null or (audience = 'customer' and kind = any($8)))
       returning 1
     )
     insert into guard_trips as t (id, guard, reason, why_codes, letters, at)
     select $2, $6, $3, $9::jsonb, count(*), $4 from guarded
     on conflict (id) do update set letters = t.letters + excluded.letters,
       guard = case when t.guard = excluded.guard then t.guard else t.guard || ', ' || excluded.guard end,
       reason = case when ${IS_SAID} then t.reason else t.reason || '; ' || excluded.reason end,
       why_codes = case when ${IS_SAID} then t.why_codes else t.why_codes || excluded.why_codes end
     returning (select count(*)::int from guarded) as letters`,
    [
      roundId,
      id,
      tripText(trip),
      isoInstant(at),
      trip.kinds,
      trip.guard,
      trip.addresses ?? null,
      trip.letterKinds ?? null,
      JSON.stringify(trip.why),
    ],
  );
  return rows[0]?.letters ?? 0;
}

/** A letter that a guard held, as far as a person wants to see which they are. */
export interface GuardedLetter {
  readonly id: string;
  readonly kind: string;
  readonly customerId: string;
}

/** What became of the letters that a round's guard held. */
export interface GuardOutcome {
  readonly letters: readonly GuardedLetter[];
  /** Still held by it. */
  readonly left: number;
  /** It holds nothing any more, nor will it. */
  readonly ended: boolean;
}

/** SQL: a guard holds the letter. */
export const IS_GUARDED = `status = 'held' and starts_with(status_reason, '${beginningOf('guard')}')`;

// What a person must release by name (a formal reminder) has another reason, and stays. A worker of the version before
// names no trip: its letters go by their round.
export const HELD_BY_GUARD = `coalesce(guard_id, round_id) = $1 and ${IS_GUARDED}`;

/**
 * The letters that a guard holds, the first written first. Chosen once: below an `in` PostgreSQL may choose anew for each row that it
 * looks at, leave out what it has changed by then, and so let all of them go.
 */
const FIRST = `select id from letters where ${HELD_BY_GUARD} order by decided_at, id limit $2 for update`;

/** Who decides about letters that a guard holds, the first written first. */
export interface GuardDecision {
  /** The round that tripped it, as its report and alarm name it. */
  readonly guardId: string;
  /** So many at most; null: all, and those that it would hold from now on. */
  readonly most: number | null;
  readonly by: string;
  readonly at: Instant;
  /** So many were seen and meant: when it would be another number, nothing is changed. */
  readonly expected?: number;
}

/** Another number of letters than was meant. */
export class OtherNumber extends Error {
  override readonly name = 'OtherNumber';
}

/** Lets letters go that a guard held. */
export const releaseGuarded = (pool: pg.Pool, decision: GuardDecision): Promise<GuardOutcome> =>
  change(
    pool,
    decision,
    `status = 'queued', status_reason = ${statusReasonSql('released', { by: '$3', was: 'status', before: 'status_reason' })},
     due_at = $4, settled_at = $4, released_at = $4, released_by = $3`,
  );

/** Withdraws them: they never leave, and the next round decides anew. */
export const withdrawGuarded = (pool: pg.Pool, decision: GuardDecision, why: string): Promise<GuardOutcome> =>
  change(
    pool,
    decision,
    `status = 'withdrawn', status_reason = ${statusReasonSql('withdrawn', { by: '$3', why: '$5' })}, settled_at = $4`,
    why,
  );

const change = (
  pool: pg.Pool,
  { guardId, most, by, at, expected }: GuardDecision,
  to: string,
  ...more: readonly string[]
): Promise<GuardOutcome> =>
  inTheNameOf(pool, { who: by, why: more[0] ?? null }, async (client) => {
    const { rows } = await client.query<GuardedLetter>(
      `with chosen as materialized (${FIRST})
       update letters set ${to} from chosen where letters.id = chosen.id
       returning letters.id, letters.kind, letters.customer_id as "customerId"`,
      [guardId, most, by, isoInstant(at), ...more],
    );
    if (expected !== undefined && rows.length !== expected)
      throw new OtherNumber(`${rows.length} letters, and ${expected} were meant`);
    const counted = await client.query<{ left: number }>(
      `select count(*)::int as left from letters where ${HELD_BY_GUARD}`,
      [guardId],
    );
    const left = counted.rows[0]?.left ?? 0;
    // The guard of a restored ledger holds what is yet to be written too: only a decision about all of it ends that.
    const { rowCount } = await client.query(
      `update guard_trips set ended_at = $2, ended_by = $3
       where id = $1 and ended_at is null and $4 = 0 and ($5::int is null or guard <> all($6))`,
      [guardId, isoInstant(at), by, left, most, UNTIL_DECIDED],
    );
    return { letters: rows, left, ended: rowCount === 1 };
  });
