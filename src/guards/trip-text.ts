import { durationText } from '../calendar/duration.ts';
import { TABLES, type Trip } from './guards.ts';
import { hundredths, spanOf } from './told-numbers.ts';
import type { TripWhy, WhyOf } from './trip-why.ts';

/**
 * Why a guard holds letters, in English: for logs, commands and what the ledger keeps with each letter. It begins with `guard` and its name.
 * Codes are believed beside this very sentence (kept-why.ts): of one that is worded anew the trips of before are shown in English.
 */
export function tripText({ guard, why, number }: Pick<Trip, 'guard' | 'why' | 'number'>): string {
  return `${whyTexts(why, `guard ${guard}: `).join('; ')}${number === undefined ? '' : ` (release --guard ${number})`}`;
}

/** Each reason in English. @param before what stands before those that are no sentence yet */
export const whyTexts = (why: readonly TripWhy[], before = ''): readonly string[] =>
  why.map((each) => (each.code === 'written_before' ? each.text : `${before}${whyText(each)}`));

function whyText(why: Exclude<TripWhy, WhyOf<'written_before'>>): string {
  switch (why.code) {
    case 'stalled':
      return `${why.newly} of ${why.of} items stalled at once (${percent(why.share)}), more than ${percent(why.most)}: ${TABLES[why.about]}`;
    case 'emptied':
      return `nothing is open any more, and ${why.gone} were before that nobody closed: ${TABLES[why.about]}`;
    case 'vanished':
      return `${why.gone} of ${why.of} are neither open nor closed any more (${percent(why.gone / why.of)}), more than ${percent(why.most)}: ${TABLES[why.about]}`;
    case 'letters':
      return `${why.letters} letters about ${TABLES[why.about]} in one round, more than ${why.most}: ${usualText(why)}`;
    case 'own_number':
      return `${why.letters} letters in one round, more than ${why.most}, the policy's own number; letters_share judges by what is open`;
    case 'addresses': {
      const more = why.others === 0 ? '' : `, and ${why.others} more such addresses`;
      return `${why.customers} customers are to be written to at ${why.address}, more than ${why.most}${more}: whose is it?`;
    }
    case 'clock':
      return `${clockText(why)}; set the clocks`;
    case 'round_to_come':
      return `the last round was at ${why.at}, which is yet to come; a clock stood wrong`;
    case 'gap':
      return `the last round was ${spanText(why.since)} ago, at ${why.at}; was a backup restored?`;
    case 'moved':
      return `the ledger has moved: ${MOVED[why.part]}; was a backup restored, or is this a copy?`;
    case 'supervise':
      return `until ${why.most} letters of a kind were let go, each of them waits for a person`;
  }
}

/** What is usual, beside which so many letters of one round were too many. */
function usualText({ share, open, of_open, busiest }: WhyOf<'letters'>): string {
  const usual =
    busiest === null
      ? 'what is usual nobody knows yet'
      : `the busiest of the last ${busiest.days} days had ${busiest.letters}`;
  return `${percent(share)} of the ${open} open are ${of_open}; ${usual}`;
}

const MOVED: Readonly<Record<WhyOf<'moved'>['part'], string>> = {
  system: 'it stands on another server than before',
  folder: 'the folder of its database is another than before',
  timeline: 'its server was recovered or took over from another',
  database: 'it stands in another database than before',
  table: 'its tables were made anew',
};

/** How far the worker's clock is from the database's. */
export const clockText = ({ way, by }: WhyOf<'clock'>): string =>
  `the worker's clock stands ${spanText(by)} ${way === 'ahead' ? 'ahead of' : 'behind'} the database's`;

const spanText = (ms: number): string => durationText(spanOf(ms));

const percent = (share: number): string => `${hundredths(share)}%`;
