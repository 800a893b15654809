import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { letterKindFor } from '../../src/waiting/letter-kind.ts';
import { stateOf } from '../../src/waiting/state.ts';
import {
  aCase,
  aJob,
  aLetter,
  aLine,
  anOrder,
  day,
  JOB,
  situation,
  told,
  warsaw,
} from '../support/builders.ts';

const now = warsaw('2026-11-26 10:00');
const kindOf = (item: ReturnType<typeof anOrder>, cases: ReturnType<typeof aCase>[] = []) => {
  const given = situation(item, { now, cases });
  const state = stateOf(given);
  return letterKindFor(given, state, find(given, state));
};
const wrote = (differs: object = {}) => [
  aCase({
    letters: [aLetter({ decidedAt: warsaw('2026-11-24 10:00'), nextWordBy: day('2026-11-26'), ...differs })],
  }),
];

test('a broken promise: late first, whatever went before it broke, and still-late after that', () => {
  const late = anOrder({ promisedFor: day('2026-11-25') });
  const says = told({ promisedFor: day('2026-11-25') });
  expect(kindOf(late)).toBe('late');
  expect(kindOf(late, wrote({ told: says }))).toBe('late');
  expect(kindOf(late, wrote({ told: says, decidedAt: warsaw('2026-11-26 08:00') }))).toBe('still-late');
  expect(
    kindOf(late, wrote({ told: says, decidedAt: warsaw('2026-11-26 08:00'), status: 'withdrawn' })),
    'nobody read the first',
  ).toBe('late');
});

test('a stage over its allowance: late first, still-late after it', () => {
  const stalled = anOrder({ stageSince: warsaw('2026-11-20 09:00') });
  expect(kindOf(stalled)).toBe('late');
  expect(kindOf(stalled, wrote({ told: told({ state: 'stalled' }) }))).toBe('still-late');
});

test('not late yet: at-risk', () => {
  const lines = [aLine({ lineNo: 1, promisedFor: day('2026-12-01') })];
  expect(kindOf(anOrder({ stage: 'sewing', promisedFor: day('2026-11-27'), lines }))).toBe('at-risk');
});

test('whose move it is comes first', () => {
  const theirs = anOrder({
    stage: 'waiting for customer',
    stageSince: warsaw('2026-11-24 09:00'),
    promisedFor: day('2026-11-25'),
  });
  expect(kindOf(theirs, wrote())).toBe('waiting-for-you');
  const held = aJob({
    stage: 'credit check',
    stageSince: warsaw('2026-11-24 09:00'),
    promisedFor: day('2026-11-25'),
  });
  expect(kindOf(held, [aCase({ ...wrote()[0], item: JOB })])).toBe('credit-hold');
});

test('on course: a new date, movement, our word, a note', () => {
  const moves = anOrder({ stage: 'packing', stageSince: warsaw('2026-11-26 08:00') });
  expect(kindOf(moves, wrote())).toBe('moving-again');
  const says = told({ stage: 'sewing', promisedFor: day('2026-11-25'), stoodStill: false });
  const moved = anOrder({ stage: 'sewing', promisedFor: day('2026-12-04') });
  expect(kindOf(moved, wrote({ told: says }))).toBe('promise-moved');
  const same = { ...says, promisedFor: day('2026-12-04') };
  expect(kindOf(moved, wrote({ told: same }))).toBe('word-redeemed');
  expect(kindOf(moved)).toBe('on-course');
});
