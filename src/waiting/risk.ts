import type { Day, Instant } from '../calendar/time.ts';
import { zoneOr } from '../calendar/zone.ts';
import { type Chance, chanceOfLate, firstJudgedDay, type OpenItem } from '../usual/chance.ts';
import { expectedDay } from '../usual/usual-time.ts';
import { datedLater } from './dated-later.ts';
import type { Finding, Risk } from './finding.ts';
import { openPoints } from './points.ts';
import { owedOn } from './promise.ts';
import type { Situation } from './situation.ts';

/** A chance of lateness from which a warning does not wait for its morning. */
const NEARLY_SURE = 0.95;
/** Minutes before the end of sending hours. */
const LATE_IN_THE_DAY = 120;
/** Working days that what remains usually takes, where history does not tell. */
const REMAINS = 5;

/** The promised day, or the customer's own, is ahead and will probably be missed. */
export const isAtRisk = (situation: Situation): boolean => findAtRisk(situation) !== null;

/** The promise first; the customer's own day counts like one. */
export function findAtRisk(situation: Situation): Finding | null {
  const { promisedFor, neededBy } = situation.item;
  const began = situation.item.stageSince ?? situation.item.openedAt;
  const owed = owedOn(situation);
  const promise = owed === null ? null : riskTo(situation, owed);
  if (promisedFor !== null && promise !== null)
    return { kind: 'promise_at_risk', began, promisedFor, ...promise };
  const need = neededBy === null ? null : riskToNeed(situation, neededBy);
  return neededBy !== null && need !== null ? { kind: 'needed_by_at_risk', began, neededBy, ...need } : null;
}

/** A promise that was later than their day from the start is for the owner to speak about, and news for nobody. */
function riskToNeed(situation: Situation, neededBy: Day): Risk | null {
  const { promisedFor } = situation.item;
  if (promisedFor !== null && promisedFor > neededBy) {
    const before =
      situation.letters.findLast(({ told }) => told.promisedFor !== null)?.told.promisedFor ?? null;
    return before !== null && before <= neededBy
      ? { because: 'promise', expected: promisedFor, chance: null, line: null }
      : null;
  }
  if (situation.today > neededBy)
    return promisedFor === null ? { because: 'day', expected: null, chance: null, line: null } : null;
  return riskTo(situation, neededBy);
}

/** Why a day that is not over will probably be missed; null: it will not, as far as anybody knows. */
function riskTo(situation: Situation, day: Day): Risk | null {
  if (situation.today > day) return null;
  const certain = datedLater(situation, day);
  if (certain !== null) return certain;
  const { usual, waiting } = situation.rules;
  const chance: Chance | null =
    usual === null ? null : chanceOfLate(usual, standingOf(situation), day, situation.now);
  if (chance?.how !== 'known') return stageOverItsAllowance(situation, day);
  if (chance.late < (isTimeToWarn(situation, day) ? 1 - waiting.atRiskBelow : NEARLY_SURE)) return null;
  return { because: 'history', expected: likelyDay(situation, day), chance: chance.late, line: null };
}

/**
 * Whether a day that is only likely to be missed is warned of by now: from its first judged day on, and on days before it late in the
 * day. A warning of that evening leaves the same time to act as one of that morning, and what comes in between needs none.
 */
function isTimeToWarn({ rules, today, zone, now, facts }: Situation, day: Day): boolean {
  if (today < firstJudgedDay(rules.calendar, day, rules.waiting.warnBefore)) return false;
  if (today >= day || !rules.calendar.isWorkingDay(today)) return true;
  return zoneOr(facts.customer.timeZone, zone).minuteOfDay(now) >= rules.hours.to - LATE_IN_THE_DAY;
}

/** Where the item stands, as usual times are asked. */
export const standingOf = ({ item }: Pick<Situation, 'item'>): OpenItem => ({
  kind: item.kind,
  lane: item.lane,
  stage: item.stage,
  since: item.stageSince,
  opened: item.openedAt,
});

/** The likely day after the one that is at risk, where history names one that narrowly. */
export function likelyDay(situation: Situation, after: Day): Day | null {
  const { usual } = situation.rules;
  const likely = usual === null ? null : expectedDay(usual, standingOf(situation), situation.now);
  return likely?.sure && likely.median > after && likely.median > situation.today ? likely.median : null;
}

/**
 * Without history: it stands over its own allowance, and the day is nearer than what remains usually takes. Whoever named the day when
 * it stood so already has counted that in.
 */
function stageOverItsAllowance(situation: Situation, day: Day): Risk | null {
  const { rules, today, now } = situation;
  if (rules.calendar.workingDaysBetween(today, day) >= rules.waiting.warnBefore + REMAINS) return null;
  const over = openPoints(situation).find(
    ({ stage, deadline }) =>
      stage.hasOwn && stage.kind !== 'awaiting_customer' && deadline !== null && deadline <= now,
  );
  if (over === undefined || isNamedSince(situation, over.deadline ?? now)) return null;
  return { because: 'stage', expected: null, chance: null, line: over.line };
}

/** A letter since then knew another day, or none: the present one was named after it. */
const isNamedSince = ({ letters, item }: Situation, moment: Instant): boolean =>
  letters.some(({ decidedAt, told }) => decidedAt >= moment && told.promisedFor !== item.promisedFor);
