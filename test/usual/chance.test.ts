import { describe, expect, test } from 'vitest';
import { chanceOfLate, firstJudgedDay, type OpenItem } from '../../src/usual/chance.ts';
import type { KnownHistory } from '../../src/usual/fate.ts';
import { KnownTimes } from '../../src/usual/known-times.ts';
import { learnAll } from '../../src/usual/usual.ts';
import { expectedDay, usualStay } from '../../src/usual/usual-time.ts';
import { anItem, day, later, MONDAY, on, packedFor, poland, workingDaysAfter } from './histories.ts';

/** Orders of the last weeks, all done: of every ten, so many take two days and the rest six. */
const orders = (n: number, quick: number, parts: Partial<KnownHistory> = {}): KnownHistory[] =>
  Array.from({ length: n }, (_, nth) =>
    packedFor(workingDaysAfter(later(MONDAY, -20 - (nth % 50)), 0), nth % 10 < quick ? 2 : 6, parts),
  );

const known = (histories: readonly KnownHistory[]) =>
  new KnownTimes(learnAll(poland, histories, MONDAY), poland);

const standing = (parts: Partial<OpenItem> = {}): OpenItem => ({
  kind: 'order',
  lane: null,
  stage: 'packing',
  since: on(MONDAY, 10),
  opened: on(MONDAY, 10),
  ...parts,
});

describe('the chance that a promise will be missed', () => {
  test('is the share of those as old that took longer than the promised day', () => {
    const times = known(orders(300, 7));
    const chance = chanceOfLate(times, standing(), workingDaysAfter(MONDAY, 4), on(MONDAY, 11));
    expect(chance).toMatchObject({ how: 'known', like: { items: 300, late: 90 } });
    expect(chance.how === 'known' && chance.said).toBeCloseTo(0.3, 1);
  });

  test('grows while it waits: after three days only the slow ones are left', () => {
    const times = known(orders(300, 7));
    const chance = chanceOfLate(
      times,
      standing(),
      workingDaysAfter(MONDAY, 4),
      on(workingDaysAfter(MONDAY, 3), 9),
    );
    expect(chance).toMatchObject({ how: 'known', late: 1, like: { items: 90, late: 90 } });
  });

  test('counts the promised day to its end', () => {
    const times = known(orders(300, 7));
    const chance = chanceOfLate(times, standing(), workingDaysAfter(MONDAY, 2), on(MONDAY, 11));
    expect(chance).toMatchObject({ like: { items: 300, late: 90 } });
    const dayBefore = chanceOfLate(times, standing(), workingDaysAfter(MONDAY, 1), on(MONDAY, 11));
    expect(dayBefore).toMatchObject({ like: { items: 300, late: 300 } });
  });

  test('is over with the day: a promise for Saturday is open on Saturday', () => {
    const times = known(orders(300, 7));
    const saturday = later(MONDAY, 5);
    expect(chanceOfLate(times, standing(), saturday, on(saturday, 20)).how).toBe('known');
    expect(chanceOfLate(times, standing(), saturday, on(later(saturday, 1), 1))).toEqual({ how: 'over' });
  });

  test('tells lanes apart, and draws a lane of which little is known to its stage', () => {
    const times = known([
      ...orders(300, 7, { lane: 'north' }),
      ...orders(300, 1, { lane: 'south' }),
      ...orders(3, 0, { lane: 'new' }),
    ]);
    const promised = workingDaysAfter(MONDAY, 4);
    const late = (lane: string | null): number => {
      const chance = chanceOfLate(times, standing({ lane }), promised, on(MONDAY, 11));
      return chance.how === 'known' ? chance.said : Number.NaN;
    };
    expect(late('north')).toBeCloseTo(0.3, 1);
    expect(late('south')).toBeCloseTo(0.9, 1);
    expect(late(null)).toBeCloseTo(0.6, 1);
    // Three of three were slow; thirteen imagined ones say otherwise.
    expect(late('new')).toBeGreaterThan(0.6);
    expect(late('new')).toBeLessThan(0.75);
    expect(late('never seen')).toBeCloseTo(0.6, 1);
  });

  test('looks at the time from the opening where nobody knows since when it stands there', () => {
    const times = known(orders(300, 7));
    const promised = workingDaysAfter(MONDAY, 4);
    expect(chanceOfLate(times, standing({ since: null }), promised, on(MONDAY, 11)).how).toBe('known');
    expect(chanceOfLate(times, standing({ since: null, opened: null }), promised, on(MONDAY, 11))).toEqual({
      how: 'unknown',
      why: 'since_unknown',
    });
  });

  test('is learned from items without any event, by opening and end alone', () => {
    const times = known(orders(300, 7, { stages: [] }));
    const asked = standing({ stage: null });
    expect(chanceOfLate(times, asked, workingDaysAfter(MONDAY, 4), on(MONDAY, 11))).toMatchObject({
      like: { items: 300, late: 90 },
    });
  });
});

