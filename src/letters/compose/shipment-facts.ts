import { isoDay } from '../../calendar/time.ts';
import { LETTER_TRAITS } from '../../customer/letter-kinds.ts';
import { carries, type Shipment } from '../../customer/shipment.ts';
import type { WriteDecision } from '../../waiting/decision.ts';
import { isPart, shipmentsToTell } from '../../waiting/shipments-told.ts';
import type { Situation } from '../../waiting/situation.ts';
import type { ShipmentFacts } from '../facts/letter.ts';

/** A letter is read in a minute: of more parcels than these the last ones are told of. */
const MOST = 4;

/** What a letter tells of what has left: with whom, and how to follow it. */
export const shipmentFacts = (situation: Situation, { letter }: WriteDecision): readonly ShipmentFacts[] =>
  LETTER_TRAITS[letter].shipments
    ? shipmentsToTell(situation)
        .slice(-MOST)
        .map((shipment) => factsOf(shipment, situation))
    : [];

function factsOf(shipment: Shipment, { item, today, rules }: Situation): ShipmentFacts {
  const inside = item.lines.filter((line) => carries(shipment, line));
  const { carrier, trackingNumber, trackingUrl, expectedOn } = shipment;
  return {
    carrier,
    trackingNumber,
    trackingUrl,
    expectedOn: expectedOn === null || expectedOn < today ? null : isoDay(expectedOn),
    part: isPart(shipment, item, rules),
    line: item.lines.length > 1 && inside.length === 1 ? (inside[0]?.description ?? null) : null,
  };
}
