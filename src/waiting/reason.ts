import type { OrderLine } from '../customer/customer.ts';
import { stageKey } from '../customer/stage-key.ts';
import type { StageKind } from '../policy/stage-kinds.ts';
import { stageOfLine } from './as-shipped.ts';
import { lineDay } from './dated-later.ts';
import { type Finding, theFinding } from './finding.ts';
import { openPoints } from './points.ts';
import type { Situation } from './situation.ts';

/** What a reason can be true of, where it can be so of some stages only. */
const TRUE_OF: Readonly<Record<string, readonly StageKind[]>> = {
  stock_transfer: ['awaiting_stock', 'in_transit'],
  supplier_late: [
    'awaiting_supplier',
    'awaiting_stock',
    'awaiting_parts',
    'in_progress',
    'queued',
    'cancelled',
  ],
  parts_ordered: ['awaiting_parts', 'awaiting_supplier', 'in_progress', 'queued'],
  carrier_delay: ['in_transit', 'awaiting_stock'],
  credit_hold: ['awaiting_credit'],
  customer_approval: ['awaiting_customer'],
};

/**
 * The code of why it stands, or why it was cancelled, as its row says; null: the row does not. A reason belongs to the stage at which
 * it was read: after the item went on it is void until the row says another one. What the row still gives when it is cancelled is
 * why. A line speaks with its own.
 */
export function reasonOf(situation: Situation, findings: readonly Finding[]): string | null {
  const line = lineOf(situation, findings);
  const given = line === null ? situation.item.reason : line.reason;
  const code = given?.trim().toLowerCase() ?? '';
  if (code === '') return null;
  const stage = line?.stage ?? situation.item.stage;
  const isCancelled = theFinding(findings, 'cancelled') !== undefined;
  const standing = line === null ? situation.stage : stageOfLine(situation.item, line, situation.rules);
  const kind = isCancelled ? 'cancelled' : standing.kind;
  if (TRUE_OF[code]?.includes(kind) === false) return null;
  return !isCancelled && isOfAnotherStage(situation, code, stage, line) ? null : code;
}

/**
 * The one line that holds the order up: the stalled one first, or the one that waits for the customer, then the one that puts the date
 * at risk; of a promise that broke the open line that is dated last, or the only one that is open.
 */
export const lineOf = (situation: Situation, findings: readonly Finding[]): OrderLine | null =>
  theFinding(findings, 'stage_overrun')?.line ??
  theFinding(findings, 'waiting_for_customer')?.line ??
  theFinding(findings, 'promise_at_risk')?.line ??
  theFinding(findings, 'needed_by_at_risk')?.line ??
  (theFinding(findings, 'promise_missed') ? lastOpenLine(situation) : null);

function lastOpenLine(situation: Situation): OrderLine | null {
  const { item, today } = situation;
  const points = openPoints(situation);
  const dayOf = (line: OrderLine): number => lineDay(item, line) ?? 0;
  const open = points.flatMap(({ line }) => line ?? []);
  const [last] = open.filter((line) => dayOf(line) >= today).toSorted((a, b) => dayOf(b) - dayOf(a));
  if (last) return last;
  // What has left holds nothing up while something else has not.
  const behind = points.flatMap(({ line, stage }) => (stage.kind === 'in_transit' ? [] : (line ?? [])));
  const holding = item.shipments.length > 0 && behind.length > 0 ? behind : open;
  return holding.length === 1 && item.lines.length > 1 ? (holding[0] ?? null) : null;
}

/** A letter gave this reason at another stage, and none gave it at this one. */
function isOfAnotherStage(
  { letters }: Situation,
  code: string,
  stage: string,
  line: OrderLine | null,
): boolean {
  const given = letters.findLast(
    ({ told }) => told.reason === code && told.lineNo === (line?.lineNo ?? null),
  );
  return given !== undefined && stageKey(given.told.stage) !== stageKey(stage);
}
