import type { Say } from '../customer/say.ts';
import type { Trip } from './guards.ts';
import { hundredths, spanOf } from './told-numbers.ts';
import type { TripWhy, WhyOf } from './trip-why.ts';

/** Who is told: in which sentences, and how moments are written for them. */
export interface TripReader {
  readonly say: Say;
  /** An ISO moment on their clocks. */
  when(moment: string): string;
}

/** Why guards hold letters, in the words of whoever reads it; and under which number, where it is another than that of the others. */
export const tripWords = (
  trips: readonly { readonly why: Trip['why']; readonly number: string | null }[],
  reader: TripReader,
): string =>
  trips
    .flatMap(({ why, number }) => [
      ...why.map((each) => whyWords(each, reader)),
      ...(number === null ? [] : [reader.say('guard_words.by_number', { id: number })]),
    ])
    .join(' ');

function whyWords(why: TripWhy, { say, when }: TripReader): string {
  switch (why.code) {
    case 'stalled': {
      const { newly, of, share, most } = why;
      const shares = { share: hundredths(share), most: hundredths(most) };
      return say('guard_words.stalled', { what: whatWords(why, say), newly, of, ...shares });
    }
    case 'emptied':
      return say('guard_words.emptied', { what: whatWords(why, say), gone: why.gone });
    case 'vanished': {
      const { gone, of, most } = why;
      const shares = { share: hundredths(gone / of), most: hundredths(most) };
      return say('guard_words.vanished', { what: whatWords(why, say), gone, of, ...shares });
    }
    case 'letters': {
      const { letters, most } = why;
      const many = say('guard_words.letters', { what: whatWords(why, say), letters, most });
      return `${many} ${usualWords(why, say)}`;
    }
    case 'own_number':
      return say('guard_words.own_number', { letters: why.letters, most: why.most });
    case 'addresses': {
      const { address, customers, most, others } = why;
      const one = say('guard_words.address', { customers, address, most });
      return others === 0 ? one : `${one} ${say('guard_words.other_addresses', { others })}`;
    }
    case 'clock':
      return say(`guard_words.clock.${why.way}`, { span: spanWords(why.by, say) });
    case 'round_to_come':
      return say('guard_words.yet_to_come', { at: when(why.at) });
    case 'gap':
      return say('guard_words.gap', { span: spanWords(why.since, say), at: when(why.at) });
    case 'moved':
      return say('guard_words.moved', { how: say(`guard_words.moved_how.${why.part}`) });
    case 'supervise':
      return say('guard_words.supervise', { most: why.most });
    case 'written_before':
      return why.text;
  }
}

/** What is usual, beside which so many letters of one round were too many. */
function usualWords({ share, open, of_open, busiest }: WhyOf<'letters'>, say: Say): string {
  const usual =
    busiest === null
      ? say('guard_words.not_known')
      : say('guard_words.busiest', { days: busiest.days, busiest: busiest.letters });
  return `${say('guard_words.of_open', { share: hundredths(share), open, most: of_open })} ${usual}`;
}

const whatWords = ({ about }: Pick<WhyOf<'letters'>, 'about'>, say: Say): string =>
  say(`guard_words.about.${about}`);

function spanWords(ms: number, say: Say): string {
  const { count, unit } = spanOf(ms);
  return say(`guard_words.span.${unit}`, { count });
}
