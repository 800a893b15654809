import { readFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { ConfigurationFailure } from '../../src/failure.ts';
import { parsePolicy } from '../../src/policy/parse.ts';
import { letterLanguages } from '../../src/settings/letter-languages.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { FuzzTally } from './fuzz-tally.ts';
import { hostileText } from './hostile-text.ts';
import { mutations } from './mutations.ts';
import type { Figure, Setting } from './ordeal.ts';

const YAML_BITS = [
  '&a',
  '*a',
  '!!js/function',
  '<<: *a',
  '- ',
  '? ',
  ': ',
  '|',
  '>',
  '%',
  '\t',
  '---\n',
  '~',
  '[[',
  '{{',
];

/** The shipped policy with bytes, lines and keys changed: it is read, or every fault is named with its line. */
export async function fuzzPolicy({ short, seed, say, progress }: Setting): Promise<readonly Figure[]> {
  const tally = new FuzzTally('policy', say);
  const shipped = await readFile(path.join(packageRoot, 'policy.yaml'), 'utf8');
  const languages = await letterLanguages(null);
  const brief = 'extends: default\ncompany: { name: A, from: "A <a@a.example>", languages: [en] }\n';
  const texts = fc.oneof(
    mutations(shipped, [...YAML_BITS, ...shipped.split('\n').filter((line) => line.trim() !== '')]),
    mutations(brief, YAML_BITS),
    hostileText,
    hostileText.map((text) => `extends: default\ncompany: { name: ${JSON.stringify(text)} }\n`),
    fc.string({ unit: 'binary', maxLength: 400 }),
  );
  const numRuns = short ? 400 : 5_000;
  let tried = 0;
  fc.assert(
    fc.property(texts, (text) => {
      tally.again();
      progress(++tried, numRuns);
      try {
        parsePolicy(text, 'policy.yaml', shipped, languages);
      } catch (error) {
        if (!(error instanceof ConfigurationFailure)) tally.crash(error, text);
        else
          for (const fault of error.faults)
            if (!/^policy\.yaml:\d+: ./s.test(fault)) tally.crash(`a fault without its line: ${fault}`, text);
      }
      // Maps of the policy come from outside: they must not reach what every object has.
      if (Object.keys(Object.prototype).length > 0) tally.injection('Object.prototype was changed', text);
    }),
    { numRuns, seed },
  );
  return tally.figures();
}
