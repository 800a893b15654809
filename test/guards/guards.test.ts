import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, type Instant, instantOf, MINUTE } from '../../src/calendar/time.ts';
import type { CaseId, CustomerId, ItemId } from '../../src/customer/ids.ts';
import { GuardCounters } from '../../src/guards/guard-counters.ts';
import { type AboutKind, isHeldBy, type RoundCounts, trippedGuards } from '../../src/guards/guards.ts';
import type { LastDays } from '../../src/guards/letter-limit.ts';
import { trippedByTime } from '../../src/guards/time-guards.ts';
import { tripText } from '../../src/guards/trip-text.ts';
import { rules, warsaw } from '../support/builders.ts';

const { guards } = rules();

interface Words {
  readonly orders?: number;
  readonly jobs?: number;
  readonly invoices?: number;
  readonly newOrders?: number;
  readonly newJobs?: number;
  readonly vanished?: RoundCounts['vanished'];
  readonly addresses?: RoundCounts['addresses'];
  readonly letters?: readonly (readonly [kinds: readonly AboutKind[], count: number])[];
}
const counts = ({
  orders = 0,
  jobs = 0,
  invoices = 0,
  newOrders = 0,
  newJobs = 0,
  letters = [],
  vanished = [],
  addresses = [],
}: Words): RoundCounts => ({
  items: { order: orders, service_job: jobs },
  newlyStalled: { order: newOrders, service_job: newJobs },
  letters: letters.map(([kinds, count]) => ({ kinds, count })),
  vanished,
  invoices,
  addresses,
});
const NOTHING_KNOWN = new Map<AboutKind, LastDays>();
const lately = (busiest: number, newlyStalled = 0, days = 20) =>
  new Map<AboutKind, LastDays>([['order', { days, busiest, newlyStalled }]]);
const reasons = (words: Words, last = NOTHING_KNOWN, theGuards = guards) =>
  trippedGuards(counts(words), theGuards, last).map(tripText);

describe('letters of a round', () => {
  const orders = (open: number, letters: number): Words => ({
    orders: open,
    letters: [[['order'], letters]],
  });

  test('against what is open: a shop of 2,700 writes some hundreds a day, and half of all at once is no day of work', () => {
    expect(reasons(orders(2_700, 600))).toEqual([]);
    expect(reasons(orders(2_700, 1_350))).toEqual([
      'guard letters_per_round: 1350 letters about orders in one round, more than 810: 30% of the 2700 open are 810; what is usual nobody knows yet',
    ]);
    expect(reasons({})).toEqual([]);
  });

  test('a tiny shop whose every order is late at once trips nothing', () => {
    expect(reasons(orders(3, 3))).toEqual([]);
    expect(reasons(orders(50, 50))).toEqual([]);
  });

  test('against the last days: who writes to many each day may write to three times as many', () => {
    expect(reasons(orders(2_700, 1_200), lately(400))).toEqual([]);
    expect(reasons(orders(2_700, 1_201), lately(400))).toEqual([
      'guard letters_per_round: 1201 letters about orders in one round, more than 1200: 30% of the 2700 open are 810; the busiest of the last 28 days had 400',
    ]);
    expect(reasons(orders(2_700, 1_200), lately(400, 0, 4)), 'four days tell nothing').toHaveLength(1);
  });

  test('ten times the busiest day is too much, though it is a small share of a large company', () => {
    expect(reasons(orders(90_000, 2_001), lately(200))).toEqual([
      'guard letters_per_round: 2001 letters about orders in one round, more than 2000: 30% of the 90000 open are 27000; the busiest of the last 28 days had 200',
    ]);
    expect(reasons(orders(90_000, 2_000), lately(200))).toEqual([]);
  });

  test('reminders against the invoices of those who are behind', () => {
    expect(reasons({ invoices: 400, letters: [[['invoice'], 120]] })).toEqual([]);
    expect(reasons({ invoices: 400, letters: [[['invoice'], 121]] })).toEqual([
      'guard letters_per_round: 121 letters about invoices in one round, more than 120: 30% of the 400 open are 120; what is usual nobody knows yet',
    ]);
  });

  test("the policy's own number of before still holds, and names what judges without it", () => {
    const own = { ...guards, lettersPerRound: 500 };
    const all: Words = {
      orders: 90_000,
      invoices: 9_000,
      letters: [
        [['order'], 300],
        [['invoice'], 201],
      ],
    };
    expect(reasons(all)).toEqual([]);
    expect(reasons(all, NOTHING_KNOWN, own)).toEqual([
      "guard letters_per_round: 501 letters in one round, more than 500, the policy's own number; letters_share judges by what is open",
    ]);
  });
});

