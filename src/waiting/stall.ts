import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';
import { type Point, standsAlone } from './slowest.ts';

/** A stage over its allowance; `slowest` is the point that decides. A wait for the customer is never our stall. */
export function findStall(situation: Situation, slowest: Point | null): Finding | null {
  if (!slowest || slowest.since === null || slowest.deadline === null) return null;
  if (slowest.stage.kind === 'awaiting_customer') return null;
  const since = situation.zone.dayAt(slowest.since);
  return {
    kind: 'stage_overrun',
    began: slowest.deadline,
    stage: slowest.stageName,
    since,
    inStageFor: situation.rules.calendar.workingDaysBetween(since, situation.today),
    line: slowest.line && standsAlone(situation, slowest.line) ? slowest.line : null,
  };
}
