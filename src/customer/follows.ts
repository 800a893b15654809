import type { About, CustomerId } from './ids.ts';

/** Something that we remember of one customer, and that the company's tables show as another's. */
export interface Moved {
  readonly about: About;
  readonly from: CustomerId;
  readonly to: CustomerId;
  /** Where our last letter about it went, in small letters; null: none did. */
  readonly writtenTo: string | null;
  /** Where one would go now, in small letters; null: nowhere. */
  readonly address: string | null;
  /** The company says that the one customer was merged into the other. */
  readonly merged: boolean;
}

/**
 * Whether what we remember of it goes along: to the same reader, or where the company says who became of whom. Else it is somebody
 * else's now, who is told nothing of what another was.
 */
export const follows = ({ writtenTo, address, merged }: Moved): boolean =>
  merged || (writtenTo !== null && writtenTo !== '' && writtenTo === address);

/** Longest chain of merged customers that is followed: one that is longer runs in a circle. */
const LONGEST = 20;

/** Whether customers were merged, one into the next, from this one to that one. */
export function isMergedInto(from: string, to: string, mergedInto: ReadonlyMap<string, string>): boolean {
  let at = mergedInto.get(from);
  for (let step = 0; at !== undefined && step < LONGEST; step += 1) {
    if (at === to) return true;
    at = mergedInto.get(at);
  }
  return false;
}
