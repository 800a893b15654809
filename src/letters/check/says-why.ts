import { sentencesFor } from '../language/sentences.ts';
import { phrasesFile, templateFile } from '../template/files.ts';
import type { TemplateSource } from '../template/template.ts';
import { isStaffLetter } from '../template/variables.ts';
import { wordsFor } from '../words/words.ts';
import { type Fault, faultAt } from './fault.ts';
import type { Rendered } from './renders.ts';

const RULE = 'why';

/** Each letter to a customer says in one line why one gets it. */
export function saysWhy(source: TemplateSource, rendered: readonly Rendered[]): Fault[] {
  if (isStaffLetter(source.letter)) return [];
  const say = sentencesFor(source.language, source.phrases, source.locale);
  return rendered.flatMap(({ sample, letter }) => {
    if (sample.hostile) return [];
    const why = wordsFor(sample.facts, source.language, say).because?.trim() ?? '';
    if (why === '')
      return [
        faultAt(
          phrasesFile(source.language),
          null,
          RULE,
          'closing.because does not say why one gets a letter',
        ),
      ];
    return letter.text.split('\n').some((line) => line.includes(why))
      ? []
      : [
          faultAt(
            templateFile(source),
            null,
            RULE,
            `sample "${sample.name}": the letter does not say why one gets it ("${why}")`,
          ),
        ];
  });
}
