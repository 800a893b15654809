import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import type { CaseId, ItemId } from '../../src/customer/ids.ts';
import { type AboutKind, isHeldBy, type RoundCounts, trippedGuards } from '../../src/guards/guards.ts';
import { trippedByTime } from '../../src/guards/time-guards.ts';
import { GuardCounters } from '../../src/round/guard-counters.ts';
import { rules, warsaw } from '../support/builders.ts';

const { guards } = rules();

interface Words {
  readonly orders?: number;
  readonly jobs?: number;
  readonly newOrders?: number;
  readonly newJobs?: number;
  readonly vanished?: RoundCounts['vanished'];
  readonly letters?: readonly (readonly [kinds: readonly AboutKind[], count: number])[];
}
const counts = ({
  orders = 0,
  jobs = 0,
  newOrders = 0,
  newJobs = 0,
  letters = [],
  vanished = [],
}: Words): RoundCounts => ({
  items: { order: orders, service_job: jobs },
  newlyStalled: { order: newOrders, service_job: newJobs },
  letters: letters.map(([kinds, count]) => ({ kinds, count })),
  vanished,
});
const reasons = (words: Words) => trippedGuards(counts(words), guards).map(({ reason }) => reason);

test('a round as usual trips nothing', () => {
  expect(reasons({ orders: 1_000, letters: [[['order'], 500]], newOrders: 250 })).toEqual([]);
  expect(reasons({})).toEqual([]);
});

test('too many letters', () => {
  expect(reasons({ orders: 90_000, letters: [[['order'], 501]] })).toEqual([
    'guard letters_per_round: 501 letters in one round, more than 500: orders',
  ]);
  const all: Words['letters'] = [
    [['order'], 300],
    [['invoice'], 201],
  ];
  expect(reasons({ orders: 90_000, letters: all })).toEqual([
    'guard letters_per_round: 501 letters in one round, more than 500',
  ]);
});

test('too large a share stalled at once, unless they are few', () => {
  expect(reasons({ orders: 200, letters: [[['order'], 51]], newOrders: 51 })).toEqual([
    'guard newly_stalled_share: 51 of 200 items stalled at once (26%), more than 25%: orders',
  ]);
  expect(reasons({ orders: 60, letters: [[['order'], 50]], newOrders: 50 })).toEqual([]);
  expect(reasons({ orders: 0, newOrders: 51 }), 'left by a killed round').toHaveLength(1);
});

describe('a broken table', () => {
  const broken = counts({
    orders: 800,
    jobs: 400,
    newOrders: 700,
    newJobs: 40,
    letters: [
      [['order'], 600],
      [['service_job'], 30],
      [['order', 'service_job'], 10],
      [['invoice'], 450],
    ],
  });
  const trips = trippedGuards(broken, guards);

  test('holds no letter about another, though all of them together are too many', () => {
    expect(trips.map(({ guard, kinds }) => [guard, kinds])).toEqual([['newly_stalled_share', ['order']]]);
    expect(isHeldBy(trips, ['service_job'])).toBe(false);
    expect(isHeldBy(trips, ['invoice'])).toBe(false);
  });

  test('holds a letter that is about both', () => {
    expect(isHeldBy(trips, ['order', 'service_job'])).toBe(true);
  });

  test('does not hide that the others are too many too', () => {
    const more = { ...broken, letters: [...broken.letters, { kinds: ['invoice'] as const, count: 51 }] };
    expect(trippedGuards(more, guards).map(({ guard, kinds }) => [guard, kinds])).toEqual([
      ['newly_stalled_share', ['order']],
      ['letters_per_round', ['invoice']],
    ]);
  });
});

test('what a person released from the backlog is no sign of a broken export; what a killed round left counts', () => {
  const counters = new GuardCounters();
  const item = { kind: 'order', id: 'O1' as ItemId } as const;
  const told = { stage: 'picking', lineNo: null, promisedFor: null, stoodStill: true };
  const cases = [{ caseId: 'c' as CaseId, item, ordinal: 1, told, first: true }];
  counters.addLetter([item], cases, [item]);
  expect(counters.counts.newlyStalled.order).toBe(0);
  counters.addLetter([item], cases, []);
  counters.takeOver({ letters: [{ kinds: ['order', 'invoice'], count: 4 }], newlyStalled: { order: 2 } });
  expect(counters.counts).toEqual({
    items: { order: 0, service_job: 0 },
    newlyStalled: { order: 3, service_job: 0 },
    vanished: [],
    letters: [
      { kinds: ['order'], count: 2 },
      { kinds: ['invoice', 'order'], count: 4 },
    ],
  });
  expect(
    counters.written(() => true),
    'its own',
  ).toBe(2);
});

