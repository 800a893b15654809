import { expect, test } from 'vitest';
import { readabilityOf } from '../../../src/letters/editing/readability.ts';

const FLESCH = { tag: 'en-GB', readability: 'Flesch' } as const;

// The scores are worked out by hand from the counts beside them.
test.each([
  // 6 words in 1 sentence, 6 syllables: 206.835 - 1.015 × 6 - 84.6 × 1.
  ['en', 'The cat sat on the mat.', { index: 'Flesch', score: 116.1, grade: 'easy' }],
  // 4 words in 1 sentence; in-sti-tu-tion-al 5, com-mu-ni-ca-tion 5, ne-ces-si-tates 4 (the e is counted), de-lib-er-a-tion 5.
  [
    'en',
    'Institutional communication necessitates deliberation.',
    { index: 'Flesch', score: -199.1, grade: 'hard' },
  ],
  // 5 words in 2 sentences, vowels 2 1 3 2 3 = 11: 206.835 - 1.3 × 2.5 - 60.1 × 2.2.
  ['ru', 'Пальто не готово. Ткань задержали.', { index: 'Flesch-Oborneva', score: 71.4, grade: 'easy' }],
  // 3 words in 1 sentence, 3 of them short: 0.4 × (3 + 0).
  ['pl', 'Garnitur jest gotowy.', { index: 'FOG-PL', score: 1.2, grade: 'easy' }],
  // 4 words, 1 of them hard (za-po-trze-bo-wa-nie): 0.4 × (4 + 25). "wania" is two syllables.
  ['pl', 'Zapotrzebowanie na wania rośnie.', { index: 'FOG-PL', score: 11.6, grade: 'plain' }],
  // 5 words in 1 sentence, 2 of more than six letters: 5 + 40.
  ['de', 'Ihr Mantel wartet geduldig hierzulande.', { index: 'LIX', score: 45, grade: 'plain' }],
] as const)('%s: %s', (tag, text, expected) => {
  expect(readabilityOf(text, { tag, readability: expected.index })).toEqual(expected);
});

test('numbers, links and phones are no words to spell, and without words there is no score', () => {
  expect(readabilityOf('1042, 17.', FLESCH)).toBeNull();
  expect(readabilityOf('', { tag: 'de', readability: 'LIX' })).toBeNull();
  expect(readabilityOf('The cat sat on the mat. 1042.', FLESCH)).toEqual(
    readabilityOf('The cat sat on the mat.', FLESCH),
  );
});
