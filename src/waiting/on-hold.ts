import type { Finding } from './finding.ts';
import { openPoints, type Point } from './points.ts';
import type { Situation } from './situation.ts';

/** Our own credit limit stopped it, for longer than its allowance; since nobody knows when counts as too long. */
export const isOnHold = (situation: Situation): boolean => heldPoint(situation) !== null;

const heldPoint = (situation: Situation): Point | null =>
  openPoints(situation).find(
    ({ stage, deadline }) =>
      stage.kind === 'awaiting_credit' && (deadline === null || deadline <= situation.now),
  ) ?? null;

export function findOnHold(situation: Situation): Finding | null {
  const point = heldPoint(situation);
  if (point === null) return null;
  const { zone, today, item, rules } = situation;
  const since = zone.dayAt(point.since ?? item.openedAt);
  return {
    kind: 'credit_hold',
    began: point.deadline ?? item.openedAt,
    since,
    inStageFor: rules.calendar.workingDaysBetween(since, today),
  };
}
