import { expect, test } from 'vitest';
import { letterKindFor } from '../../src/waiting/decide.ts';
import { find } from '../../src/waiting/find.ts';
import { aCase, aJob, aLetter, anOrder, day, JOB, situation, warsaw } from '../support/builders.ts';

const now = warsaw('2026-11-26 10:00');
const kindOf = (item: ReturnType<typeof anOrder>, cases: ReturnType<typeof aCase>[] = []) => {
  const given = situation(item, { now, cases });
  return letterKindFor(given, find(given));
};
const wrote = (differs: object = {}) => [
  aCase({
    letters: [aLetter({ decidedAt: warsaw('2026-11-24 10:00'), nextWordBy: day('2026-11-26'), ...differs })],
  }),
];

test('late: stalled first, still-waiting after it', () => {
  const late = anOrder({ promisedFor: day('2026-11-25') });
  expect(kindOf(late)).toBe('late');
  expect(
    kindOf(
      { ...late, stageSince: warsaw('2026-11-23 09:00') },
      wrote({ told: { stage: 'picking', lineNo: null, promisedFor: day('2026-11-25'), stoodStill: true } }),
    ),
  ).toBe('still-late');
  expect(kindOf(late, wrote({ status: 'withdrawn' })), 'nobody read the first').toBe('late');
});

test('not late yet: at-risk', () => {
  expect(
    kindOf(
      anOrder({
        stage: 'from warehouse',
        stageSince: warsaw('2026-11-25 09:00'),
        promisedFor: day('2026-11-27'),
      }),
    ),
  ).toBe('at-risk');
});

test('whose move it is comes first', () => {
  expect(kindOf(anOrder({ stage: 'waiting for customer', promisedFor: day('2026-11-25') }), wrote())).toBe(
    'waiting-for-you',
  );
  expect(
    kindOf(aJob({ stage: 'credit check', promisedFor: day('2026-11-25') }), [
      aCase({ ...wrote()[0], item: JOB }),
    ]),
  ).toBe('credit-hold');
});

test('news comes before the rest', () => {
  expect(kindOf(anOrder({ stage: 'packing', stageSince: warsaw('2026-11-26 08:00') }), wrote())).toBe(
    'moving-again',
  );
  expect(
    kindOf(
      anOrder({ promisedFor: day('2026-12-04') }),
      wrote({ told: { stage: 'picking', lineNo: null, promisedFor: day('2026-11-25'), stoodStill: true } }),
    ),
  ).toBe('promise-moved');
});
