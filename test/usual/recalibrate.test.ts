import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Day } from '../../src/calendar/time.ts';
import {
  emptySaid,
  recalibration,
  type SaidChances,
  saidAndCame,
  saidSchema,
  say,
  settle,
} from '../../src/usual/recalibrate.ts';
import { later, MONDAY } from './histories.ts';

/** So many promises of which so much was said on a day, of which so many came late. */
function told(said: SaidChances, day: Day, late: number, promises: number, cameLate: number): SaidChances {
  const sayings = Array.from({ length: promises }, (_, nth) => ({
    key: `order ${nth}`,
    kind: 'order' as const,
    promised: day,
    late,
  }));
  const outcomes = sayings.map(({ key, promised }, nth) => ({
    key,
    promised,
    how: nth < cameLate ? ('broken' as const) : ('kept' as const),
  }));
  return settle(say(said, sayings), outcomes, later(day, 1));
}

const meaning = (said: SaidChances) => recalibration(saidAndCame(said, 'order'));

describe('what was said against what came', () => {
  test('changes nothing as long as nothing came', () => {
    expect(meaning(emptySaid)(0.42)).toBe(0.42);
  });

  test('is believed when there is much of it', () => {
    const gloomy = told(emptySaid, MONDAY, 0.75, 1000, 540);
    expect(meaning(gloomy)(0.75)).toBeCloseTo(0.54, 1);
  });

  test('is hardly believed when there is little: twenty imagined promises came as they were said', () => {
    const cheerful = told(emptySaid, MONDAY, 0.75, 4, 4);
    expect(meaning(cheerful)(0.75)).toBeCloseTo((20 * 0.75 + 4) / 24, 6);
  });

  test('leaves the window after 180 days', () => {
    const gloomy = told(emptySaid, MONDAY, 0.75, 1000, 540);
    expect(saidAndCame(settle(gloomy, [], later(MONDAY, 149)), 'order')[7]?.promises).toBe(1000);
    expect(settle(gloomy, [], later(MONDAY, 211)).came.order).toEqual({});
  });

  test('is counted per kind', () => {
    const gloomy = told(emptySaid, MONDAY, 0.75, 1000, 540);
    expect(recalibration(saidAndCame(gloomy, 'service_job'))(0.75)).toBe(0.75);
  });

  test('counts each morning on which something was said, once it is settled', () => {
    const morning = [{ key: 'a', kind: 'order' as const, promised: MONDAY, late: 0.31 }];
    const twice = say(say(emptySaid, morning), morning);
    expect(saidAndCame(twice, 'order')[3]?.promises).toBe(0);
    const settled = settle(twice, [{ key: 'a', promised: MONDAY, how: 'broken' }], later(MONDAY, 1));
    expect(saidAndCame(settled, 'order')[3]).toEqual({ said: 0.31, promises: 2, late: 2 });
    expect(settled.waiting).toEqual({});
  });

  test('forgets what was said of a promise that was moved, and begins anew', () => {
    const first = say(emptySaid, [{ key: 'a', kind: 'order', promised: MONDAY, late: 0.3 }]);
    const next = later(MONDAY, 7);
    const moved = say(first, [{ key: 'a', kind: 'order', promised: next, late: 0.1 }]);
    expect(moved.waiting.a?.said).toEqual([100]);
    const settled = settle(
      moved,
      [
        { key: 'a', promised: MONDAY, how: 'moved' },
        { key: 'a', promised: next, how: 'kept' },
      ],
      later(next, 1),
    );
    expect(saidAndCame(settled, 'order').map(({ promises }) => promises)).toEqual([
      0, 1, 0, 0, 0, 0, 0, 0, 0, 0,
    ]);
  });

  test('waits for what is open, and no longer than anybody will tell', () => {
    const first = say(emptySaid, [{ key: 'a', kind: 'order', promised: MONDAY, late: 0.3 }]);
    const open = settle(first, [{ key: 'a', promised: MONDAY, how: 'open' }], MONDAY);
    expect(open.waiting).toEqual(first.waiting);
    expect(settle(open, [], later(MONDAY, 90)).waiting).toEqual({});
  });
});

describe('a recalibrated chance', () => {
  const bins = fc
    .array(fc.record({ promises: fc.nat(500), share: fc.double({ min: 0, max: 1, noNaN: true }) }), {
      minLength: 10,
      maxLength: 10,
    })
    .map((all) =>
      all.map(({ promises, share }, nth) => ({
        said: (nth + 0.5) / 10,
        promises,
        late: Math.round(promises * share),
      })),
    );
  const chance = fc.double({ min: 0, max: 1, noNaN: true });

  test('is a chance, and never falls where more was said', () => {
    fc.assert(
      fc.property(bins, chance, chance, (came, a, b) => {
        const meant = recalibration(came);
        const [low, high] = [meant(Math.min(a, b)), meant(Math.max(a, b))];
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(high).toBeGreaterThanOrEqual(low - 1e-12);
      }),
      { numRuns: 500 },
    );
  });

  test('is kept as JSON', () => {
    const said = told(emptySaid, MONDAY, 0.75, 10, 5);
    expect(saidSchema.parse(JSON.parse(JSON.stringify(said)))).toEqual(said);
  });
});
