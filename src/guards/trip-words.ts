import type { Say, ToldReader } from '../customer/say.ts';
import type { Trip } from './guards.ts';
import { hundredths, spanOf } from './told-numbers.ts';
import type { TripWhy, WhyOf } from './trip-why.ts';

/** Why guards hold letters, in the words of whoever reads it; and under which number, where it is another than that of the others. */
export const tripWords = (
  trips: readonly { readonly why: Trip['why']; readonly number: string | null }[],
  reader: ToldReader,
): string =>
  trips
    .flatMap(({ why, number }) => [
      ...why.map((each) => whyWords(each, reader)),
      ...(number === null ? [] : [reader.say('guard_words.by_number', { id: number })]),
    ])
    .join(' ');

function whyWords(why: TripWhy, reader: ToldReader): string {
  const { say, when, number } = reader;
  switch (why.code) {
    case 'stalled': {
      const { newly, of, share, most } = why;
      const shares = { share: hundredths(share), most: hundredths(most) };
      return say('guard_words.stalled', {
        what: whatWords(why, say),
        newly: number(newly),
        of: number(of),
        ...shares,
      });
    }
    case 'emptied':
      return say('guard_words.emptied', { what: whatWords(why, say), gone: number(why.gone) });
    case 'vanished': {
      const { gone, of, most } = why;
      const shares = { share: hundredths(gone / of), most: hundredths(most) };
      return say('guard_words.vanished', {
        what: whatWords(why, say),
        gone: number(gone),
        of: number(of),
        ...shares,
      });
    }
    case 'letters': {
      const counts = { letters: number(why.letters), most: number(why.most) };
      const many = say('guard_words.letters', { what: whatWords(why, say), ...counts });
      return `${many} ${usualWords(why, reader)}`;
    }
    case 'own_number':
      return say('guard_words.own_number', { letters: number(why.letters), most: number(why.most) });
    case 'addresses': {
      const { address, others } = why;
      const counts = { customers: number(why.customers), most: number(why.most) };
      const one = say('guard_words.address', { address, ...counts });
      return others === 0 ? one : `${one} ${say('guard_words.other_addresses', { others: number(others) })}`;
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
      return say('guard_words.supervise', { most: number(why.most) });
    case 'written_before':
      return why.text;
  }
}

/** What is usual, beside which so many letters of one round were too many. */
function usualWords(
  { share, open, of_open, busiest }: WhyOf<'letters'>,
  { say, number }: ToldReader,
): string {
  const usual =
    busiest === null
      ? say('guard_words.not_known')
      : say('guard_words.busiest', { days: busiest.days, busiest: number(busiest.letters) });
  const counts = { share: hundredths(share), open: number(open), most: number(of_open) };
  return `${say('guard_words.of_open', counts)} ${usual}`;
}

const whatWords = ({ about }: Pick<WhyOf<'letters'>, 'about'>, say: Say): string =>
  say(`guard_words.about.${about}`);

function spanWords(ms: number, say: Say): string {
  const { amount, unit } = spanOf(ms);
  return say(`guard_words.span.${unit}`, { count: amount });
}
