import { z } from 'zod';
import { refKey } from '../../customer/ids.ts';
import { grouped } from '../../grouped.ts';
import type { ItemFate } from '../playing/fate.ts';
import type { Replayed } from '../playing/replayed.ts';
import { type Figure, share } from './figure.ts';

export const unheardSchema = z.strictObject({
  /** The rule that held the letter last; `asked_a_person_before`: a person was asked before the day broke; null: neither. */
  held_by: z.string().nullable(),
  items: z.int(),
  examples: z.array(z.string()),
});
export type Unheard = z.infer<typeof unheardSchema>;

const EXAMPLES = 5;

/**
 * Items late by a working day or more whose customer heard nothing after the day broke: no letter, no person in touch, and no
 * task for anybody. With the rule that held the letter.
 */
export function unheardFigures(replayed: Replayed): {
  figures: readonly Figure[];
  unheard: readonly Unheard[];
} {
  const late = replayed.fates.filter(
    (fate) => fate.outcome === 'late' && fate.lateBy >= 1 && couldBeTold(replayed, fate),
  );
  const silent = late.filter((fate) => !heardAfterTheDay(replayed, fate));
  const byRule = grouped(silent, (fate) => {
    const asked = replayed.tasksAbout(fate).length > 0 ? 'asked_a_person_before' : null;
    return replayed.played.heldBack.get(refKey(fate.history.row)) ?? asked;
  });
  const unheard = [...byRule].map(([rule, fates]) => ({
    held_by: rule,
    items: fates.length,
    examples: fates.slice(0, EXAMPLES).map(({ history }) => history.row.id),
  }));
  return { figures: [share('late_unheard', silent.length, late.length)], unheard };
}

/** What was done in the night after the day came before anybody could write. */
function couldBeTold({ played: { mornings } }: Replayed, { promisedFor, doneAt }: ItemFate): boolean {
  const first = mornings.find(({ day }) => promisedFor !== null && day > promisedFor);
  return doneAt === null || (first !== undefined && doneAt > first.at);
}

function heardAfterTheDay(replayed: Replayed, fate: ItemFate): boolean {
  const { promisedFor, doneOn } = fate;
  if (promisedFor === null) return true;
  const { zone } = replayed;
  const after = (day: number): boolean => day > promisedFor && (doneOn === null || day <= doneOn);
  return (
    replayed.lettersAbout(fate).some(({ letter }) => after(letter.day)) ||
    replayed.tasksAbout(fate).some(({ day }) => after(day)) ||
    replayed.heard(fate).some((at) => after(zone.dayAt(at)))
  );
}
