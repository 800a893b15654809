import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Day, instantOf, MINUTE } from '../../src/calendar/time.ts';
import type { FateEnding, KnownHistory } from '../../src/usual/fate.ts';
import { KnownTimes } from '../../src/usual/known-times.ts';
import { learn, learnAll, nothingLearned, type Usual, usualSchema } from '../../src/usual/usual.ts';
import { anItem, later, MONDAY, on, packedFor, poland, workingDaysAfter } from './histories.ts';

const packing = (usual: Usual, lane: string | null = null) =>
  new KnownTimes(usual, poland).toDone('order', 'packing', lane);

/** The median of the stage, in bins of half a working day. */
const median = (usual: Usual): number | null => packing(usual).curve.quantile(0.5);

/** One order a working day, for so many days up to `last`. */
const daily = (last: Day, orders: number, order: (since: Day) => KnownHistory): KnownHistory[] =>
  Array.from({ length: orders }, (_, nth) => {
    const since = later(last, -nth);
    return order(workingDaysAfter(since, 0));
  });

describe('learning day by day and learning all at once', () => {
  const moment = fc
    .integer({ min: on(MONDAY, 0) / MINUTE, max: on(later(MONDAY, 60), 0) / MINUTE })
    .map((minutes) => instantOf(minutes * MINUTE));
  const history: fc.Arbitrary<KnownHistory> = fc.record({
    kind: fc.constantFrom('order', 'service_job'),
    lane: fc.constantFrom(null, 'north', 'south'),
    opened: fc.option(moment, { nil: null }),
    stages: fc.array(fc.record({ stage: fc.constantFrom('picking', 'packing', '__proto__'), at: moment }), {
      maxLength: 5,
    }),
    promises: fc.constant([]),
    endings: fc.array(
      fc.record({
        how: fc.constantFrom<FateEnding>('done', 'cancelled', 'vanished', 'reopened'),
        at: moment,
      }),
      { maxLength: 3 },
    ),
  });

  test('give the same state, whatever happened in whatever order', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 12 }), fc.integer({ min: 1, max: 9 }), (histories, step) => {
        const last = later(MONDAY, 60);
        let byDay = nothingLearned;
        const changes = histories.map((item) => ({ before: item, after: item }));
        for (let today = MONDAY; today < last; today = later(today, step)) {
          byDay = learn(byDay, poland, changes, today);
        }
        byDay = learn(byDay, poland, changes, last);
        expect(byDay).toEqual(learnAll(poland, histories, last));
      }),
      { numRuns: 200 },
    );
  });

  test('give a state that survives being kept as JSON', () => {
    fc.assert(
      fc.property(fc.array(history, { maxLength: 12 }), (histories) => {
        const usual = learnAll(poland, histories, later(MONDAY, 60));
        expect(usualSchema.parse(JSON.parse(JSON.stringify(usual)))).toEqual(usual);
      }),
      { numRuns: 50 },
    );
  });

  test('never go back in time', () => {
    const usual = learnAll(poland, [], MONDAY);
    expect(() => learn(usual, poland, [], later(MONDAY, -1))).toThrow(RangeError);
  });

  test('leave the state that was given as it was', () => {
    const before = learnAll(
      poland,
      daily(MONDAY, 20, (since) => packedFor(since, 2)),
      MONDAY,
    );
    const kept = structuredClone(before);
    const item = packedFor(MONDAY, 1);
    learn(before, poland, [{ before: item, after: item }], workingDaysAfter(MONDAY, 5));
    expect(before).toEqual(kept);
  });
});