describe('small companies', () => {
  /** Whatever a company of some hundred open items does in a round, up to half of a small shop at once. */
  const round = fc
    .record({
      orders: fc.integer({ min: 0, max: 300 }),
      jobs: fc.integer({ min: 0, max: 300 }),
      invoices: fc.integer({ min: 0, max: 100 }),
      share: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    .map(({ orders, jobs, invoices, share }) => {
      // A Monday after a holiday: a quarter of what is open, or fifty of a small shop.
      const stalled = (items: number) => Math.floor(share * Math.min(items, Math.max(50, items / 4)));
      return counts({
        orders,
        jobs,
        newOrders: stalled(orders),
        newJobs: stalled(jobs),
        letters: [
          [['order'], stalled(orders)],
          [['service_job'], stalled(jobs)],
          [['invoice'], invoices],
        ],
      });
    });

  test('never trip a guard by what they write', () => {
    fc.assert(
      fc.property(round, (usual) => {
        expect(trippedGuards(usual, guards)).toEqual([]);
      }),
    );
  });

  const NOW = warsaw('2026-11-26 10:00');
  test('never trip one by their clocks, nor by a machine that is off for the holidays', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -10 * MINUTE, max: 7 * DAY }),
        fc.integer({ min: -10 * MINUTE, max: 10 * MINUTE }),
        (off, drift) => {
          const times = {
            lastRound: instantOf(NOW - off),
            lastResume: null,
            database: instantOf(NOW + drift),
          };
          expect(trippedByTime(NOW, times, guards)).toBeNull();
        },
      ),
    );
  });
});

describe('clocks', () => {
  const NOW = warsaw('2026-11-26 10:00');
  const ago = (span: number): Instant => instantOf(NOW - span);
  const trip = (lastRound: Instant | null, database: Instant = NOW, lastResume: Instant | null = null) =>
    trippedByTime(NOW, { lastRound, lastResume, database }, guards);

  test("ahead of the database's or behind it", () => {
    expect(trip(null)).toBeNull();
    expect(trip(ago(HOUR), ago(3 * DAY))).toMatchObject({
      guard: 'clock',
      kinds: null,
      reason: "guard clock: the worker's clock stands 3 days ahead of the database's; set the clocks",
    });
    expect(trip(ago(HOUR), ago(-11 * MINUTE))?.reason).toContain('11 minutes behind');
  });

  test('gone back since the last round', () => {
    expect(trip(ago(-3 * DAY))).toMatchObject({ guard: 'clock' });
    expect(trip(ago(-9 * MINUTE))).toBeNull();
  });

  test('a last round that is long past, unless people paused them meanwhile', () => {
    expect(trip(ago(8 * DAY))).toMatchObject({
      guard: 'longest_gap',
      reason: expect.stringMatching(
        /^guard longest_gap: the last round was 8 days ago, .*was a backup restored\?$/,
      ),
    });
    expect(trip(ago(8 * DAY), NOW, ago(HOUR))).toBeNull();
  });
});

test('rows that vanished hold the letters about their table, and of a handful none', () => {
  const gone = (differs: object) => ({
    kind: 'order' as const,
    gone: 60,
    of: 100,
    emptied: false,
    ...differs,
  });
  const letters: Words['letters'] = [
    [['order'], 5],
    [['invoice'], 5],
  ];
  const trip = trippedGuards(counts({ orders: 40, letters, vanished: [gone({})] }), guards);
  expect(trip.map(({ guard, kinds }) => [guard, kinds])).toEqual([['vanished_share', ['order']]]);
  expect(reasons({ orders: 40, letters, vanished: [gone({})] })).toEqual([
    'guard vanished_share: 60 of 100 are neither open nor closed any more (60%), more than 25%: orders',
  ]);
  expect(reasons({ orders: 40, letters, vanished: [gone({ gone: 50 })] }), 'not above the floor').toEqual([]);
  expect(reasons({ orders: 940, letters, vanished: [gone({ of: 1_000 })] }), 'not above the share').toEqual(
    [],
  );
  expect(reasons({ letters, vanished: [gone({ gone: 1, of: 1, emptied: true })] })).toEqual([
    'guard vanished_share: nothing is open any more, and 1 were before that nobody closed: orders',
  ]);
  const money: Words['letters'] = [[['invoice'], 5]];
  expect(reasons({ letters: money, vanished: [gone({})] }), 'no letter about them is there to hold').toEqual(
    [],
  );
});
