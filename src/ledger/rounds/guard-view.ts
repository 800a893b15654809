import type { Pool } from 'pg';
import { keptWhy } from '../../guards/kept-why.ts';
import type { TripWhy } from '../../guards/trip-why.ts';
import { type GuardedLetter, HELD_BY_GUARD, IS_GUARDED } from '../letter-states/guarded.ts';

/** What a guard holds, for a person who is to decide about it. */
export interface GuardView {
  readonly count: number;
  /** The first written ones. */
  readonly sample: readonly (GuardedLetter & { readonly to: string; readonly subject: string })[];
  /** None: nothing says it. */
  readonly why: readonly TripWhy[];
  readonly at: Date | null;
  readonly ended_at: Date | null;
  readonly ended_by: string | null;
}

const SAMPLE = 10;
/** Far more than is shown: codes are believed where they say all of it. */
const LONGEST_REASON = 20_000;

/** Null: there never was such a guard. */
export async function readGuard(pool: Pool, guardId: string): Promise<GuardView | null> {
  const { rows } = await pool.query<
    Omit<GuardView, 'sample' | 'why'> & { reason: string | null; why_codes: unknown }
  >(
    `select (select count(*)::int from letters where ${HELD_BY_GUARD}) as count, t.at, t.ended_at, t.ended_by, t.why_codes,
       left(coalesce(t.reason, (select status_reason from letters where ${HELD_BY_GUARD} limit 1)), ${LONGEST_REASON}) as reason
     from (select 1) as one left join guard_trips t on t.id = $1`,
    [guardId],
  );
  const [row] = rows;
  if (!row || (row.count === 0 && row.at === null)) return null;
  const sample = await pool.query<GuardView['sample'][number]>(
    `select id, kind, customer_id as "customerId", left(to_address, 200) as "to", left(subject, 300) as subject
     from letters where ${HELD_BY_GUARD} order by decided_at, id limit ${SAMPLE}`,
    [guardId],
  );
  const { reason, why_codes, ...view } = row;
  return { ...view, why: reason === null ? [] : keptWhy(why_codes, reason), sample: sample.rows };
}

/** A guard that holds letters now. */
export interface HoldingGuard {
  readonly id: string;
  readonly count: number;
  readonly why: readonly TripWhy[];
}

const MOST_GUARDS = 20;

/** The guards that hold letters, the latest first. */
export async function holdingGuards(pool: Pool): Promise<readonly HoldingGuard[]> {
  const { rows } = await pool.query<Omit<HoldingGuard, 'why'> & { reason: string; why_codes: unknown }>(
    `select h.id::text as id, h.count, left(coalesce(t.reason, h.reason), ${LONGEST_REASON}) as reason, t.why_codes
     from (select coalesce(guard_id, round_id) as id, count(*)::int as count, min(status_reason) as reason
           from letters where ${IS_GUARDED} and coalesce(guard_id, round_id) is not null
           group by 1 order by 1 desc limit ${MOST_GUARDS}) h
     left join guard_trips t on t.id = h.id order by h.id desc`,
  );
  return rows.map(({ id, count, reason, why_codes }) => ({ id, count, why: keptWhy(why_codes, reason) }));
}
