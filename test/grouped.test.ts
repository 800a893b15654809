import { expect, test } from 'vitest';
import { grouped, push } from '../src/grouped.ts';

test('those of a key stand together, as they came', () => {
  const words = ['warehouse', 'suit', 'wedding', 'shirt'];
  expect([...grouped(words, (word) => word.charAt(0))]).toEqual([
    ['w', ['warehouse', 'wedding']],
    ['s', ['suit', 'shirt']],
  ]);
  expect(
    grouped(
      words,
      ({ length }) => length,
      (word) => word.toUpperCase(),
    ).get(4),
  ).toEqual(['SUIT']);
  expect(grouped([], String)).toEqual(new Map());
});

test('a value is put to those of its key, which may be anything', () => {
  const groups = new Map<string | null, number[]>();
  for (const [nth, key] of [null, 'a', null].entries()) push(groups, key, nth);
  expect([...groups]).toEqual([
    [null, [0, 2]],
    ['a', [1]],
  ]);
});
