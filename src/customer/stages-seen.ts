import type { Instant } from '../calendar/time.ts';
import type { CustomerId, ItemKind } from './ids.ts';

/** An item, or one of its lines; `lineNo` null: the item itself. */
export interface SeenPlace {
  readonly kind: ItemKind;
  readonly id: string;
  readonly lineNo: number | null;
}

export const placeKey = ({ kind, id, lineNo }: SeenPlace): string => `${kind}:${lineNo ?? ''}:${id}`;

/** Where something was last seen, and the first round that saw it there. */
export interface LastSeen {
  readonly stage: string;
  readonly since: Instant;
}

/** A stage at which something is seen for the first time. */
export interface StageSeen extends SeenPlace {
  readonly stage: string;
  readonly customerId: CustomerId;
}

/** What we remember of these places, by `placeKey`. */
export type RememberStages = (places: readonly SeenPlace[]) => Promise<ReadonlyMap<string, LastSeen>>;
