import { type AnswerPlace, answersIn } from '../check/answers.ts';
import {
  forbiddenSaid,
  mostWordsOf,
  type SaidPhrase,
  sentencesOf,
  wordsOf,
} from '../check/plain-language.ts';
import type { Rendered } from '../check/renders.ts';
import { localeOf } from '../language/locale.ts';
import type { TemplateSource } from '../template/template.ts';
import { type Readability, readabilityOf } from './readability.ts';

/** How plainly one letter speaks, as the check counts it; JSON. */
export interface PlainReport {
  /** Between greeting and signature, and how many there may be; null: a letter to staff has no limit. */
  readonly words: number;
  readonly mostWords: number | null;
  readonly longest: { readonly words: number; readonly text: string } | null;
  readonly readability: Readability | null;
  /** The answers that this letter owes, in their order, and where in the template each is; no place: it is missing. */
  readonly answers: readonly AnswerPlace[];
  /** What no letter of ours says, and where it stands. */
  readonly forbidden: readonly SaidPhrase[];
}

/** Reports on a letter as it was rendered of one sample. */
export function plainReport(source: TemplateSource, rendered: Rendered): PlainReport {
  const { body, letter, sample } = rendered;
  const sentences = sentencesOf(`${letter.subject}\n${body}`, localeOf(source).tag).map((text) => ({
    words: wordsOf(text).length,
    text,
  }));
  const longest = sentences.reduce<PlainReport['longest']>(
    (before, one) => (before !== null && before.words >= one.words ? before : one),
    null,
  );
  return {
    words: wordsOf(body).length,
    mostWords: mostWordsOf(source, sample),
    longest,
    readability: readabilityOf(body, localeOf(source)),
    answers: answersIn(source),
    forbidden: forbiddenSaid(source, rendered),
  };
}
