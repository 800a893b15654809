import type { Day } from '../calendar/time.ts';
import type { OrderLine, WaitingItem } from '../customer/customer.ts';
import { isDelivered, type Shipment } from '../customer/shipment.ts';
import type { Rules } from '../policy/rules.ts';
import { isFinished } from '../policy/stage-kinds.ts';
import { shipmentsOf, stageOfLine } from './as-shipped.ts';
import type { Risk } from './finding.ts';
import type { Situation } from './situation.ts';

/**
 * What has a date of its own behind that day, the latest of all: an open line, or a shipment with something open in it. Nothing needs to be
 * guessed. What is ready, delivered or cancelled waits for no day.
 */
export function datedLater({ item, rules }: Pick<Situation, 'item' | 'rules'>, day: Day): Risk | null {
  let latest: Risk | null = null;
  const consider = (because: 'line' | 'shipment', expected: Day | null, line: OrderLine | null): void => {
    if (expected === null || expected <= day) return;
    if (latest?.expected == null || expected > latest.expected)
      latest = { because, expected, chance: null, line };
  };
  const open = openLines(item, rules);
  for (const line of open) if (carrierDay(item, line) === null) consider('line', line.promisedFor, line);
  for (const shipment of item.shipments) {
    if (isDelivered(shipment)) continue;
    const inside = open.filter((line) => shipmentsOf({ shipments: [shipment] }, line).length > 0);
    if (item.lines.length > 0 && inside.length === 0) continue;
    const [only] = inside;
    consider('shipment', shipment.expectedOn, inside.length === 1 && only !== undefined ? only : null);
  }
  return latest;
}

/** The day on which a line comes: the carrier's, where a shipment that names it has one; else its own, or that of a shipment of all. */
export function lineDay(item: Pick<WaitingItem, 'shipments'>, line: OrderLine): Day | null {
  const named = carrierDay(item, line);
  if (named !== null) return named;
  return latestOf([line.promisedFor, ...datesOf(shipmentsOf(item, line))]);
}

/** By the shipments that name the line: what is said of a whole order may leave out what is still to come. */
const carrierDay = (item: Pick<WaitingItem, 'shipments'>, line: OrderLine): Day | null =>
  latestOf(datesOf(shipmentsOf(item, line).filter(({ lineNos }) => lineNos !== null)));

const datesOf = (shipments: readonly Shipment[]): readonly (Day | null)[] =>
  shipments.filter((shipment) => !isDelivered(shipment)).map(({ expectedOn }) => expectedOn);

function latestOf(days: readonly (Day | null)[]): Day | null {
  let latest: Day | null = null;
  for (const day of days) if (day !== null && (latest === null || day > latest)) latest = day;
  return latest;
}

const openLines = (item: WaitingItem, rules: Rules): readonly OrderLine[] =>
  item.lines.filter((line) => !isFinished(stageOfLine(item, line, rules).kind));
