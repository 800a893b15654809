import type { ItemFacts } from '../facts/letter.ts';
import type { Sentences } from '../language/sentences.ts';
import type { NamedAround } from './item-names.ts';
import type { StoryLength } from './item-story.ts';
import { type ItemWords, itemWords } from './item-words.ts';

/** So many items are told in full; the rest of a longer letter is listed by name. */
export const IN_FULL = 8;
/** Lists end here, and the letter says how many more there are. */
export const LISTED = 60;
/** A letter sums up so many currencies. */
export const MOST_TOTALS = 8;

interface Items {
  readonly items: readonly ItemFacts[];
}

/** Names of the items beyond those told in full, and how many more still (null: none). */
function beyond(
  facts: Items,
  telling: StoryLength,
  around: NamedAround,
  say: Sentences,
): { others: string[]; uncounted: number | null } {
  const rest = facts.items.slice(IN_FULL);
  return {
    others: rest.slice(0, LISTED).map((item) => itemWords(item, telling, around, say).name_mid),
    // Null, not 0: in Liquid 0 is true.
    uncounted: rest.length > LISTED ? rest.length - LISTED : null,
  };
}

/** All the items of a letter to the company's own people, each in brief. */
export function itemsInBrief(
  facts: Items,
  sender: Omit<NamedAround, 'next_word_by'>,
  say: Sentences,
): { items: readonly ItemWords[]; others: string[]; uncounted: number | null } {
  const { today } = sender;
  const telling = { today, brief: true };
  const around = { ...sender, next_word_by: today };
  return {
    items: facts.items.slice(0, IN_FULL).map((item) => itemWords(item, telling, around, say)),
    ...beyond(facts, telling, around, say),
  };
}
