import { expect, test } from 'vitest';
import { stateOf } from '../../src/waiting/state.ts';
import { aContact, aJob, aLine, anOrder, day, decisionOn, situation, warsaw } from '../support/builders.ts';

const now = warsaw('2026-12-01 10:00');
const old = warsaw('2026-11-20 09:00');
const state = (order: object, differs: object = {}) =>
  stateOf(situation(anOrder({ openedAt: old, stageSince: old, ...order }), { now, ...differs }));

test('each item is one of nine, the first that fits', () => {
  const late = { promisedFor: day('2026-11-25') };
  expect(state({ ...late, stage: 'delivered' })).toBe('over');
  expect(state({ ...late, stage: 'ready' })).toBe('ready');
  expect(state({ stage: 'waiting for approval', promisedFor: day('2026-11-25') })).toBe('theirs');
  expect(state({ ...late, stage: 'credit check' })).toBe('on_hold');
  expect(state(late)).toBe('broken');
  expect(state({ promisedFor: day('2026-12-03') })).toBe('at_risk');
  expect(state({})).toBe('stalled');
  expect(state({ stage: 'sewing' })).toBe('silent');
  expect(state({ stage: 'sewing', promisedFor: day('2026-12-18') })).toBe('on_course');
});

test('an order of three working days whose promise lies weeks ahead hears nothing, however silent we are', () => {
  const order = anOrder({ stage: 'sewing', stageSince: old, promisedFor: day('2026-12-18') });
  for (let hour = 0; hour < 14 * 24; hour += 7) {
    const given = situation(order, { now: (warsaw('2026-11-26 08:00') + hour * 3_600_000) as typeof now });
    expect(decisionOn(given).do).toBe('nothing');
  }
});

test('without a promise it is on course while somebody spoke lately', () => {
  const spoke = [aContact({ at: warsaw('2026-11-27 10:00') })];
  expect(state({ stage: 'sewing' }, { contacts: spoke })).toBe('on_course');
});

test('an order all of whose lines are delivered is not late, whatever its own row says', () => {
  const lines = [1, 2].map((lineNo) => aLine({ lineNo, stage: 'delivered', stageSince: old }));
  expect(state({ promisedFor: day('2026-11-25'), lines })).toBe('over');
});

test('one line is open: the order stands as that line, and is late', () => {
  const lines = [aLine({ lineNo: 1, stage: 'delivered' }), aLine({ lineNo: 2, stage: 'picking' })];
  expect(state({ promisedFor: day('2026-11-25'), lines })).toBe('broken');
});

test('a credit check within its allowance holds nothing up yet', () => {
  const job = aJob({
    stage: 'credit check',
    stageSince: warsaw('2026-12-01 09:00'),
    promisedFor: day('2026-12-18'),
  });
  expect(stateOf(situation(job, { now }))).toBe('on_course');
});
