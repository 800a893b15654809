import type { LetterFacts } from '../facts/letter-facts.ts';
import { layersOf } from '../language/laid-over.ts';
import { enginesFor } from '../language/liquid.ts';
import { localeOf } from '../language/locale.ts';
import { type Phrases, readPhrases } from '../language/phrases.ts';
import { parseSentences } from '../language/sentences.ts';
import { compileTemplate, type TemplateSource } from '../template/template.ts';
import { wordsFor } from '../words/words.ts';
import { type Marked, marked, saidIn, unmarked, withSpans, wordsByPhrase } from './marked.ts';
import { putSentence, sentencesOf } from './put-sentence.ts';
import { type Chip, chipsOf } from './sentence-parts.ts';
import { type Slip, slipsOf } from './sentence-slips.ts';

/** A letter with its sentences told apart; JSON. */
export interface SentenceLook {
  readonly subject: string;
  readonly preheader: string;
  readonly html: string;
  readonly text: string;
  readonly said: readonly { readonly key: string; readonly words: string }[];
  readonly all: readonly [key: string, sentence: string][];
  readonly chips: readonly Chip[];
}

/** Renders a letter with a span around what each of its sentences says. Throws what rendering throws. */
export async function lookAtSentences(
  source: TemplateSource,
  facts: LetterFacts,
  chosen: string | null,
  changed: ReadonlySet<string>,
): Promise<SentenceLook> {
  const phrases = phrasesOf(source);
  let marks: Marked | null = null;
  const compiled = await compileTemplate(source, readPhrases, (sentences) => {
    marks = marked(sentences);
    return marks.say;
  });
  const { keys, given } = marks ?? { keys: [], given: new Map<string, object>() };
  const { subject, preheader, html, text } = compiled.render(facts);
  const all = sentencesOf(phrases);
  const whole = `${subject}\n${text}\n${preheader}`;
  const words = wordsByPhrase(whole, keys);
  const context = chosen === null ? undefined : given.get(chosen);
  return {
    subject: unmarked(subject),
    preheader: unmarked(preheader),
    html: withSpans(html, keys, changed),
    text: unmarked(text),
    said: saidIn(whole, keys).map((key) => ({ key, words: words.get(key) ?? '' })),
    all: [...all],
    chips:
      chosen === null || context === undefined
        ? []
        : chipsOf(all.get(chosen) ?? '', context, enginesFor(localeOf(source), phrases).text),
  };
}

/** The phrases of a letter with one sentence changed, and what is wrong with it where this letter says it. */
export async function putInto(
  source: TemplateSource,
  facts: LetterFacts,
  key: string,
  sentence: string,
): Promise<{ readonly content: string; readonly slips: readonly Slip[]; readonly was: string | null }> {
  const phrases = phrasesOf(source);
  const engine = enginesFor(localeOf(source), phrases).text;
  const { say, given } = marked(parseSentences(phrases, engine));
  wordsFor(facts, source.language, say);
  return {
    was: sentencesOf(phrases).get(key) ?? null,
    content: putSentence(layersOf(source.phrases).own, key, sentence),
    slips: slipsOf(source, key, sentence, given.get(key) ?? null, engine),
  };
}

function phrasesOf({ phrases, language }: TemplateSource): Phrases {
  const read = readPhrases(phrases, language);
  if ('faults' in read) throw new Error(read.faults.map(({ message }) => message).join('\n'));
  return read.phrases;
}
