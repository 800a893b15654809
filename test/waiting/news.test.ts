import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { isQuiet } from '../../src/waiting/news.ts';
import { stateOf } from '../../src/waiting/state.ts';
import { aCase, aLetter, aLine, anOrder, day, situation, told, warsaw } from '../support/builders.ts';

const before = told({ state: 'broken', promisedFor: day('2026-11-25'), reason: null });
const dated = aLine({ lineNo: 1, promisedFor: day('2026-12-04') });
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
  ['a day of a late line, where none was told', { lines: [dated] }, {}],
  ['another day of the late line', { lines: [dated] }, { expected: day('2026-12-03') }],
])('%s is news', (_, order, says) => {
  expect(quiet(order, says)).toBe(false);
});

test('the day of a late line that was told is no news, nor that there is none', () => {
  expect(quiet({ lines: [dated] }, { expected: day('2026-12-04') })).toBe(true);
  expect(quiet({}, { expected: day('2026-12-04') })).toBe(true);
});