describe('what is learned', () => {
  test('forgets a year and more ago, so that the state stays small', () => {
    const first = learnAll(
      poland,
      daily(MONDAY, 100, (since) => packedFor(since, 2)),
      MONDAY,
    );
    expect(Object.keys(first.cells)).not.toEqual([]);
    const muchLater = learn(first, poland, [], later(MONDAY, 600));
    expect(muchLater.cells).toEqual({});
  });

  test('follows drift: what takes longer since two months is what is usual', () => {
    const now = MONDAY;
    const change = later(now, -60);
    const histories = daily(later(now, -20), 400, (since) => packedFor(since, since < change ? 2 : 8));
    // By number alone the old ways win nine to one; by weight they would not keep the upper quarter.
    const usual = learnAll(poland, histories, now);
    const upper = packing(usual).curve.quantile(0.8);
    expect(upper).toBe(17);
  });

  test('looks at the open ones too: only the quick being done does not make a stage quick', () => {
    // Of forty orders of one day a quarter came after a day; the others stand there for a week.
    const since = later(MONDAY, -7);
    const done = Array.from({ length: 10 }, () => packedFor(since, 1));
    const open = Array.from({ length: 30 }, () => packedFor(since, null));
    expect(median(learnAll(poland, done, MONDAY))).toBe(3);
    expect(median(learnAll(poland, [...done, ...open], MONDAY))).toBeNull();
    expect(packing(learnAll(poland, [...done, ...open], MONDAY)).curve.survivalAt(9)).toBeCloseTo(0.75, 10);
  });

  test('counts a cancelled one as not done, for as long as it was seen', () => {
    const cancelled = Array.from({ length: 10 }, () =>
      packedFor(MONDAY, null, { endings: [{ how: 'cancelled', at: on(MONDAY, 14) }] }),
    );
    const done = Array.from({ length: 10 }, () => packedFor(MONDAY, 3));
    const usual = learnAll(poland, [...cancelled, ...done], later(MONDAY, 30));
    expect(packing(usual).stage.known).toBe(10);
    expect(packing(usual).curve.survivalAt(6)).toBe(1);
  });

  test('takes back a closing that was reopened', () => {
    const item = packedFor(MONDAY, 1);
    const reopened = {
      ...item,
      endings: [...item.endings, { how: 'reopened' as const, at: on(later(MONDAY, 2), 9) }],
    };
    const closed = learnAll(poland, [reopened], later(MONDAY, 1));
    expect(packing(closed).stage.known).toBe(1);
    const again = learn(closed, poland, [{ before: reopened, after: reopened }], later(MONDAY, 4));
    expect(packing(again).stage.known).toBe(0);
    // Monday to Friday: eight half days and still open.
    expect(packing(again).stage.atRisk(7)).toBe(1);
  });

  test('takes it back also where the row forgot that it had been closed', () => {
    const item = packedFor(MONDAY, 1);
    const closed = learnAll(poland, [item], later(MONDAY, 1));
    const change = { before: item, after: packedFor(MONDAY, null) };
    expect(packing(learn(closed, poland, [change], later(MONDAY, 2))).stage.known).toBe(0);
  });

  test('counts no holiday as time that passed', () => {
    const item = anItem({
      stages: [{ stage: 'packing', at: on(later(MONDAY, 0), 10) }],
      endings: [{ how: 'done', at: on(later(MONDAY, 1), 10) }],
    });
    const overEaster = anItem({
      // Thursday before Easter to Tuesday after it: Friday works in Poland, Monday rests.
      stages: [{ stage: 'packing', at: on(workingDaysAfter(MONDAY, 23), 10) }],
      endings: [{ how: 'done', at: on(workingDaysAfter(MONDAY, 25), 10) }],
    });
    expect(median(learnAll(poland, [item], later(MONDAY, 90)))).toBe(2);
    expect(median(learnAll(poland, [overEaster], later(MONDAY, 90)))).toBe(4);
  });

  test('has room for so many stages and lanes, and says when it was not enough', () => {
    const endless = Array.from({ length: 3000 }, (_, nth) =>
      anItem({ stages: [{ stage: `stage ${nth}`, at: on(MONDAY, 10) }] }),
    );
    const usual = learnAll(poland, endless, MONDAY);
    expect(Object.keys(usual.cells).length).toBe(5000);
    expect(usual.full).toBe(true);
    expect(learnAll(poland, endless.slice(0, 100), MONDAY).full).toBe(false);
  });

  test('is not less than nothing where something was taken away that was never learned', () => {
    const stranger = packedFor(MONDAY, 1);
    const before = learnAll(poland, [], later(MONDAY, 10));
    const usual = learn(before, poland, [{ before: stranger, after: null }], later(MONDAY, 11));
    expect(packing(usual).stage.known).toBe(0);
  });

  test('says nothing of what it never saw', () => {
    expect(median(nothingLearned)).toBeNull();
    expect(packing(nothingLearned).stage.known).toBe(0);
  });
});
