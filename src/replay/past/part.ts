import type { Instant } from '../../calendar/time.ts';

/** A part of all items, by a hash of their ids, and of these the ones that were opened since a moment. */
export interface PastPart {
  /** How many parts there are: a power of two. */
  readonly of: number;
  /** From 0. */
  readonly nth: number;
  readonly since: Instant;
}

/**
 * The fewest parts, a power of two, of which none has more than so many items.
 * @param items how many there are in all
 * @param most in one part, on average
 */
export function partsFor(items: number, most: number): number {
  let parts = 1;
  while (items / parts > most) parts *= 2;
  return parts;
}
