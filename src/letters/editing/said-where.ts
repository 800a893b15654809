import type { AnyLetterKind } from '../../customer/letter-kinds.ts';
import { push } from '../../grouped.ts';
import type { Sample } from '../check/fault.ts';
import { enginesFor } from '../language/liquid.ts';
import { localeOf } from '../language/locale.ts';
import { readPhrases } from '../language/phrases.ts';
import { parseSentences } from '../language/sentences.ts';
import { mergeLayout } from '../template/merge-layout.ts';
import type { TemplateSource } from '../template/template.ts';
import { textOf } from '../template/text-part.ts';
import { wordsFor } from '../words/words.ts';
import { marked, saidIn } from './marked.ts';

/** A letter that says a sentence, and the first of its samples in which it does. */
export interface SaidWhere {
  readonly letter: AnyLetterKind;
  readonly sample: string;
}

/** Which letters say each sentence, by their samples; nothing is compiled for it. Throws what the parsers throw. */
export function saidWhere(
  sources: readonly TemplateSource[],
  samplesOf: (source: TemplateSource) => readonly Sample[],
): ReadonlyMap<string, readonly SaidWhere[]> {
  const where = new Map<string, SaidWhere[]>();
  for (const source of sources) {
    const firsts = new Map<string, string>();
    const keysOf = reader(source);
    for (const { name, facts, hostile } of samplesOf(source))
      if (!hostile) for (const key of keysOf(facts)) if (!firsts.has(key)) firsts.set(key, name);
    for (const [key, sample] of firsts) push(where, key, { letter: source.letter, sample });
  }
  return where;
}

/** Which sentences a letter with these facts says, in their order. */
function reader(source: TemplateSource): (facts: Sample['facts']) => readonly string[] {
  const read = readPhrases(source.phrases, source.language);
  if ('faults' in read) return () => [];
  const engine = enginesFor(localeOf(source), read.phrases).text;
  const { say, keys } = marked(parseSentences(read.phrases, engine));
  const body = engine.parse(textOf(mergeLayout(source.layout, source.template, source.language)));
  return (facts) => {
    const words = wordsFor(facts, source.language, say);
    return saidIn(`${words.subject}\n${body(words)}`, keys);
  };
}
