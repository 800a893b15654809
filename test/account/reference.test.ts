import { describe, expect, test } from 'vitest';
import { isTelling, namedIn, spelledAlike } from '../../src/account/reference.ts';

const names = (reference: string, number: string) => namedIn(reference).has(spelledAlike(number));

describe('an invoice number in what a payer wrote', () => {
  test.each([
    'FV/2026/118',
    'fv 2026 118',
    'FV2026/00118',
    'za fakture FV-2026-118, dziekuje',
    'FV2026118',
    'faktury FV/2026/117,FV/2026/118',
  ])('is found in %j', (reference) => {
    expect(names(reference, 'FV/2026/118')).toBe(true);
  });
  test.each(['FV/2026/1180', 'FV/2025/118', '118', 'dziekuje', ''])('is not found in %j', (reference) => {
    expect(names(reference, 'FV/2026/118')).toBe(false);
  });
  test('that is but a few digits tells nothing by itself', () => {
    expect(
      ['118', '2026', 'F1', 'FV/2026/118', '100118'].map((number) => isTelling(spelledAlike(number))),
    ).toEqual([false, false, false, true, true]);
  });
});
