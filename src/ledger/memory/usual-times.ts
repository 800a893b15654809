import type { Pool } from 'pg';
import { type Day, type Instant, instantOf, isoDay, isoInstant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import type { Rules } from '../../policy/rules.ts';
import { KnownTimes } from '../../usual/known-times.ts';
import { type Usual, usualSchema } from '../../usual/usual.ts';
import { rulesInForce } from '../documents/published-policy.ts';

/** What was learned, and when. */
export interface KeptUsual {
  readonly usual: Usual;
  readonly learnedAt: Instant;
}

/** Keeps what was learned in place of what was known; what was learned at a later moment stays. */
export async function keepUsual(pool: Pool, { usual, learnedAt }: KeptUsual, today: Day): Promise<void> {
  await pool.query(
    `insert into usual (tried_on, learned_at, state) values ($1, $2, $3)
     on conflict (one) do update set tried_on = excluded.tried_on, learned_at = excluded.learned_at, state = excluded.state
     where usual.learned_at is null or usual.learned_at <= excluded.learned_at`,
    [isoDay(today), isoInstant(learnedAt), JSON.stringify(usual)],
  );
}

/** Takes the learning of this day for the one who asks; false when somebody has it already. */
export async function takeLearning(pool: Pool, today: Day): Promise<boolean> {
  const { rowCount } = await pool.query(
    `insert into usual (tried_on) values ($1)
     on conflict (one) do update set tried_on = excluded.tried_on where usual.tried_on < excluded.tried_on`,
    [isoDay(today)],
  );
  return rowCount === 1;
}

/** What was learned last; null: nothing yet, or by a build that counts in another way. */
export async function readUsual(pool: Pool): Promise<KeptUsual | null> {
  const { rows } = await pool.query<{ learned_at: Date; state: unknown }>(
    'select learned_at, state from usual where state is not null',
  );
  const [row] = rows;
  const read = usualSchema.safeParse(row?.state);
  return row && read.success ? { usual: read.data, learnedAt: instantOf(row.learned_at.getTime()) } : null;
}

/** By the rules of a process: what they became when something was learned. */
const byRules = new WeakMap<Rules, { readonly learnedAt: number; readonly rules: Rules }>();

/**
 * The rules that are in force, with what was published of them and what history has taught, as both stand in the ledger now. The same
 * rules and the same learning give the same object, so its curves are made once.
 */
export async function withUsual(pool: Pool, given: Rules): Promise<Rules> {
  const rules = await rulesInForce(pool, given);
  const { rows } = await pool.query<{ learned_at: Date | null }>('select learned_at from usual');
  const learnedAt = rows[0]?.learned_at?.getTime() ?? null;
  if (learnedAt === null) return rules;
  const known = byRules.get(rules);
  if (known?.learnedAt === learnedAt) return known.rules;
  const kept = await readUsual(pool);
  if (kept === null) return rules;
  const time = { calendar: rules.calendar, zone: zoneOf(rules.company.timeZone) };
  const taught = { ...rules, usual: new KnownTimes(kept.usual, time) };
  byRules.set(rules, { learnedAt: kept.learnedAt, rules: taught });
  return taught;
}
