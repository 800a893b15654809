import { instantOf } from '../calendar/time.ts';
import type { WaitingItem } from '../customer/customer.ts';
import { carries, isOnItsWay, type Shipment } from '../customer/shipment.ts';
import type { Rules } from '../policy/rules.ts';
import { isOver } from '../policy/stage-kinds.ts';
import { stageOfLine } from './as-shipped.ts';
import type { Finding } from './finding.ts';
import { lastLetter, type Situation } from './situation.ts';

/** Shipments that are on their way and that no letter told of, those first that left first. Each is told once. */
export function shipmentsToTell({ item, letters }: Pick<Situation, 'item' | 'letters'>): readonly Shipment[] {
  const isTold = (shipment: Shipment): boolean =>
    letters.some(({ told, decidedAt }) =>
      told.shipments === undefined
        ? (shipment.shippedAt ?? decidedAt) <= decidedAt
        : told.shipments.includes(shipment.id),
    );
  return item.shipments
    .filter((shipment) => isOnItsWay(shipment) && !isTold(shipment))
    .toSorted((a, b) => (a.shippedAt ?? 0) - (b.shippedAt ?? 0));
}

/** Something of it left after a letter that said that it stands still. */
export function findShipmentLeft(situation: Situation): Finding | null {
  const { item, rules } = situation;
  if (item.shipments.length === 0 || lastLetter(situation)?.told.stoodStill !== true) return null;
  const left = shipmentsToTell(situation);
  if (left.length === 0) return null;
  return {
    kind: 'shipment_left',
    began: instantOf(Math.max(...left.map(({ shippedAt }) => shippedAt ?? 0))),
    shipments: left.length,
    part: situation.stage.kind !== 'in_transit' && left.every((shipment) => isPart(shipment, item, rules)),
  };
}

/** There is more to the order than this shipment: a line that is not in it and not over, or another shipment of what is not named. */
export function isPart(shipment: Shipment, item: WaitingItem, rules: Rules): boolean {
  if (shipment.lineNos === null || item.lines.length === 0)
    return item.shipments.filter(({ deliveredAt }) => deliveredAt === null).length > 1;
  return item.lines.some((line) => !carries(shipment, line) && !isOver(stageOfLine(item, line, rules).kind));
}
