import { type Instant, instantOf } from '../calendar/time.ts';
import type { OrderLine, WaitingItem } from '../customer/customer.ts';
import { carries, hasLeft, isDelivered, type Shipment } from '../customer/shipment.ts';
import type { Rules } from '../policy/rules.ts';
import { type Stage, stageNamed } from '../policy/stage.ts';
import { isOver, type StageKind, stepsFrom } from '../policy/stage-kinds.ts';

type Shipped = Pick<WaitingItem, 'lines' | 'shipments' | 'stage' | 'stageSince'>;

/** How far shipments have brought a thing. */
type Brought = 'in_transit' | 'done';

/**
 * The stage of an order as its shipments show it: what has left is on its way, and what was delivered is done, also where its row
 * lags behind. Its lines tell that of the whole; of an order without lines only a shipment of all of it does.
 */
export function stageOfItem(item: Shipped, rules: Rules): Stage {
  const stage = stageNamed(item.stage, rules);
  if (item.shipments.length === 0) return stage;
  return further(stage, item.stageSince, wholeBrought(item, rules), item.shipments);
}

/** The same of one line; one without a stage follows its order. */
export function stageOfLine(item: Shipped, line: OrderLine, rules: Rules): Stage {
  const stage = stageNamed(line.stage ?? item.stage, rules);
  if (item.shipments.length === 0) return stage;
  const since = line.stageSince ?? (line.stage === null ? item.stageSince : null);
  const shipments = shipmentsOf(item, line);
  return further(stage, since, broughtBy(shipments), shipments);
}

/** It does not just follow its order: it has a stage of its own, or shipments tell of it. */
export const standsByItself = (item: Shipped, line: OrderLine): boolean =>
  line.stage !== null || broughtBy(shipmentsOf(item, line)) !== null;

/** When what has left did so, the last of it; null: nothing has. */
export function leftAt(shipments: readonly Shipment[]): Instant | null {
  const moments = shipments.flatMap(({ shippedAt, deliveredAt }) => shippedAt ?? deliveredAt ?? []);
  return moments.length === 0 ? null : instantOf(Math.max(...moments));
}

export const shipmentsOf = (
  { shipments }: Pick<Shipped, 'shipments'>,
  line: OrderLine,
): readonly Shipment[] => shipments.filter((shipment) => carries(shipment, line));

/** A thing that is in several shipments has gone as far as the last of them. */
function broughtBy(shipments: readonly Shipment[]): Brought | null {
  if (shipments.length === 0 || !shipments.every(hasLeft)) return null;
  return shipments.every(isDelivered) ? 'done' : 'in_transit';
}

function wholeBrought(item: Shipped, rules: Rules): Brought | null {
  if (item.lines.length === 0)
    return item.shipments.every(({ lineNos }) => lineNos === null) ? broughtBy(item.shipments) : null;
  const kinds = item.lines.map((line) => stageOfLine(item, line, rules).kind);
  if (kinds.every(isOver)) return kinds.includes('done') ? 'done' : null;
  return kinds.every((kind) => kind === 'in_transit' || isOver(kind)) ? 'in_transit' : null;
}

/**
 * Shipments only ever bring a thing further than its row says. What lay ready and was posted is on its way; a wait for the customer
 * (an address that was wrong), or lying ready (at a shop), that began after it left is the later news. What left outruns no allowance
 * of the stage that it left.
 */
function further(
  stage: Stage,
  since: Instant | null,
  brought: Brought | null,
  shipments: readonly Shipment[],
): Stage {
  if (brought === null) return stage;
  const stays =
    brought === 'in_transit' && isWithCustomer(stage.kind)
      ? isLater(since, leftAt(shipments))
      : stepsFrom(stage.kind, brought) <= 0;
  if (stays) return stage;
  return { kind: brought, allowance: stage.allowance, hasOwn: false, needs: null, mapped: stage.mapped };
}

/** It is the customer's turn: to answer, or to collect it. */
const isWithCustomer = (kind: StageKind): boolean => kind === 'awaiting_customer' || kind === 'ready';

const isLater = (at: Instant | null, than: Instant | null): boolean =>
  at !== null && than !== null && at > than;
