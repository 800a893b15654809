import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { findSentences, putSentence, sentencesOf } from '../../../src/letters/editing/put-sentence.ts';

const FILE = `# Ours.
what:
  late: We are late. # said first
  long: |
    One.
    Two.
  other: "Something else"
can:
  ask: 'Ask us.'
plurals:
  days: { one: day, other: days }
`;

test('a sentence is put where it stands, however it was written; all else stays', () => {
  for (const key of ['what.late', 'what.long', 'can.ask']) {
    const content = putSentence(FILE, key, 'New: "words" # {{ item.name }}');
    const [group = '', name = ''] = key.split('.');
    const before = parse(FILE);
    before[group][name] = 'New: "words" # {{ item.name }}';
    expect(parse(content)).toEqual(before);
    expect(content).toContain('# Ours.');
    expect(content).toContain('other: "Something else"');
  }
});

test('one that the company never had of its own is added', () => {
  expect(parse(putSentence(FILE, 'what.ready', 'It is ready.')).what.ready).toBe('It is ready.');
});

test('forms of words are no sentences', () => {
  expect([...sentencesOf(parse(FILE)).keys()]).toEqual(['what.late', 'what.long', 'what.other', 'can.ask']);
});

test('a sentence is found by the beginnings of its words, without case and accents, and not by what stands in braces', () => {
  const sentences = new Map([
    ['a', 'Przykro nam, że {{ item.name }} się spóźnia.'],
    ['b', 'Zamówienie {% if item.late %}jest{% endif %} gotowe.'],
  ]);
  expect(findSentences(sentences, 'PRZYKRO spoz')).toEqual(['a']);
  expect(findSentences(sentences, 'zamow')).toEqual(['b']);
  expect(findSentences(sentences, 'item')).toEqual([]);
  expect(findSentences(sentences, '  ')).toEqual([]);
});
