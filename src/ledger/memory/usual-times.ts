import type { Pool } from 'pg';
import { type Day, dateOf, type Instant, instantFrom, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';
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
  const learned = { tried_on: isoDay(today), learned_at: dateOf(learnedAt), state: JSON.stringify(usual) };
  const kept = ledger
    .insertInto('usual')
    .values(learned)
    .onConflict((conflict) =>
      conflict
        .column('one')
        .doUpdateSet(learned)
        .where(({ eb, or }) =>
          or([eb('usual.learned_at', 'is', null), eb('usual.learned_at', '<=', dateOf(learnedAt))]),
        ),
    );
  await changedBy(pool, kept);
}

/** Takes the learning of this day for the one who asks; false when somebody has it already. */
export async function takeLearning(pool: Pool, today: Day): Promise<boolean> {
  const tried = { tried_on: isoDay(today) };
  const taken = ledger
    .insertInto('usual')
    .values(tried)
    .onConflict((conflict) =>
      conflict.column('one').doUpdateSet(tried).where('usual.tried_on', '<', tried.tried_on),
    );
  return (await changedBy(pool, taken)) === 1;
}

/** What was learned last; null: nothing yet, or by a build that counts in another way. */
export async function readUsual(pool: Pool): Promise<KeptUsual | null> {
  const row = await rowOf(pool, ledger.selectFrom('usual').select(['learned_at', 'state']));
  const read = usualSchema.safeParse(row?.state);
  return row?.learned_at && read.success
    ? { usual: read.data, learnedAt: instantFrom(row.learned_at) }
    : null;
}

/** By the rules of a process: what they became when something was learned. */
const byRules = new WeakMap<Rules, { readonly learnedAt: number; readonly rules: Rules }>();

/**
 * The rules that are in force, with what was published of them and what history has taught, as both stand in the ledger now. The same
 * rules and the same learning give the same object, so its curves are made once.
 */
export async function withUsual(pool: Pool, given: Rules): Promise<Rules> {
  const rules = await rulesInForce(pool, given);
  const row = await rowOf(pool, ledger.selectFrom('usual').select('learned_at'));
  const learnedAt = row?.learned_at?.getTime() ?? null;
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
