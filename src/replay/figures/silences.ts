import { z } from 'zod';
import { type Day, isoDay } from '../../calendar/time.ts';
import type { ItemFate } from '../playing/fate.ts';
import type { LetterAbout, Replayed } from '../playing/replayed.ts';
import { type Figure, largest, medianDays } from './figure.ts';

export const silenceSchema = z.strictObject({
  kind: z.string(),
  id: z.string(),
  customer: z.string(),
  /** Calendar days. */
  days: z.int(),
  from: z.string(),
  to: z.string(),
  late: z.boolean(),
});
export type LongSilence = z.infer<typeof silenceSchema>;

const LONGEST = 10;

interface Gap {
  readonly from: Day;
  readonly to: Day;
}

/**
 * How long customers heard nothing: of late items the longest stretch after the warning that stood when the day broke, and the
 * longest stretches of all. A letter, a person in touch, and the end of the wait break a silence.
 */
export function silenceFigures(replayed: Replayed): {
  figures: readonly Figure[];
  silences: readonly LongSilence[];
} {
  const { played, zone } = replayed;
  const afterWarning: number[] = [];
  const longest: LongSilence[] = [];
  for (const fate of replayed.fates) {
    const letters = replayed.lettersAbout(fate);
    const days = [
      ...letters.map(({ letter }) => letter.day),
      ...replayed.heard(fate).map((at) => zone.dayAt(at)),
    ];
    const end = fate.doneOn ?? played.to;
    const warning = warningThatStood(
      letters.filter(({ letter }) => letter.day <= (fate.promisedFor ?? letter.day)),
    );
    if (fate.outcome === 'late' && warning) {
      const gap = longestGap(warning.letter.day, days, end);
      afterWarning.push(gap.to - gap.from);
    }
    const begin = Math.max(fate.openedOn, played.from) as Day;
    keepLongest(longest, silenceOf(fate, longestGap(begin, days, end)));
  }
  return {
    figures: [
      largest('longest_silence_after_warning', 'days', afterWarning),
      medianDays('median_silence_after_warning', afterWarning),
    ],
    silences: longest,
  };
}

/**
 * The first warning after the last letter that took one back (it was on course again); where no other warning followed that, the first
 * of all. Who was told that it is on course waits for nothing.
 */
function warningThatStood(letters: readonly LetterAbout[]): LetterAbout | undefined {
  const calm = letters.findLastIndex(({ told }) => !told.warned);
  const warned = ({ told }: LetterAbout): boolean => told.warned;
  return letters.slice(calm + 1).find(warned) ?? letters.find(warned);
}

/** The longest stretch without any of these days between two others. */
function longestGap(begin: Day, days: readonly Day[], end: Day): Gap {
  const within = days.filter((day) => day > begin && day < end).sort((a, b) => a - b);
  let longest: Gap = { from: begin, to: begin };
  let from = begin;
  for (const to of [...within, end]) {
    if (to - from > longest.to - longest.from) longest = { from, to };
    from = to;
  }
  return longest;
}

const silenceOf = ({ history: { row }, customerId, outcome }: ItemFate, { from, to }: Gap): LongSilence => ({
  kind: row.kind,
  id: row.id,
  customer: customerId,
  days: to - from,
  from: isoDay(from),
  to: isoDay(to),
  late: outcome === 'late',
});

function keepLongest(longest: LongSilence[], silence: LongSilence): void {
  const last = longest.at(-1);
  if (longest.length === LONGEST && last && last.days >= silence.days) return;
  longest.push(silence);
  longest.sort((a, b) => b.days - a.days);
  longest.length = Math.min(longest.length, LONGEST);
}
