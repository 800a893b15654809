import { expect, test } from 'vitest';
import type { WaitingItem } from '../../src/customer/customer.ts';
import { asLearned } from '../../src/replay/past/as-learned.ts';
import { partsFor } from '../../src/replay/past/part.ts';
import { anOrder, rules, warsaw } from '../support/builders.ts';
import { pastOf } from '../support/past.ts';

const order = (row: Partial<WaitingItem>): WaitingItem => ({
  ...anOrder(),
  openedAt: warsaw('2026-06-01 09:00'),
  ...row,
});
const entered = (stage: string, when: string) => ({ stage, at: warsaw(when), promisedFor: null });

test('a row that is closed long after its delivery was done with the delivery', () => {
  const item = pastOf(order({ stage: 'delivered' }), {
    events: [entered('picking', '2026-06-01 09:00'), entered('delivered', '2026-06-05 12:00')],
    closedAt: warsaw('2026-09-01 00:00'),
  });
  expect(asLearned(item, rules()).endings).toEqual([{ how: 'done', at: warsaw('2026-06-05 12:00') }]);
});

test('what was delivered and came back to be mended is open again', () => {
  const item = pastOf(order({ stage: 'repair' }), {
    events: [
      entered('delivered', '2026-06-05 12:00'),
      entered('repair', '2026-06-09 12:00'),
      entered('delivered', '2026-06-20 12:00'),
    ],
  });
  expect(asLearned(item, rules()).endings.map(({ how }) => how)).toEqual(['done', 'reopened', 'done']);
});

test('a cancelled order was never done', () => {
  const item = pastOf(order({ stage: 'picking' }), {
    events: [entered('picking', '2026-06-01 09:00')],
    closedAt: warsaw('2026-06-08 09:00'),
    outcome: 'Cancelled by customer',
  });
  expect(asLearned(item, rules()).endings).toEqual([{ how: 'cancelled', at: warsaw('2026-06-08 09:00') }]);
});

test('there are as few parts as keep each within the most, always a power of two', () => {
  expect([0, 25_000, 25_001, 200_000, 1_000_000].map((items) => partsFor(items, 25_000))).toEqual([
    1, 1, 2, 8, 64,
  ]);
});
