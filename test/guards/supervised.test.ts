import { expect, test } from 'vitest';
import { isHeldBy } from '../../src/guards/guards.ts';
import { stillSupervised, tripOfSupervised } from '../../src/guards/supervised.ts';

const letGo = new Map([
  ['late', 20],
  ['at-risk', 19],
]);

test('a kind of which people let enough go is free, and so is one that was sent before anybody asked', () => {
  expect(stillSupervised(['late', 'at-risk', 'credit-hold'], letGo, 20)).toEqual([
    { kind: 'at-risk', left: 1 },
    { kind: 'credit-hold', left: 20 },
  ]);
  expect(stillSupervised(['late'], letGo, 0)).toEqual([]);
});

test('held are letters of the other kinds alone', () => {
  const trip = tripOfSupervised(stillSupervised(['late', 'at-risk'], letGo, 20), 20);
  const held = (letter: string) =>
    isHeldBy(trip ? [trip] : [], { kinds: ['order'], letter, address: 'a@x.example' });
  expect([held('late'), held('at-risk')]).toEqual([false, true]);
  expect(tripOfSupervised([], 20)).toBeNull();
});