describe('letters to one address', () => {
  const addresses = [
    { address: 'biuro@partner.example', customers: 31 },
    { address: 'kasa@partner.example', customers: 11 },
    { address: 'a@family.example', customers: 4 },
  ];

  test('about too many customers: held is what goes there, and nothing else', () => {
    const trips = trippedGuards(counts({ addresses }), guards, NOTHING_KNOWN);
    expect(trips.map(tripText)).toEqual([
      'guard letters_per_address: 31 customers are to be written to at biuro@partner.example, more than 10, and 1 more such addresses: whose is it?',
    ]);
    const held = (address: string) => isHeldBy(trips, { kinds: ['order'], letter: 'late', address });
    expect(['Biuro@Partner.example', 'kasa@partner.example', 'a@family.example'].map(held)).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('what waits for another day, because the address has its letter of today, counts too', () => {
    const counters = new GuardCounters();
    const to = { address: 'Biuro@partner.example' };
    const letter = { kind: 'late', to, about: [{ kind: 'order' }], cases: [] } as const;
    counters.addLetter({ ...letter, customerId: 'C0' as CustomerId }, []);
    for (let n = 1; n <= 10; n += 1) counters.addWanted('biuro@Partner.example', `C${n}` as CustomerId);
    counters.addWanted('a@family.example', 'C1' as CustomerId);
    expect(counters.counts.addresses).toEqual([{ address: 'biuro@partner.example', customers: 11 }]);
    expect(counters.heldBy(trippedGuards(counters.counts, guards, NOTHING_KNOWN))).toBe(1);
  });
});

test('too large a share stalled at once, unless they are few, or such days are usual', () => {
  const many: Words = { orders: 200, letters: [[['order'], 51]], newOrders: 51 };
  expect(reasons(many)).toEqual([
    'guard newly_stalled_share: 51 of 200 items stalled at once (26%), more than 25%: orders',
  ]);
  expect(reasons({ orders: 60, letters: [[['order'], 50]], newOrders: 50 })).toEqual([]);
  expect(reasons(many, lately(30, 17)), 'the sales of November, when a third was late').toEqual([]);
  expect(reasons(many, lately(30, 16))).toHaveLength(1);
  expect(reasons({ orders: 0, newOrders: 51 }), 'left by a killed round').toHaveLength(1);
});

describe('a broken table', () => {
  const broken = counts({
    orders: 800,
    jobs: 400,
    invoices: 1_500,
    newOrders: 700,
    newJobs: 40,
    letters: [
      [['order'], 600],
      [['service_job'], 30],
      [['order', 'service_job'], 10],
      [['invoice'], 450],
    ],
  });
  const trips = trippedGuards(broken, guards, NOTHING_KNOWN);

  test('holds no letter about another, though all of them together are too many', () => {
    expect(trips.map(({ guard, kinds }) => [guard, kinds])).toEqual([['newly_stalled_share', ['order']]]);
    expect(isHeldBy(trips, { kinds: ['service_job'], letter: 'late', address: 'a@x.example' })).toBe(false);
    expect(isHeldBy(trips, { kinds: ['invoice'], letter: 'late', address: 'a@x.example' })).toBe(false);
  });

  test('holds a letter that is about both', () => {
    expect(isHeldBy(trips, { kinds: ['order', 'service_job'], letter: 'late', address: 'a@x.example' })).toBe(
      true,
    );
  });

  test('does not hide that the others are too many too', () => {
    const more = { ...broken, letters: [...broken.letters, { kinds: ['invoice'] as const, count: 1 }] };
    expect(trippedGuards(more, guards, NOTHING_KNOWN).map(({ guard, kinds }) => [guard, kinds])).toEqual([
      ['newly_stalled_share', ['order']],
      ['letters_per_round', ['invoice']],
    ]);
  });
});

test('what a person released from the backlog is no sign of a broken export; what a killed round left counts', () => {
  const counters = new GuardCounters();
  const item = { kind: 'order', id: 'O1' as ItemId } as const;
  const told = { stage: 'picking', lineNo: null, promisedFor: null, stoodStill: true };
  const cases = [{ caseId: 'c' as CaseId, item, ordinal: 1, told, hasWord: true, first: true }];
  const letter = {
    kind: 'late',
    customerId: 'C1' as CustomerId,
    to: { address: 'a@x.example' },
    about: [item],
    cases,
  };
  counters.addLetter(letter, [item]);
  expect(counters.counts.newlyStalled.order).toBe(0);
  counters.addLetter(letter, []);
  counters.takeOver({ letters: [{ kinds: ['order', 'invoice'], count: 4 }], newlyStalled: { order: 2 } });
  expect(counters.counts).toEqual({
    items: { order: 0, service_job: 0 },
    invoices: 0,
    addresses: [],
    newlyStalled: { order: 3, service_job: 0 },
    vanished: [],
    letters: [
      { kinds: ['order'], count: 2 },
      { kinds: ['invoice', 'order'], count: 4 },
    ],
  });
  expect(counters.heldBy([{ guard: 'clock', kinds: null, why: [] }]), 'its own').toBe(2);
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
        // Reminders to all who are behind with one of four of their open invoices.
        invoices: 4 * invoices,
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
        expect(trippedGuards(usual, guards, NOTHING_KNOWN)).toEqual([]);
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
    const ahead = trip(ago(HOUR), ago(3 * DAY));
    expect(ahead).toMatchObject({ guard: 'clock', kinds: null });
    expect(ahead && tripText(ahead)).toBe(
      "guard clock: the worker's clock stands 3 days ahead of the database's; set the clocks",
    );
    const behind = trip(ago(HOUR), ago(-11 * MINUTE));
    expect(behind && tripText(behind)).toContain('11 minutes behind');
  });

  test('gone back since the last round', () => {
    expect(trip(ago(-3 * DAY))).toMatchObject({ guard: 'clock' });
    expect(trip(ago(-9 * MINUTE))).toBeNull();
  });

  test('a last round that is long past, unless people paused them meanwhile', () => {
    const long = trip(ago(8 * DAY));
    expect(long && tripText(long)).toMatch(
      /^guard longest_gap: the last round was 8 days ago, .*was a backup restored\?$/,
    );
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
  const trip = trippedGuards(counts({ orders: 40, letters, vanished: [gone({})] }), guards, NOTHING_KNOWN);
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
