import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { theFinding } from '../../src/waiting/finding.ts';
import { isForward, standsAsTold } from '../../src/waiting/moving.ts';
import { aCase, aLetter, aLine, anOrder, rules, situation, warsaw } from '../support/builders.ts';

const now = warsaw('2026-11-26 10:00');
const told = (differs: object = {}) => ({
  stage: 'from warehouse',
  lineNo: null,
  promisedFor: null,
  stoodStill: true,
  ...differs,
});
const afterSaying = (says: object, differs: object = {}) => [
  aCase({ letters: [aLetter({ decidedAt: warsaw('2026-11-25 10:00'), told: told(says), ...differs })] }),
];
const moves = (order: ReturnType<typeof anOrder>, cases = afterSaying({})) =>
  theFinding(find(situation(order, { now, cases })), 'moving_again');
const today = warsaw('2026-11-26 08:00');

test('it left the stage at which a letter said that it stood still', () => {
  expect(moves(anOrder({ stage: 'packing', stageSince: today }))).toMatchObject({
    stage: 'packing',
    was: 'from warehouse',
    began: today,
  });
  expect(moves(anOrder({ stage: 'From Warehouse', stageSince: today }))).toBeUndefined();
});

test('nobody was told, or the letter did not say that it stood still: no news', () => {
  const order = anOrder({ stage: 'packing', stageSince: today });
  expect(moves(order, [])).toBeUndefined();
  expect(moves(order, afterSaying({ stoodStill: false }))).toBeUndefined();
  expect(moves(order, afterSaying({}, { status: 'withdrawn' }))).toBeUndefined();
});

test('the line that was named is the one that must move', () => {
  const line = (stage: string) => [
    aLine({ lineNo: 1, stage: 'ready' }),
    aLine({ lineNo: 3, stage, stageSince: today }),
  ];
  const named = afterSaying({ lineNo: 3 });
  expect(moves(anOrder({ stage: 'sewing', lines: line('packing') }), named)?.stage).toBe('packing');
  expect(moves(anOrder({ stage: 'sewing', lines: line('from warehouse') }), named)).toBeUndefined();
  expect(
    moves(anOrder({ stage: 'sewing', lines: [aLine({ lineNo: 1 })] }), named),
    'it is gone',
  ).toBeUndefined();
});

test.each([
  ['quality check', 'repair', 'it failed its check'],
  ['picking', 'pending', 'back in the queue'],
  ['shipped', 'picking', 'it came back'],
  ['picking', 'hand finishing', 'a stage that nobody mapped'],
  ['sewing', 'Sewing II', 'a stage that was renamed'],
  ['from warehouse', 'back order', 'out of one wait into another'],
])('from %s to %s nothing moves again: %s', (from, to) => {
  expect(moves(anOrder({ stage: to, stageSince: today }), afterSaying({ stage: from }))).toBeUndefined();
  expect(isForward(from, to, rules())).toBe(false);
});

test('forward is a kind further along, or a later stage of one kind as policy lists them', () => {
  expect(isForward('repair', 'quality check', rules())).toBe(true);
  expect(isForward('waiting for parts', 'repair', rules())).toBe(true);
  expect(isForward('picking', 'PACKING', rules())).toBe(true);
  expect(isForward('packing', 'shipped', rules())).toBe(true);
  expect(isForward('packing', 'packing', rules())).toBe(false);
});

test('out of one wait into another, for the customer or for credit: it does not move', () => {
  expect(moves(anOrder({ stage: 'credit check', stageSince: today }))).toBeUndefined();
  expect(moves(anOrder({ stage: 'waiting for approval', stageSince: today }))).toBeUndefined();
});

test('stands as told: the item, or the named line, which may be gone', () => {
  const order = situation(anOrder({ stage: 'picking', lines: [aLine({ lineNo: 1 })] }), { now });
  expect(standsAsTold(order, told({ stage: 'PICKING' }))).toBe(true);
  expect(standsAsTold(order, told({ stage: 'picking', lineNo: 1 }))).toBe(true);
  expect(standsAsTold(order, told({ stage: 'picking', lineNo: 9 }))).toBe(false);
});
