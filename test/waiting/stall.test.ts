import { expect, test } from 'vitest';
import { find } from '../../src/waiting/find.ts';
import { theFinding } from '../../src/waiting/finding.ts';
import { aLine, anOrder, day, situation, warsaw } from '../support/builders.ts';

const now = warsaw('2026-12-01 10:00');
const stall = (order: ReturnType<typeof anOrder>) =>
  theFinding(find(situation(order, { now })), 'stage_overrun');

test('a stage over its allowance, in working days', () => {
  expect(stall(anOrder({ stage: 'picking', stageSince: warsaw('2026-11-25 10:00') }))).toMatchObject({
    stage: 'picking',
    since: day('2026-11-25'),
    inStageFor: 4,
    began: warsaw('2026-11-27 10:00'),
    line: null,
  });
});

test('one of four in another warehouse is named', () => {
  const slow = aLine({
    lineNo: 3,
    description: 'waistcoat',
    stage: 'from warehouse',
    stageSince: warsaw('2026-11-24 10:00'),
  });
  const ready = [1, 2, 4].map((lineNo) => aLine({ lineNo, stage: 'ready' }));
  expect(stall(anOrder({ stage: 'sewing', lines: [...ready, slow] }))?.line).toBe(slow);
});

test('when all lines stand at the same place, no line is blamed', () => {
  const lines = [1, 2].map((lineNo) =>
    aLine({ lineNo, stage: 'picking', stageSince: warsaw('2026-11-24 10:00') }),
  );
  expect(stall(anOrder({ stage: 'picking', lines }))?.line).toBeNull();
});

test('a wait for the customer is never our stall', () => {
  expect(
    stall(
      anOrder({
        stage: 'waiting for approval',
        stageSince: warsaw('2026-11-16 10:00'),
        openedAt: warsaw('2026-11-16 10:00'),
      }),
    ),
  ).toBeUndefined();
});
