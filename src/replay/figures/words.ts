import { z } from 'zod';
import type { Day } from '../../calendar/time.ts';
import type { ItemFate } from '../playing/fate.ts';
import type { Replayed } from '../playing/replayed.ts';
import { type Figure, share } from './figure.ts';

/** What became of the word that a letter gave about one item: "we write again by this day". */
const ENDS = [
  'by_a_letter',
  'by_a_person',
  'by_a_task',
  'by_being_done',
  'by_a_later_letter',
  'ended_in_silence',
  'never',
  'not_due_yet',
] as const;
type WordEnd = (typeof ENDS)[number];

export const wordsSchema = z.record(z.enum(ENDS), z.int());
export type Words = z.infer<typeof wordsSchema>;

/** Words given in letters, and how each was redeemed, or was not. */
export function wordFigures(replayed: Replayed): { figures: readonly Figure[]; words: Words } {
  const words: Record<WordEnd, number> = {
    by_a_letter: 0,
    by_a_person: 0,
    by_a_task: 0,
    by_being_done: 0,
    by_a_later_letter: 0,
    ended_in_silence: 0,
    never: 0,
    not_due_yet: 0,
  };
  for (const fate of replayed.fates)
    for (const [nth, { letter }] of replayed.lettersAbout(fate).entries())
      if (letter.nextWordBy !== null) words[endOf(replayed, fate, nth, letter.day, letter.nextWordBy)] += 1;
  const kept = words.by_a_letter + words.by_a_person + words.by_a_task + words.by_being_done;
  const broken = words.by_a_later_letter + words.ended_in_silence + words.never;
  const due = kept + broken;
  return {
    figures: [
      share('words_kept', kept, due),
      share('words_not_redeemed', words.never + words.ended_in_silence, due),
      share('words_redeemed_late', words.by_a_later_letter, due),
      share('words_ended_in_silence', words.ended_in_silence, due),
      share('words_still_open', words.never, due),
    ],
    words,
  };
}

/** The first that applies. A word is kept on its day at the latest. */
function endOf(replayed: Replayed, fate: ItemFate, nth: number, given: Day, by: Day): WordEnd {
  const { zone, played } = replayed;
  const next = replayed.lettersAbout(fate)[nth + 1]?.letter.day ?? null;
  const within = (day: Day): boolean => day >= given && day <= by;
  if (next !== null && next <= by) return 'by_a_letter';
  if (fate.doneOn !== null && fate.doneOn <= by) return 'by_being_done';
  if (replayed.heard(fate).some((at) => within(zone.dayAt(at)))) return 'by_a_person';
  if (replayed.tasksAbout(fate).some(({ day, kind }) => kind !== 'escalation' && within(day)))
    return 'by_a_task';
  if (by > played.to || (played.mornings.at(-1)?.day ?? by) < by) return 'not_due_yet';
  if (next !== null) return 'by_a_later_letter';
  return fate.doneOn === null ? 'never' : 'ended_in_silence';
}
