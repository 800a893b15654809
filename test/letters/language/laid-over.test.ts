import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { checkTemplate } from '../../../src/letters/check/check.ts';
import { laid, merged, phrasesIn, takenFrom } from '../../../src/letters/language/laid-over.ts';
import { readPhrases, readStoredPhrases } from '../../../src/letters/language/phrases.ts';
import { compileTemplate } from '../../../src/letters/template/template.ts';
import { statusFacts, templateSource } from '../../support/outbox.ts';

const shipped = templateSource.phrases;

const { tree } = fc.letrec<{ tree: Record<string, unknown>; value: unknown }>((tie) => ({
  tree: fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), tie('value'), { maxKeys: 4 }),
  value: fc.oneof({ maxDepth: 3 }, fc.string(), fc.array(fc.string()), tie('tree')),
}));

test('nothing of the upper text is lost, and nothing is missing that the lower one has', () => {
  fc.assert(
    fc.property(tree, tree, tree, (over, under, last) => {
      const [first, second, third] = [over, under, last].map((each) => stringify(each));
      if (first === undefined || second === undefined || third === undefined) return;
      const both = laid(first, second);
      expect(phrasesIn(both)).toEqual(merged(over, under));
      expect(both.startsWith(first)).toBe(true);
      expect(takenFrom(both.length > 0 ? stringify(phrasesIn(both)) : '', second)).toEqual([]);
      expect(phrasesIn(laid(both, third))).toEqual(merged(merged(over, under), last));
    }),
  );
});

test('what is taken is told by its path; of what is no YAML, nothing is told', () => {
  expect(takenFrom('a: {b: x}', 'a: {b: 1, c: {d: 2, e: 3}}\nf: 4')).toEqual(['a.c.d', 'a.c.e', 'f']);
  expect(takenFrom(shipped, shipped)).toEqual([]);
  expect(takenFrom('subject: [unclosed', shipped)).toEqual([]);
  expect(takenFrom('none', shipped)).toEqual([]);
});

test('faults are told in the lines of the file as its author sees them', () => {
  const text = laid(`# ours\nclosing:\n  replies: 7\n`, shipped);
  expect(readPhrases(text, 'en')).toEqual({
    faults: [expect.objectContaining({ line: 3, message: expect.stringMatching(/^closing\.replies: /) })],
  });
});

const without = (pattern: RegExp): string => {
  const text = shipped.replace(pattern, '');
  expect(text).not.toBe(shipped);
  return text;
};

test('a stored version that lacks a sentence says every letter that does not need it', async () => {
  const phrases = without(/^partial: .*\n/m);
  await expect(compileTemplate({ ...templateSource, phrases })).rejects.toThrow(/partial/);
  const now = await compileTemplate(templateSource);
  const old = await compileTemplate({ ...templateSource, phrases }, readStoredPhrases);
  expect(old.render(statusFacts).html).toBe(now.render(statusFacts).html);
});

test('and names the sentence where a letter needs it', async () => {
  const phrases = without(/^ {2}late: "We promised.*\n/m);
  const old = await compileTemplate({ ...templateSource, phrases }, readStoredPhrases);
  expect(() => old.render(statusFacts).text).toThrow(
    'what.late: these phrases are of a version that has no such sentence',
  );
  const noDays = await compileTemplate(
    { ...templateSource, phrases: without(/^ {2}by: \[.*\n/m) },
    readStoredPhrases,
  );
  expect(() => noDays.render(statusFacts).text).toThrow('a word: these phrases are of a version that has no');
});

test('what is broken in a stored version is not mended', () => {
  expect(readStoredPhrases(`${shipped}closing: 7\n`, 'en')).toHaveProperty('faults');
  expect(readStoredPhrases('subjects: 7', 'en')).toHaveProperty('faults');
  expect(readStoredPhrases('no map', 'en')).toHaveProperty('faults');
});

test('a key that no letter says is told, and hides no other fault', async () => {
  const faults = await checkTemplate(
    {
      ...templateSource,
      phrases: `${shipped}an_older_sentence: "Hello."\n`,
      template: templateSource.template.replace('{{ item.what }}', '{{ item.nonsense }}'),
    },
    [],
  );
  expect(faults.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['phrases', 'variables']));
  expect(faults.find(({ rule }) => rule === 'phrases')).toMatchObject({
    message: expect.stringContaining('an_older_sentence'),
  });
});

test('what is there and is no sentence is a fault, and is not lacking: of what only the company’s people read, too', () => {
  const text = stringify({ ...parse(shipped), staff: undefined, calls: 7 });
  expect(readPhrases(text, 'en')).toEqual({
    faults: expect.arrayContaining([expect.objectContaining({ message: expect.stringMatching(/^calls: /) })]),
  });
  expect(readPhrases(stringify({ ...parse(shipped), staff: undefined }), 'en')).toMatchObject({
    gaps: [{ message: expect.stringMatching(/^staff: /) }],
    lacks: true,
  });
});
