import { expect, test } from 'vitest';
import type { RecordGrade } from '../../src/account/payment-record.ts';
import { TONES } from '../../src/customer/tone.ts';
import { soften, softenForOthers } from '../../src/dunning/softening.ts';

/** For each tone that the ladder asks for, in order: the tone that may go, `call`, with `?` where a person lets it go. */
const softened = (grade: RecordGrade, isFirst = false, by = soften) =>
  TONES.map((asked) => {
    const { tone, release } = by(asked, grade, isFirst);
    return tone === null ? 'call' : `${tone}${release === 'human' ? '?' : ''}`;
  }).join(' ');

test('a clean record never gets more than a friendly letter; instead of a harsh one a person calls', () => {
  expect(softened('clean')).toBe('friendly friendly call call');
  expect(softened('clean', true)).toBe('friendly friendly call call');
});

test('another system may send a clean record a friendly one', () => {
  expect(softened('clean', false, softenForOthers)).toBe('friendly friendly friendly friendly');
});

test('whom we do not know is asked friendly first, then as the ladder says', () => {
  expect(softened('unknown', true)).toBe('friendly friendly friendly friendly');
  expect(softened('unknown')).toBe('friendly plain firm formal?');
});

test('a mixed record follows the ladder, and a person releases what is formal', () => {
  expect(softened('mixed', true)).toBe('friendly plain firm formal?');
});

test('a poor record follows the ladder', () => {
  expect(softened('poor', true)).toBe('friendly plain firm formal');
});

test('every change says why', () => {
  expect(soften('plain', 'clean', false).reasons).toEqual([
    { code: 'clean_never_above_friendly', evidence: { tone: 'plain' } },
  ]);
  expect(soften('firm', 'clean', false).reasons[0]?.code).toBe('record_asks_person');
  expect(soften('firm', 'unknown', true).reasons[0]?.code).toBe('unknown_starts_friendly');
  expect(soften('firm', 'poor', false).reasons).toEqual([]);
});
