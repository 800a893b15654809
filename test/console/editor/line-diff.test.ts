import { expect, test } from 'vitest';
import { lineDiff } from '../../../src/console/editor/line-diff.ts';

const lines = (...texts: readonly string[]): string => texts.map((text) => `${text}\n`).join('');

test('the same text has no difference', () => {
  expect(lineDiff(lines('a', 'b'), lines('a', 'b'))).toEqual([]);
});

test('a changed line stands in both texts, each with its number', () => {
  expect(lineDiff(lines('a', 'b', 'c'), lines('a', 'x', 'y', 'c'))).toEqual([
    { kind: 'same', before: 1, after: 1, text: 'a' },
    { kind: 'removed', before: 2, after: null, text: 'b' },
    { kind: 'added', before: null, after: 2, text: 'x' },
    { kind: 'added', before: null, after: 3, text: 'y' },
    { kind: 'same', before: 3, after: 4, text: 'c' },
  ]);
});

test('between distant changes there is a gap', () => {
  const many = Array.from({ length: 40 }, (_, nth) => `line ${nth}`);
  const diff = lineDiff(lines('a', ...many, 'b'), lines('x', ...many, 'y'));
  expect(diff?.filter((line) => line === null)).toHaveLength(1);
});

test('a last line without its end is no change of its own', () => {
  expect(lineDiff('a\nb', 'a\nc')?.map((line) => line?.text)).toEqual(['a', 'b', 'c']);
});

test.each([9_000, 100_000])(
  'texts of %i lines that have nothing in common are not compared line by line',
  (count) => {
    const text = (word: string) => Array.from({ length: count }, (_, nth) => `${word} ${nth}`).join('\n');
    expect(lineDiff(text('one'), text('other'))).toBeNull();
  },
);