describe('too little history', () => {
  const promised = workingDaysAfter(MONDAY, 4);

  test('a week taught nothing, and says so', () => {
    const week = Array.from({ length: 40 }, (_, nth) => packedFor(later(MONDAY, -7 + (nth % 5)), 1));
    const times = known(week);
    expect(chanceOfLate(times, standing(), promised, on(MONDAY, 11))).toEqual({
      how: 'unknown',
      why: 'too_few_known',
    });
    expect(expectedDay(times, standing(), on(MONDAY, 11))).toBeNull();
  });

  test('199 fates are too few and 200 are enough', () => {
    expect(chanceOfLate(known(orders(199, 7)), standing(), promised, on(MONDAY, 11)).how).toBe('unknown');
    expect(chanceOfLate(known(orders(200, 7)), standing(), promised, on(MONDAY, 11)).how).toBe('known');
  });

  test('a stage that is hardly known is judged by all stages of its kind', () => {
    const engraving = anItem({
      stages: [{ stage: 'engraving', at: on(later(MONDAY, -20), 10) }],
      endings: [{ how: 'done', at: on(later(MONDAY, -14), 10) }],
    });
    const times = known([...orders(300, 7), engraving]);
    const asked = standing({ stage: 'engraving' });
    expect(chanceOfLate(times, asked, promised, on(MONDAY, 11)).how).toBe('known');
    // Service jobs are another kind.
    expect(chanceOfLate(times, { ...asked, kind: 'service_job' }, promised, on(MONDAY, 11)).how).toBe(
      'unknown',
    );
  });

  test('nothing is said of an item older than any that was seen', () => {
    const asked = standing({ since: on(later(MONDAY, -60), 10) });
    expect(chanceOfLate(known(orders(300, 7)), asked, promised, on(MONDAY, 11))).toEqual({
      how: 'unknown',
      why: 'too_few_so_late',
    });
  });
});

describe('the morning from which on a promise is judged', () => {
  test.each([
    ['Saturday', '2026-03-07', '2026-03-05'],
    ['Sunday', '2026-03-08', '2026-03-05'],
    ['Monday', '2026-03-09', '2026-03-05'],
    ['Friday', '2026-03-06', '2026-03-04'],
    ['the Tuesday after Easter Monday', '2026-04-07', '2026-04-02'],
  ])('for %s', (_, promised, first) => {
    expect(firstJudgedDay(poland.calendar, day(promised), 2)).toBe(day(first));
  });
});

describe('the usual time of a stage', () => {
  test('is counted from entering to leaving it, whatever came then', () => {
    const histories = Array.from({ length: 50 }, (_, nth) => {
      const since = later(MONDAY, -28);
      return anItem({
        stages: [
          { stage: 'packing', at: on(since, 10) },
          { stage: 'on the road', at: on(workingDaysAfter(since, nth < 45 ? 1 : 4), 10) },
        ],
      });
    });
    const times = known(histories);
    expect(usualStay(times, 'order', 'packing')).toEqual({ stays: 50, median: 1.5, most: 1.5 });
    // All are on the road yet.
    expect(usualStay(times, 'order', 'on the road')).toBeNull();
  });
});

describe('the expected day', () => {
  test('may be named where the middle half lies within three working days', () => {
    const times = known(orders(300, 9));
    expect(expectedDay(times, standing(), on(MONDAY, 11))).toEqual({
      median: workingDaysAfter(MONDAY, 2),
      most: workingDaysAfter(MONDAY, 2),
      sure: true,
    });
  });

  test('is not sure where the quick and the slow are far apart, and moves on while the item waits', () => {
    const times = known(orders(300, 5));
    expect(expectedDay(times, standing(), on(MONDAY, 11))?.sure).toBe(false);
    expect(expectedDay(times, standing(), on(workingDaysAfter(MONDAY, 3), 11))).toEqual({
      median: workingDaysAfter(MONDAY, 6),
      most: workingDaysAfter(MONDAY, 6),
      sure: true,
    });
  });
});
