import { expect, test } from 'vitest';
import { checkLimits, superviseSays } from '../../src/doctor/check-guards.ts';
import { rules } from '../support/builders.ts';

test('guards judge by what is open; a number of before is named, with what replaces it', () => {
  expect(checkLimits(rules())).toEqual({
    check: 'guards',
    state: 'ok',
    says: 'letters of a round are judged by letters_share (30% of what is open), letters_times (3) and letters_floor (50)',
  });
  expect(checkLimits(rules({ guards: { letters_per_round: 500 } }))).toMatchObject({
    state: 'warning',
    says: expect.stringMatching(
      /^letters_per_round: 500 holds .*; take it out of your policy, and letters_share/,
    ),
  });
});

test('how many letters of each kind are still looked at', () => {
  const says = (letGo: Record<string, number>) =>
    superviseSays(['late', 'at-risk'], new Map(Object.entries(letGo)), 20);
  expect(says({ late: 8 })).toBe(
    'letters wait until a person lets them go, so many more of each kind: late 12, at-risk 20',
  );
  expect(says({ late: 20, 'at-risk': 19 })).toContain('kind: at-risk 1');
  expect(says({ late: 20, 'at-risk': 20 })).toContain('no kind waits');
});
