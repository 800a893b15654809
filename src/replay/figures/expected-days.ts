import type { Replayed } from '../playing/replayed.ts';
import { type Figure, medianDays, share } from './figure.ts';

const NEAR = 3;

/** Days that letters named as the likely ones, against the days that came; of items that were done by the end. */
export function expectedDayFigures(replayed: Replayed): readonly Figure[] {
  const errors: number[] = [];
  for (const fate of replayed.fates) {
    if (fate.doneOn === null) continue;
    for (const { told } of replayed.lettersAbout(fate))
      if (told.expected !== null) errors.push(Math.abs(fate.doneOn - told.expected));
  }
  return [
    medianDays('expected_error', errors),
    share('expected_within_three', errors.filter((error) => error <= NEAR).length, errors.length),
  ];
}
