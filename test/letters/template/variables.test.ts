import { expect, test } from 'vitest';
import { ALL_LETTERS } from '../../../src/customer/letter-kinds.ts';
import { enginesFor } from '../../../src/letters/language/liquid.ts';
import { localeOf } from '../../../src/letters/language/locale.ts';
import { readPhrases } from '../../../src/letters/language/phrases.ts';
import { parseSentences } from '../../../src/letters/language/sentences.ts';
import { type Shape, variablesOf } from '../../../src/letters/template/variables.ts';
import { wordsFor } from '../../../src/letters/words/words.ts';
import { samplesOf, sourceOf } from '../letters.ts';

/** Every difference between what a letter is given and what is documented. */
function differences(value: unknown, shape: Shape, path: string): string[] {
  if (value === null || value === undefined) return [];
  if (shape === 'value') return typeof value === 'object' ? [`${path} is not one value`] : [];
  if (Array.isArray(shape)) {
    const [element] = shape;
    if (!Array.isArray(value)) return [`${path} is not a list`];
    return element ? value.flatMap((one, index) => differences(one, element, `${path}[${index}]`)) : [];
  }
  const documented = new Map<string, Shape>(Object.entries(shape));
  const given = new Map<string, unknown>(Object.entries(value));
  return [
    ...[...given.keys()]
      .filter((name) => !documented.has(name))
      .map((name) => `${path}.${name} is not documented`),
    ...[...documented.keys()]
      .filter((name) => !given.has(name))
      .map((name) => `${path}.${name} is not given`),
    ...[...documented].flatMap(([name, inner]) => differences(given.get(name), inner, `${path}.${name}`)),
  ];
}

test.each([...ALL_LETTERS])('%s is given just the variables that the check knows', async (letter) => {
  const source = await sourceOf(letter);
  const read = readPhrases(source.phrases, 'en');
  if ('faults' in read) throw new Error('phrases');
  const say = parseSentences(read.phrases, enginesFor(localeOf(source), read.phrases).text);
  for (const { facts } of await samplesOf(source)) {
    expect(differences(wordsFor(facts, 'en', say), variablesOf(letter), letter)).toEqual([]);
  }
});
