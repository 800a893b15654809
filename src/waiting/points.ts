import type { Instant } from '../calendar/time.ts';
import { workingDeadline } from '../calendar/working-time.ts';
import type { OrderLine } from '../customer/customer.ts';
import { type Stage, stageNamed } from '../policy/stage.ts';
import { isFinished } from '../policy/stage-kinds.ts';
import { stageOfLine, standsByItself } from './as-shipped.ts';
import type { Situation } from './situation.ts';

/** A point of an item at which work stands: the item's own stage, or one line's. */
export interface Point {
  readonly line: OrderLine | null;
  readonly stageName: string;
  readonly stage: Stage;
  readonly since: Instant | null;
  /** When the allowance of its stage ends; null when nobody knows since when it stands there. */
  readonly deadline: Instant | null;
  /** It left in a shipment, though its row still names the stage of before: how long that may take says nothing more. */
  readonly hasLeft: boolean;
}

/**
 * Every point at which work is still open. An order with lines that stand by themselves stands where these do: one without a stage
 * follows the order, and the order's own stage says nothing more, unless it waits for credit or for the customer.
 */
export function openPoints(situation: Situation): readonly Point[] {
  const { item, stage, rules } = situation;
  const own = pointAt(situation, null, item.stage, stage, item.stageSince);
  if (!item.lines.some((line) => standsByItself(item, line))) return [own];
  const points = stage.kind === 'awaiting_credit' || stage.kind === 'awaiting_customer' ? [own] : [];
  for (const line of item.lines) {
    const name = line.stage ?? item.stage;
    const lineStage = stageOfLine(item, line, rules);
    if (isFinished(lineStage.kind)) continue;
    const since = line.stageSince ?? (name === item.stage ? item.stageSince : null);
    points.push(pointAt(situation, line, name, lineStage, since));
  }
  return points.length === 0 ? [own] : points;
}

function pointAt(
  { item, rules, zone }: Situation,
  line: OrderLine | null,
  stageName: string,
  stage: Stage,
  since: Instant | null,
): Point {
  const deadline = since === null ? null : workingDeadline(rules.calendar, zone, since, stage.allowance);
  const hasLeft = item.shipments.length > 0 && stageNamed(stageName, rules).kind !== stage.kind;
  return { line, stageName, stage, since, deadline, hasLeft };
}

/** Nothing but this line holds the item up: its other lines stand elsewhere. */
export function standsAlone({ item, rules }: Situation, line: OrderLine): boolean {
  const kindOf = (one: OrderLine) => stageOfLine(item, one, rules).kind;
  const elsewhere = (other: OrderLine) => other.stage !== line.stage || kindOf(other) !== kindOf(line);
  return item.lines.length > 1 && item.lines.some((other) => other !== line && elsewhere(other));
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
