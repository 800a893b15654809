import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { theFinding } from '../../src/waiting/finding.ts';
import { standsAsTold } from '../../src/waiting/moving.ts';
import { aCase, aLetter, aLine, anOrder, situation, warsaw } from '../support/builders.ts';

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
  expect(moves(anOrder({ stage: 'sewing', lines: [aLine({ lineNo: 1 })] }), named)?.stage).toBe('sewing');
});

test('out of one wait into another: something else is late, the customer or credit: it does not move', () => {
  expect(moves(anOrder({ stage: 'picking', stageSince: warsaw('2026-11-23 09:00') }))).toBeUndefined();
  expect(moves(anOrder({ stage: 'credit check', stageSince: today }))).toBeUndefined();
  expect(moves(anOrder({ stage: 'waiting for approval', stageSince: today }))).toBeUndefined();
});

test('stands as told: the item, or the named line, which may be gone', () => {
  const order = situation(anOrder({ stage: 'picking', lines: [aLine({ lineNo: 1 })] }), { now });
  expect(standsAsTold(order, told({ stage: 'PICKING' }))).toBe(true);
  expect(standsAsTold(order, told({ stage: 'picking', lineNo: 1 }))).toBe(true);
  expect(standsAsTold(order, told({ stage: 'picking', lineNo: 9 }))).toBe(false);
});
