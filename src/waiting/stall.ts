import type { Instant } from '../calendar/time.ts';
import { workingDeadline } from '../calendar/working-time.ts';
import { usualStay } from '../usual/usual-time.ts';
import type { Finding } from './finding.ts';
import { openPoints, type Point, slowestPoint, standsAlone } from './points.ts';
import type { Situation } from './situation.ts';

/** No promise, and it stands at a stage for longer than the stage's own allowance, or than it usually lasts. */
export const hasStalled = (situation: Situation): boolean => findStall(situation) !== null;

interface Overrun {
  readonly point: Point & { readonly since: Instant };
  readonly began: Instant;
  readonly usually: number | null;
}

export function findStall(situation: Situation): Finding | null {
  if (situation.item.promisedFor !== null) return null;
  const overrun = overrunOf(situation);
  if (overrun === null) return null;
  const { point, began, usually } = overrun;
  const since = situation.zone.dayAt(point.since);
  return {
    kind: 'stage_overrun',
    began,
    stage: point.stageName,
    since,
    inStageFor: situation.rules.calendar.workingDaysBetween(since, situation.today),
    line: point.line && standsAlone(situation, point.line) ? point.line : null,
    usually,
  };
}

/** A default allowance is nobody's word, and is never outrun; a wait for the customer is never our stall, nor is what left. */
function overrunOf(situation: Situation): Overrun | null {
  const ours = openPoints(situation).filter(
    ({ stage, hasLeft }) => stage.kind !== 'awaiting_customer' && !hasLeft,
  );
  const own = slowestPoint(
    situation,
    ours.filter(({ stage }) => stage.hasOwn),
  );
  if (own?.since != null && own.deadline !== null)
    return { point: { ...own, since: own.since }, began: own.deadline, usually: null };
  for (const point of ours) {
    const began = point.stage.hasOwn ? null : usualEnd(situation, point);
    if (began !== null && began.at <= situation.now && point.since !== null)
      return { point: { ...point, since: point.since }, began: began.at, usually: began.days };
  }
  return null;
}

/** In how many whole working days four of five leave a stage; null where history does not tell. */
export function usualDays({ item, rules }: Situation, stageName: string): number | null {
  const most = rules.usual === null ? null : (usualStay(rules.usual, item.kind, stageName)?.most ?? null);
  return most === null ? null : Math.ceil(most);
}

/** When four of five have left the stage; null where history does not tell. */
function usualEnd(
  situation: Situation,
  { stageName, since }: Point,
): { readonly at: Instant; readonly days: number } | null {
  const days = usualDays(situation, stageName);
  if (days === null || since === null) return null;
  return { at: workingDeadline(situation.rules.calendar, situation.zone, since, days), days };
}
