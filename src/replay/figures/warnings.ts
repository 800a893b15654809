import type { ItemFate } from '../playing/fate.ts';
import type { LetterAbout, Replayed } from '../playing/replayed.ts';
import { type Figure, share } from './figure.ts';

/** Working days before the promised day by which a warning leaves time to act. */
const AHEAD = 2;

/** Who was warned before the promised day broke, how long before, and how many of the warned were late in the end. */
export function warningFigures(replayed: Replayed): readonly Figure[] {
  const { fates } = replayed;
  const decided = fates.filter(({ outcome }) => outcome === 'late' || outcome === 'on_time');
  const late = decided.filter(({ outcome }) => outcome === 'late');
  const warned = (told: LetterAbout): boolean => told.told.warned;
  const any = (): boolean => true;
  const before = (fate: ItemFate, which: (told: LetterAbout) => boolean) =>
    beforeTheDay(replayed, fate).filter(which);
  const isAhead = (fate: ItemFate, which: (told: LetterAbout) => boolean): boolean =>
    before(fate, which).some(({ letter }) => daysAhead(replayed, fate, letter.day) >= AHEAD);
  const of = (which: (told: LetterAbout) => boolean) => {
    const lateOnes = late.filter((fate) => before(fate, which).length > 0);
    const all = decided.filter((fate) => before(fate, which).length > 0).length;
    return { late: lateOnes.length, ahead: lateOnes.filter((fate) => isAhead(fate, which)).length, all };
  };
  const byWarning = of(warned);
  const byAny = of(any);
  return [
    share('late_warned', byWarning.late, late.length),
    share('late_warned_ahead', byWarning.ahead, byWarning.late),
    share('warned_truly_late', byWarning.late, byWarning.all),
    share('late_any_letter', byAny.late, late.length),
    share('late_any_letter_ahead', byAny.ahead, byAny.late),
    share('any_letter_truly_late', byAny.late, byAny.all),
  ];
}

/** The letters about an item that were written before its promised day ended. */
export function beforeTheDay(replayed: Replayed, fate: ItemFate): readonly LetterAbout[] {
  const { promisedFor } = fate;
  return promisedFor === null
    ? []
    : replayed.lettersAbout(fate).filter(({ letter }) => letter.day <= promisedFor);
}

const daysAhead = (
  replayed: Replayed,
  { promisedFor }: ItemFate,
  day: LetterAbout['letter']['day'],
): number => (promisedFor === null ? 0 : replayed.workingDays(day, promisedFor));
