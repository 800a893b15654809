import type { Pool } from 'pg';
import { dateOf, type Instant, instantFrom } from '../../calendar/time.ts';
import { changedBy, ledger, rowOf } from '../../database/query.ts';
import type { Rules } from '../../policy/rules.ts';
import { RULES_EDITION } from '../../waiting/after-upgrade.ts';
import { withUsual } from '../memory/usual-times.ts';
import { lastRoundAt } from './rounds.ts';

/** Which edition of the rules judged last. */
export interface JudgedLast {
  readonly edition: number;
  readonly since: Instant;
  /** Null: the ledger began with this edition. */
  readonly before: { readonly edition: number; readonly lastRound: Instant } | null;
}

/** The edition of a ledger whose rounds kept none. */
const FIRST_EDITION = 1;

/**
 * How the ledger's edition would stand if a round of this build began now: a newer edition in the ledger stays, for an older build beside it.
 */
export async function readJudged(pool: Pool, now: Instant): Promise<JudgedLast> {
  const row = await rowOf(pool, ledger.selectFrom('judged').selectAll());
  if (row && row.edition >= RULES_EDITION) {
    const { edition, since, edition_before, last_round } = row;
    const before =
      edition_before !== null && last_round
        ? { edition: edition_before, lastRound: instantFrom(last_round) }
        : null;
    return { edition, since: instantFrom(since), before };
  }
  const latest = await lastRoundAt(pool);
  const before = latest === null ? null : { edition: row?.edition ?? FIRST_EDITION, lastRound: latest };
  return { edition: RULES_EDITION, since: now, before };
}

/** Keeps which edition judges from this round on. */
export async function settleJudged(pool: Pool, now: Instant): Promise<void> {
  const { edition, since, before } = await readJudged(pool, now);
  const judged = {
    edition,
    since: dateOf(since),
    edition_before: before?.edition ?? null,
    last_round: before && dateOf(before.lastRound),
  };
  const kept = ledger
    .insertInto('judged')
    .values(judged)
    .onConflict((conflict) =>
      conflict.column('one').doUpdateSet(judged).where('judged.edition', '<', edition),
    );
  await changedBy(pool, kept);
}

/** By the rules of a process: what they became with an upgrade. */
const byRules = new WeakMap<Rules, Rules>();

/** The rules as a round judges by them now: with what history has taught, and with the upgrade of the rules that is being told. */
export async function asJudging(pool: Pool, given: Rules, now: Instant): Promise<Rules> {
  const rules = await withUsual(pool, given);
  const { since, before } = await readJudged(pool, now);
  if (before === null) return rules;
  const known = byRules.get(rules);
  if (known?.upgrade?.since === since) return known;
  const upgraded = { ...rules, upgrade: { since, lastRound: before.lastRound } };
  byRules.set(rules, upgraded);
  return upgraded;
}
