import { expect, test } from 'vitest';
import { openPoints, slowestPoint, standsAlone } from '../../src/waiting/points.ts';
import { aLine, anOrder, situation, warsaw } from '../support/builders.ts';

const now = warsaw('2026-12-01 10:00');
const slowestOf = (order: ReturnType<typeof anOrder>) => {
  const given = situation(order, { now });
  return slowestPoint(given, openPoints(given));
};
const old = warsaw('2026-11-18 10:00');

test('the line that outran its allowance first decides', () => {
  const first = aLine({ lineNo: 1, stage: 'from warehouse', stageSince: old });
  const second = aLine({ lineNo: 2, stage: 'picking', stageSince: warsaw('2026-11-23 10:00') });
  expect(slowestOf(anOrder({ stage: 'sewing', lines: [second, first] }))?.line).toBe(first);
});

test('nothing over its allowance: nothing is slow', () => {
  expect(slowestOf(anOrder({ stage: 'from warehouse', stageSince: warsaw('2026-11-26 10:00') }))).toBeNull();
  expect(
    slowestOf(anOrder({ stage: 'from warehouse', stageSince: warsaw('2026-11-25 10:00') }))?.line,
  ).toBeNull();
});

test('a line that is ready is not slow, and one whose since nobody knows cannot be', () => {
  const ready = aLine({ lineNo: 1, stage: 'ready', stageSince: old });
  const unknown = aLine({ lineNo: 2, stage: 'from warehouse' });
  expect(slowestOf(anOrder({ lines: [ready, unknown] }))).toBeNull();
});

test('a line at the stage of its order stands there as long as the order', () => {
  const line = aLine({ lineNo: 1, stage: 'picking' });
  expect(slowestOf(anOrder({ stage: 'picking', stageSince: old, lines: [line] }))?.line).toBe(line);
});

test('a wait for the customer is slow only when nothing of ours is', () => {
  const theirs = aLine({ lineNo: 1, stage: 'waiting for approval', stageSince: old });
  const ours = aLine({ lineNo: 2, stage: 'picking', stageSince: warsaw('2026-11-25 10:00') });
  expect(slowestOf(anOrder({ stage: 'sewing', lines: [theirs] }))?.line).toBe(theirs);
  expect(slowestOf(anOrder({ stage: 'sewing', lines: [theirs, ours] }))?.line).toBe(ours);
});

test('a line stands alone when the others stand elsewhere', () => {
  const slow = aLine({ lineNo: 1, stage: 'from warehouse' });
  const alone = situation(anOrder({ lines: [slow, aLine({ lineNo: 2, stage: 'ready' })] }), { now });
  const among = situation(anOrder({ lines: [slow, aLine({ lineNo: 2, stage: 'from warehouse' })] }), { now });
  expect(standsAlone(alone, slow)).toBe(true);
  expect(standsAlone(among, slow)).toBe(false);
  expect(standsAlone(situation(anOrder({ lines: [slow] }), { now }), slow)).toBe(false);
});

test('an order whose lines have stages stands where these do; a line without one follows the order', () => {
  const order = anOrder({
    stage: 'from warehouse',
    stageSince: old,
    lines: [aLine({ lineNo: 1, stage: 'delivered' }), aLine({ lineNo: 2 })],
  });
  expect(
    openPoints(situation(order, { now })).map(({ line, stageName }) => [line?.lineNo, stageName]),
  ).toEqual([[2, 'from warehouse']]);
});

test("the order's own wait for credit or for the customer is a point of its own beside its lines", () => {
  const lines = [aLine({ lineNo: 1, stage: 'packing' })];
  const names = (stage: string) =>
    openPoints(situation(anOrder({ stage, lines }), { now })).map(({ stageName }) => stageName);
  expect(names('credit check')).toEqual(['credit check', 'packing']);
  expect(names('waiting for approval')).toEqual(['waiting for approval', 'packing']);
  expect(names('picking')).toEqual(['packing']);
});
