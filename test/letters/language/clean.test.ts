import { describe, expect, test } from 'vitest';
import { clean, cutWords, safeUrl } from '../../../src/letters/language/clean.ts';

describe('clean', () => {
  test('folds line breaks and control characters into single spaces', () => {
    expect(clean('1042\r\nBcc: all@example.com\u0000\u2028x', 80)).toBe('1042 Bcc: all@example.com x');
  });
  test('takes out characters that turn the direction of text', () => {
    expect(clean('\u202eadmin\u202c \u2066x\u2069\u200f', 80)).toBe('admin x');
  });
  test('keeps letters of every script, and joined emoji', () => {
    expect(clean('Łódź Анна 王 عمر 👩‍👧', 80)).toBe('Łódź Анна 王 عمر 👩‍👧');
  });
  test('is null when nothing is left', () => {
    expect(clean(' \u200b\n', 80)).toBeNull();
    expect(clean(null, 80)).toBeNull();
  });
  test('cuts between words, counting characters as a reader does', () => {
    expect(clean('a wedding suit of four pieces', 20)).toBe('a wedding suit of…');
    expect(clean('👩‍👧'.repeat(30), 10)).toBe(`${'👩‍👧'.repeat(8)}…`);
    expect(clean('exactly ten', 11)).toBe('exactly ten');
  });
  test('is quick with ten thousand characters, and with one endless character', () => {
    expect(clean('x'.repeat(10_000), 80)).toHaveLength(80);
    expect((clean(`a${'\u0301'.repeat(10_000)}`, 80) ?? '').length).toBeLessThan(400);
  });
  test('drops lone surrogates', () => {
    expect(clean('a\ud800b', 80)).toBe('ab');
  });
});

test('cutWords keeps so many words', () => {
  expect(cutWords('three-piece suit, navy, of worsted wool', 3)).toBe('three-piece suit, navy…');
  expect(cutWords('two words', 2)).toBe('two words');
});

test('safeUrl takes http and https only', () => {
  expect(safeUrl('https://nowak.example/o/1?a=1&b=2')).toBe('https://nowak.example/o/1?a=1&b=2');
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    'https://x"onclick=',
    'https://a b',
    'nowak.example',
    '',
  ]) {
    expect(safeUrl(bad)).toBeNull();
  }
});
