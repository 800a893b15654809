import type { Telling } from './item-story.ts';
import { itemWords } from './item-words.ts';
import type { ItemFacts } from './letter.ts';
import type { Sentences } from './sentences.ts';

/** So many items are told in full; the rest of a longer letter is listed by name. */
export const IN_FULL = 8;
const LISTED = 60;
/** A letter sums up so many currencies. */
export const MOST_TOTALS = 8;

/** Names of the items beyond those told in full, and how many more still (null: none). */
export function beyond(
  facts: { readonly items: readonly ItemFacts[] },
  telling: Telling,
  around: Parameters<typeof itemWords>[2],
  say: Sentences,
): { others: string[]; uncounted: number | null } {
  const rest = facts.items.slice(IN_FULL);
  return {
    others: rest.slice(0, LISTED).map((item) => itemWords(item, telling, around, say).name_mid),
    // Null, not 0: in Liquid 0 is true.
    uncounted: rest.length > LISTED ? rest.length - LISTED : null,
  };
}
