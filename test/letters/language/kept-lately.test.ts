import { expect, test } from 'vitest';
import { lately } from '../../../src/letters/language/kept-lately.ts';

test('what was asked for last is kept, and what was not asked for the longest is made again', () => {
  const made: string[] = [];
  const keep = lately<string>(2);
  const ask = (key: string): string =>
    keep(key, () => {
      made.push(key);
      return key.toUpperCase();
    });
  expect(['a', 'b', 'a', 'c', 'a', 'b'].map(ask)).toEqual(['A', 'B', 'A', 'C', 'A', 'B']);
  expect(made).toEqual(['a', 'b', 'c', 'b']);
});
