import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { nthTold } from '../../src/waiting/nth-told.ts';
import { stateOf } from '../../src/waiting/state.ts';
import { aCase, aLetter, aLine, anOrder, day, situation, told, warsaw } from '../support/builders.ts';

/* "It is still late, they wrote of a day that they had named a week before, and had never called late." */
const NOW = '2026-12-10 10:00';
const letter = (on: string, says: Parameters<typeof told>[0]) =>
  aLetter({ decidedAt: warsaw(`${on} 10:00`), told: told(says) });
function nth(order: object, ...letters: readonly ReturnType<typeof aLetter>[]) {
  const given = situation(anOrder(order), { now: warsaw(NOW), cases: [aCase({ letters })] });
  const state = stateOf(given);
  return [state, nthTold(given, state, find(given, state))];
}

test('a broken day: the letters about that day, not about one before it', () => {
  const first = letter('2026-11-26', { state: 'broken', promisedFor: day('2026-11-25') });
  const moved = letter('2026-11-30', { state: 'on_course', promisedFor: day('2026-12-08') });
  const second = letter('2026-12-09', { state: 'broken', promisedFor: day('2026-12-08') });
  const order = { stage: 'sewing', promisedFor: day('2026-12-08') };
  expect(nth(order, first, moved)).toEqual(['broken', 0]);
  expect(nth(order, first, moved, second)).toEqual(['broken', 1]);
});

test('a stall: the letters since this stage has outrun its allowance, and those about a day that was taken out since', () => {
  const before = letter('2026-11-26', { state: 'stalled', stage: 'from warehouse' });
  const order = { stage: 'picking', stageSince: warsaw('2026-12-01 08:00') };
  expect(nth(order, before)).toEqual(['stalled', 0]);
  expect(nth(order, before, letter('2026-12-07', { state: 'stalled' }))).toEqual(['stalled', 1]);
  expect(nth(order, letter('2026-12-08', { state: 'broken', promisedFor: day('2026-12-07') }))).toEqual([
    'stalled',
    1,
  ]);
});

test('a warning: those since a letter said that it is on course again', () => {
  const warned = letter('2026-12-01', { state: 'at_risk', promisedFor: day('2026-12-11') });
  const lines = [aLine({ lineNo: 1, promisedFor: day('2026-12-15') })];
  const order = { stage: 'sewing', promisedFor: day('2026-12-11'), lines };
  expect(nth(order, warned)).toEqual(['at_risk', 1]);
  expect(
    nth(order, warned, letter('2026-12-04', { state: 'on_course', promisedFor: day('2026-12-11') })),
  ).toEqual(['at_risk', 0]);
});

test('a wait for them: the letters since it began; and ready: those at the end of what we wrote', () => {
  const asked = letter('2026-11-26', { state: 'theirs' });
  const again = { stage: 'waiting for approval', stageSince: warsaw('2026-12-03 08:00') };
  expect(nth(again, asked)).toEqual(['theirs', 0]);
  expect(nth(again, asked, letter('2026-12-08', { state: 'theirs' }))).toEqual(['theirs', 1]);
  const ready = letter('2026-11-26', { state: 'ready', stage: 'ready' });
  expect(nth({ stage: 'ready' }, ready)).toEqual(['ready', 1]);
  expect(nth({ stage: 'ready' }, ready, letter('2026-11-27', { state: 'on_course' }))).toEqual(['ready', 0]);
});
