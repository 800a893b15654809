import { sentencesOf, wordsOf } from '../check/plain-language.ts';
import type { Locale } from '../language/locale.ts';

/** What a reader meets: easy for everybody, plain for most, hard. */
export type Grade = 'easy' | 'plain' | 'hard';

export interface Readability {
  /** The measure: each has a scale of its own. */
  readonly index: Locale['readability'];
  /** To one decimal. Of the Flesch measures more is easier, of the others less. */
  readonly score: number;
  readonly grade: Grade;
}

interface Measures {
  readonly words: readonly string[];
  readonly wordsInSentence: number;
}

/**
 * How hard a text is to read, by the measure that its language.yaml names; null when it has no words.
 *
 * - English: Flesch reading ease (R. Flesch, "A new readability yardstick", 1948), and the words that he gave its scores:
 *   "fairly easy" from 70, "standard" from 60.
 * - Russian: the same with the factors of I. V. Oborneva (2006), on the same scale.
 * - Polish: FOG-PL (J. Miodek, M. Maziarz, T. Piekot, M. Poprawa, G. Zarzeczny, "Jak pisać o Funduszach Europejskich",
 *   2010): Gunning's index with words of four syllables as the hard ones; "prosty" to 9, "dość prosty" to 12 years of school.
 *   Words are counted as they stand.
 * - Any other: LIX (C.-H. Björnsson, "Läsbarhet", 1968): easy under 40, medium under 50.
 */
export function readabilityOf(
  text: string,
  { tag, readability: index }: Pick<Locale, 'tag' | 'readability'>,
): Readability | null {
  const words = wordsOf(text).filter((word) => /\p{L}/u.test(word));
  const sentences = sentencesOf(text, tag).filter((sentence) => /\p{L}/u.test(sentence));
  if (words.length === 0) return null;
  const measures = { words, wordsInSentence: words.length / sentences.length };
  switch (index) {
    case 'Flesch':
      return flesch(index, measures, 1.015, 84.6, syllablesInEnglish);
    case 'Flesch-Oborneva':
      return flesch(index, measures, 1.3, 60.1, syllablesInRussian);
    case 'FOG-PL':
      return fogPl(measures);
    case 'LIX':
      return lix(measures);
  }
}

function flesch(
  index: Readability['index'],
  { words, wordsInSentence }: Measures,
  perWord: number,
  perSyllable: number,
  syllables: (word: string) => number,
): Readability {
  const inWord = words.reduce((sum, word) => sum + syllables(word), 0) / words.length;
  const score = toOneDecimal(206.835 - perWord * wordsInSentence - perSyllable * inWord);
  return { index, score, grade: score >= 70 ? 'easy' : score >= 60 ? 'plain' : 'hard' };
}

function fogPl({ words, wordsInSentence }: Measures): Readability {
  const score = toOneDecimal(
    0.4 * (wordsInSentence + shareOf(words, (word) => syllablesInPolish(word) >= 4)),
  );
  return { index: 'FOG-PL', score, grade: score < 10 ? 'easy' : score < 13 ? 'plain' : 'hard' };
}

function lix({ words, wordsInSentence }: Measures): Readability {
  const score = toOneDecimal(wordsInSentence + shareOf(words, (word) => lettersOf(word).length > 6));
  return { index: 'LIX', score, grade: score < 40 ? 'easy' : score < 50 ? 'plain' : 'hard' };
}

const shareOf = (words: readonly string[], holds: (word: string) => boolean): number =>
  (100 * words.filter(holds).length) / words.length;

const toOneDecimal = (value: number): number => Math.round(value * 10) / 10;
const lettersOf = (word: string): string => word.toLowerCase().replace(/[^\p{L}]/gu, '');
const countOf = (word: string, vowels: RegExp): number => Math.max(1, word.match(vowels)?.length ?? 0);

/** English spells no syllables; this is the usual guess: groups of vowels, without a silent e at the end. */
function syllablesInEnglish(word: string): number {
  const letters = lettersOf(word);
  if (letters.length <= 3) return 1;
  const spoken = letters.replace(/(?:[^laeiouy]es|[^dtlaeiouy]ed|[^laeiouy]e)$/, '').replace(/^y/, '');
  return countOf(spoken, /[aeiouy]{1,2}/g);
}

/** Every vowel is a syllable. */
const syllablesInRussian = (word: string): number => countOf(lettersOf(word), /[аеёиоуыэюя]/g);

/** Every vowel is a syllable, but an i before another one only softens. */
const syllablesInPolish = (word: string): number =>
  countOf(lettersOf(word).replace(/i(?=[aąeęoóu])/g, ''), /[aąeęioóuy]/g);
