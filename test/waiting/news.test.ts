import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { isQuiet } from '../../src/waiting/news.ts';
import { stateOf } from '../../src/waiting/state.ts';
import { aCase, aLetter, anOrder, day, situation, told, warsaw } from '../support/builders.ts';

const before = told({ state: 'broken', promisedFor: day('2026-11-25'), reason: null });
function quiet(order: object, says: object | null = {}) {
  const letters =
    says === null ? [] : [aLetter({ decidedAt: warsaw('2026-11-26 10:00'), told: { ...before, ...says } })];
  const given = situation(anOrder({ promisedFor: day('2026-11-25'), ...order }), {
    now: warsaw('2026-12-01 10:00'),
    cases: [aCase({ letters })],
  });
  const state = stateOf(given);
  return isQuiet(given, state, find(given, state));
}

test('a first letter is news, and one that finds all as the last one told it is none', () => {
  expect(quiet({}, null)).toBe(false);
  expect(quiet({})).toBe(true);
});

test.each([
  ['another stage', { stage: 'packing' }, {}],
  ['another promised day', { promisedFor: day('2026-11-27') }, {}],
  ['a reason, where none was told', { reason: 'machine_down' }, {}],
  ['another state', {}, { state: 'at_risk' }],
])('%s is news', (_, order, says) => {
  expect(quiet(order, says)).toBe(false);
});
