import { expect, test } from 'vitest';
import { trippedGuard } from '../../src/waiting/guards.ts';
import { rules } from '../support/builders.ts';

const { guards } = rules();

test('a round as usual trips nothing', () => {
  expect(trippedGuard({ items: 1_000, letters: 500, newlyStalled: 250 }, guards)).toBeNull();
  expect(trippedGuard({ items: 0, letters: 0, newlyStalled: 0 }, guards)).toBeNull();
});

test('too many letters', () => {
  expect(trippedGuard({ items: 90_000, letters: 501, newlyStalled: 0 }, guards)).toBe(
    'guard letters_per_round: 501 letters in one round, more than 500',
  );
});

test('too large a share stalled at once, unless they are few', () => {
  expect(trippedGuard({ items: 200, letters: 51, newlyStalled: 51 }, guards)).toMatch(
    /newly_stalled_share: 51 of 200 .*26%.* 25%/,
  );
  expect(trippedGuard({ items: 60, letters: 50, newlyStalled: 50 }, guards)).toBeNull();
});
