import { expect, test } from 'vitest';
import { closeDone, closeMoved, nextOrdinal, openCase } from '../../src/waiting/case.ts';
import { aCase, aLetter, ORDER, warsaw } from '../support/builders.ts';

const now = warsaw('2026-11-26 10:00');

test('a case is named by its item and its first finding', () => {
  expect(openCase(ORDER, now)).toMatchObject({
    id: 'order:O1@20261126T090000Z',
    openedAt: now,
    closedAt: null,
  });
});

test('a case closes once, for its first reason', () => {
  const moved = closeMoved(aCase(), now);
  expect(moved).toMatchObject({ closedAt: now, closedBecause: 'moved', itemEnded: false });
  const later = warsaw('2026-11-30 10:00');
  expect(closeMoved(moved, later)).toBe(moved);
  expect(closeDone(moved, later)).toMatchObject({ closedAt: now, closedBecause: 'moved', itemEnded: true });
  expect(closeDone(aCase(), later)).toMatchObject({
    closedAt: later,
    closedBecause: 'done',
    itemEnded: true,
  });
});

test('withdrawn letters keep their number: it is never given twice', () => {
  const withdrawn = aLetter({ decidedAt: now, ordinal: 2, status: 'withdrawn' });
  expect(nextOrdinal(aCase())).toBe(1);
  expect(nextOrdinal(aCase({ letters: [aLetter({ decidedAt: now }), withdrawn] }))).toBe(3);
});
