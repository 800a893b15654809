import { expect, test } from 'vitest';
import { checkGuards } from '../../src/doctor/check-guards.ts';
import { rules } from '../support/builders.ts';

test('guards judge by what is open; a number of before is named, with what replaces it', () => {
  expect(checkGuards({ rules: rules() })).toEqual([
    {
      check: 'guards',
      state: 'ok',
      says: 'letters of a round are judged by letters_share (30% of what is open), letters_times (3) and letters_floor (50)',
    },
  ]);
  expect(checkGuards({ rules: rules({ guards: { letters_per_round: 500 } }) })).toMatchObject([
    {
      state: 'warning',
      says: expect.stringMatching(
        /^letters_per_round: 500 holds .*; take it out of your policy, and letters_share/,
      ),
    },
  ]);
});
