import type { Replayed } from '../playing/replayed.ts';
import { each, type Figure, share } from './figure.ts';

/** What customers heard whose item came by its promised day: they had nothing to hear. */
export function onTimeFigures(replayed: Replayed): readonly Figure[] {
  const onTime = replayed.fates.filter(({ outcome }) => outcome === 'on_time');
  let [letters, written, apologised] = [0, 0, 0];
  for (const fate of onTime) {
    const theirs = replayed.lettersAbout(fate);
    letters += theirs.length;
    if (theirs.length > 0) written += 1;
    if (theirs.some(({ letter }) => letter.apologised)) apologised += 1;
  }
  return [
    share('on_time_written', written, onTime.length),
    each('on_time_letters', letters, onTime.length),
    share('on_time_apologised', apologised, onTime.length),
  ];
}
