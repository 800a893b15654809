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
    placesOf(plain, phrase).some((at) => !words.innocent.some((word) => stands(word, plain, at))),
  );
  return reminder ? [...said, ...words.lookFirst.flatMap((family) => family.exec(plain)?.[0] ?? [])] : said;
}

/** Each place where a word of the text begins with `phrase`. */
function placesOf(text: string, phrase: string): number[] {
  const found: number[] = [];
  const word = phrase.trimEnd();
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isInWord(text.charAt(at - 1)) && stands(phrase, text, at)) found.push(at);
  return found;
}

/** One that ends with a blank is a whole word: nothing of a word goes on behind it, at the end of a sentence neither. */
function stands(phrase: string, text: string, at: number): boolean {
  const word = phrase.trimEnd();
  return text.startsWith(word, at) && (word === phrase || !isInWord(text.charAt(at + word.length)));
}

const isInWord = (sign: string): boolean => /[\p{L}\p{N}]/u.test(sign);
