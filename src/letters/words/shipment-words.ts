import type { IsoDay } from '../../calendar/time.ts';
import type { ItemFacts, ShipmentFacts } from '../facts/letter.ts';
import { clean, cutWords, LENGTHS, safeUrl } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';
import type { NamedAround } from './item-names.ts';

/** A shipment in words: with whom it is and when it is expected, and where to follow it; one of the two may be missing. */
export interface ShipmentWords {
  readonly told: string | null;
  readonly url: string | null;
}

interface Said {
  readonly days: readonly IsoDay[];
  readonly part: boolean;
}

/** What a sentence about one names. */
interface Named {
  readonly carrier: string | null;
  readonly number: string | null;
  readonly expected: IsoDay | null;
  readonly part: boolean;
  readonly line: string | null;
}

/**
 * What left, each in a sentence or two. Of one about which nothing is known but that it left, nothing is said.
 * @param said what the letter says already: days, and that a part is on its way
 */
export function shipmentsInWords(
  { shipments = [] }: Pick<ItemFacts, 'shipments'>,
  said: Said,
  around: NamedAround,
  say: Sentences,
): readonly ShipmentWords[] {
  return shipments.flatMap((shipment) => {
    const named = namesOf(shipment, said.part && shipments.length === 1);
    const isNamed = named.expected !== null && said.days.includes(named.expected);
    const shown = isNamed ? { ...named, expected: null } : named;
    const url = safeUrl(shipment.trackingUrl);
    if (named.carrier === null && named.number === null && named.expected === null && url === null) return [];
    const told = say.shipment({ ...around, shipment: shown }).trim();
    return told === '' && url === null ? [] : [{ told: told === '' ? null : told, url }];
  });
}

function namesOf(shipment: ShipmentFacts, announced: boolean): Named {
  const line = clean(shipment.line, LENGTHS.inSentence);
  return {
    carrier: clean(shipment.carrier, LENGTHS.inSentence),
    number: clean(shipment.trackingNumber, LENGTHS.number),
    expected: shipment.expectedOn,
    part: shipment.part && !announced,
    line: line === null || !shipment.part ? null : cutWords(line, 6),
  };
}
