import type { Pool } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import type { Rules } from '../../policy/rules.ts';
import { RULES_EDITION } from '../../waiting/after-upgrade.ts';
import { withUsual } from '../memory/usual-times.ts';

/** Which edition of the rules judged last. */
export interface Judged {
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
export async function readJudged(pool: Pool, now: Instant): Promise<Judged> {
  const { rows } = await pool.query<{
    edition: number | null;
    since: Date | null;
    edition_before: number | null;
    last_round: Date | null;
    latest: Date | null;
  }>(
    `select edition, since, edition_before, j.last_round, latest
     from (select (select at from rounds where finished_at is not null order by id desc limit 1) as latest) as last
     left join judged j on true`,
  );
  const [row] = rows;
  const moment = (date: Date): Instant => instantOf(date.getTime());
  const latest = row?.latest ? moment(row.latest) : null;
  if (row?.edition != null && row.since && row.edition >= RULES_EDITION) {
    const { edition, since, edition_before, last_round } = row;
    const before =
      edition_before !== null && last_round
        ? { edition: edition_before, lastRound: moment(last_round) }
        : null;
    return { edition, since: moment(since), before };
  }
  const before = latest === null ? null : { edition: row?.edition ?? FIRST_EDITION, lastRound: latest };
  return { edition: RULES_EDITION, since: now, before };
}

/** Keeps which edition judges from this round on. */
export async function settleJudged(pool: Pool, now: Instant): Promise<void> {
  const { edition, since, before } = await readJudged(pool, now);
  await pool.query(
    `insert into judged (edition, since, edition_before, last_round) values ($1, $2, $3, $4)
     on conflict (one) do update set edition = excluded.edition, since = excluded.since, edition_before = excluded.edition_before,
       last_round = excluded.last_round where judged.edition < excluded.edition`,
    [edition, isoInstant(since), before?.edition ?? null, before && isoInstant(before.lastRound)],
  );
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
