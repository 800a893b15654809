import type { StaffFacts } from '../facts/letter.ts';
import { clean, LENGTHS } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';
import { type ToStaffWords, toStaffWords } from './common-words.ts';
import type { ItemWords } from './item-words.ts';
import { itemsInBrief } from './long-letter.ts';
import { type StoryLine, storyLines } from './story-lines.ts';

/** What a template of a letter to the company's own people may say; null where something does not apply. */
export interface StaffWords extends ToStaffWords {
  readonly task: string;
  readonly why: string;
  /** By when it is to be done; null: no day was given. */
  readonly due: string | null;
  /** What the customer wrote, in their own words; null: nothing beside what was tapped. */
  readonly said: string | null;
  readonly items: readonly ItemWords[];
  readonly story: readonly StoryLine[] | null;
  /** It is about items of which no letter has told them. */
  readonly never_told: boolean;
}

/** Puts the facts of a staff letter into words. */
export function staffWords(facts: StaffFacts, say: Sentences): StaffWords {
  const words = toStaffWords(facts, say);
  return {
    letter: facts.letter,
    ...words,
    // Stored phrases of a version before lack a task that came later: its kind says as much as there is.
    subject: say.staff.subject[facts.task]?.(words) ?? facts.task,
    task: facts.task,
    ask: say.staff.ask[facts.task]?.(words) ?? facts.task,
    why: say.staff.why[whyOf(facts)](words),
    due: facts.dueOn ? say.staff.due({ ...words, due: facts.dueOn }) : null,
    said: clean(facts.said ?? null, LENGTHS.note),
    ...itemsInBrief(facts, words, say),
    story: storyLines(facts.story, say.staff, say),
    never_told: facts.story.length === 0 && facts.items.length > 0,
    replies: say.staff.footer(words),
  };
}

/** A day that has passed is not "close". ISO days compare as text. */
function whyOf({ why, items, today }: StaffFacts): StaffFacts['why'] | 'needed_passed' {
  const passed = items.some(({ neededBy }) => neededBy !== null && neededBy < today);
  return why === 'needed_soon' && passed ? 'needed_passed' : why;
}
