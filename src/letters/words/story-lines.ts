import { presentName } from '../../customer/letter-kinds.ts';
import type { LetterEvent } from '../facts/letter-event.ts';
import type { Sentence, Sentences } from '../language/sentences.ts';

/** A letter of a story: the day on which it was written, and what became of it. */
export interface StoryLine {
  readonly on: string;
  readonly what: string;
}

/** The latest so many letters tell enough. */
const MOST_EVENTS = 20;

/** The letters so far in a line each; null when there was none: in Liquid an empty list is true. */
export function storyLines<Kind extends string>(
  events: readonly LetterEvent<Kind>[],
  { letters, story }: { readonly letters: Readonly<Record<string, Sentence>>; readonly story: Sentence },
  { staff: { statuses } }: Sentences,
): readonly StoryLine[] | null {
  if (events.length === 0) return null;
  return events.slice(-MOST_EVENTS).map(({ on, letter, status }) => ({
    on,
    what: story({
      letter: letters[presentName(letter)]?.({}) ?? letter,
      status: statuses[status]?.({}) ?? status,
    }),
  }));
}
