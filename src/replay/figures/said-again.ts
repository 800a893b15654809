import type { Replayed } from '../playing/replayed.ts';
import { type Figure, share } from './figure.ts';

/** Letters about an item that say of it what the letter before said, but for days and spans. */
export function saidAgainFigures(replayed: Replayed): readonly Figure[] {
  let [same, followUps] = [0, 0];
  for (const fate of replayed.fates) {
    const letters = replayed.lettersAbout(fate);
    for (const [nth, { told }] of letters.entries()) {
      const before = letters[nth - 1];
      if (!before) continue;
      followUps += 1;
      if (before.told.said === told.said) same += 1;
    }
  }
  return [share('follow_ups_same', same, followUps)];
}
