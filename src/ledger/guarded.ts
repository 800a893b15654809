import type pg from 'pg';
import { type Instant, isoInstant } from '../calendar/time.ts';
import { inTheNameOf } from './in-the-name-of.ts';

/** A letter that a guard held, as far as a person wants to see which they are. */
export interface GuardedLetter {
  readonly id: string;
  readonly kind: string;
  readonly customerId: string;
}

/** What became of the letters that a round's guard held. */
export interface Guarded {
  readonly letters: readonly GuardedLetter[];
  /** Still held by it. */
  readonly left: number;
}

// What a person must release by name (a formal reminder) has another reason, and stays.
const HELD = "round_id = $1 and status = 'held' and starts_with(status_reason, 'guard ')";

/** The letters of a round that its guard holds, the first written first. */
const FIRST = `select id from letters where ${HELD} order by decided_at, id limit $2 for update`;

/** Who decides about so many letters of a round at most, the first written first. */
export interface GuardDecision {
  readonly roundId: string;
  readonly most: number;
  readonly by: string;
  readonly at: Instant;
}

/** Lets letters of a round go that its guard held. */
export const releaseGuarded = (pool: pg.Pool, decision: GuardDecision): Promise<Guarded> =>
  change(
    pool,
    decision,
    `status = 'queued', status_reason = 'released by ' || $3 || '; it was held: ' || status_reason,
     due_at = $4, settled_at = $4, released_at = $4, released_by = $3`,
  );

/** Withdraws them: they never leave, and the next round decides anew. */
export const withdrawGuarded = (pool: pg.Pool, decision: GuardDecision, why: string): Promise<Guarded> =>
  change(
    pool,
    decision,
    `status = 'withdrawn', status_reason = 'withdrawn by ' || $3 || ': ' || $5, settled_at = $4`,
    why,
  );

async function change(
  pool: pg.Pool,
  { roundId, most, by, at }: GuardDecision,
  to: string,
  ...more: readonly string[]
): Promise<Guarded> {
  const [why = null] = more;
  const { rows } = await inTheNameOf(pool, { who: by, why }, (client) =>
    client.query<GuardedLetter>(
      `update letters set ${to} where id in (${FIRST}) returning id, kind, customer_id as "customerId"`,
      [roundId, most, by, isoInstant(at), ...more],
    ),
  );
  const left = await pool.query<{ left: number }>(`select count(*)::int as left from letters where ${HELD}`, [
    roundId,
  ]);
  return { letters: rows, left: left.rows[0]?.left ?? 0 };
}
