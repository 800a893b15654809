import type { Tone } from '../../customer/tone.ts';
import type { Safety, SafetyWords } from './safety.ts';

export type Kindness = 'status' | 'staff' | Tone;

/**
 * The forbidden phrases in `text`, for a letter of that kind: status letters and gentle tones take no harsh word,
 * and no reminder of any tone asks to be ignored by those who have paid.
 * @param safety what no letter of its language says
 */
export function forbiddenIn(text: string, safety: Safety, kind: Kindness): string[] {
  const plain = text.toLowerCase().replace(/\s+/g, ' ');
  return [...new Set(safety.flatMap((words) => saidOf(plain, words, kind)))];
}

function saidOf(plain: string, words: SafetyWords, kind: Kindness): readonly string[] {
  const gentle = kind === 'status' || kind === 'friendly' || kind === 'plain';
  const reminder = kind !== 'status' && kind !== 'staff';
  const lists = [
    ...words.never,
    ...(gentle ? words.harsh : []),
    ...(gentle && reminder ? words.harshAboutMoney : []),
  ];
  const said = lists.filter((phrase) =>
    wordsFrom(plain, phrase).some((found) => !words.innocent.some((word) => found.startsWith(word))),
  );
  return reminder ? [...said, ...words.lookFirst.flatMap((family) => family.exec(plain)?.[0] ?? [])] : said;
}

/** What stands in the text from each place where a word begins with `phrase`. */
function wordsFrom(text: string, phrase: string): string[] {
  const found: string[] = [];
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1)))
      found.push(text.slice(at, at + phrase.length + 12));
  }
  return found;
}
