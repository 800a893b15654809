import type { Instant } from '../calendar/time.ts';
import { workingDeadline } from '../calendar/working-time.ts';
import type { OrderLine } from '../customer/customer.ts';
import { type Stage, stageNamed } from '../policy/stage.ts';
import { isFinished } from '../policy/stage-kinds.ts';
import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';

/** A point of an item at which work stands: the item's own stage, or one line's. */
export interface Point {
  readonly line: OrderLine | null;
  readonly stageName: string;
  readonly stage: Stage;
  readonly since: Instant | null;
  /** When the allowance of its stage ends; null when nobody knows since when it stands there. */
  readonly deadline: Instant | null;
}

/** Every point at which work is still open: the item itself first, then its unfinished lines. */
export function openPoints(situation: Situation): readonly Point[] {
  const { item, stage } = situation;
  const points = [pointAt(situation, null, item.stage, stage, item.stageSince)];
  for (const line of item.lines) {
    if (line.stage === null) continue;
    const lineStage = stageNamed(line.stage, situation.rules);
    if (isFinished(lineStage.kind)) continue;
    const since = line.stageSince ?? (line.stage === item.stage ? item.stageSince : null);
    points.push(pointAt(situation, line, line.stage, lineStage, since));
  }
  return points;
}

function pointAt(
  { rules, zone }: Situation,
  line: OrderLine | null,
  stageName: string,
  stage: Stage,
  since: Instant | null,
): Point {
  const deadline = since === null ? null : workingDeadline(rules.calendar, zone, since, stage.allowance);
  return { line, stageName, stage, since, deadline };
}

/** Nothing but this line holds the item up: its other lines stand elsewhere. */
export function standsAlone(situation: Situation, line: OrderLine): boolean {
  const { lines } = situation.item;
  return lines.length > 1 && lines.some((other) => other !== line && other.stage !== line.stage);
}

/**
 * The slowest line decides: of the points that outran their allowance, the one that did so first.
 * A wait for the customer counts only when nothing of ours is late.
 */
export function slowestPoint(situation: Situation, points: readonly Point[]): Point | null {
  let slowest: Point | null = null;
  for (const point of points) {
    if (point.deadline === null || point.deadline > situation.now) continue;
    if (slowest === null || isSlower(point, slowest)) slowest = point;
  }
  return slowest;
}

function isSlower(a: Point, b: Point): boolean {
  const aIsOurs = a.stage.kind !== 'awaiting_customer';
  const bIsOurs = b.stage.kind !== 'awaiting_customer';
  if (aIsOurs !== bIsOurs) return aIsOurs;
  // At a tie the line is named: it says more than the order does.
  return (a.deadline ?? 0) <= (b.deadline ?? 0);
}

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
