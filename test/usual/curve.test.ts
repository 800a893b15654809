import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Curve, drawnTo, hazardOf } from '../../src/usual/curve.ts';

describe('a life table', () => {
  test('is what a textbook says: deaths over those at risk, the unseen leaving in between', () => {
    // Ten began; two ended in bin 0; three were seen for one bin only; one ended in bin 1, four in bin 2.
    const hazard = hazardOf({ done: [2, 1, 4], unseen: [0, 3] });
    expect(hazard.atRisk).toEqual([10, 5, 4]);
    expect(hazard.share).toEqual([0.2, 0.2, 1]);
    const curve = new Curve(hazard);
    expect([0, 1, 2, 3].map((bins) => curve.survivalAt(bins))).toEqual([1, 0.8, 0.8 * 0.8, 0]);
  });

  test('without anything unseen is the plain share', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }), (done) => {
        const all = done.reduce((sum, n) => sum + n, 0);
        fc.pre(all > 0);
        const curve = new Curve(hazardOf({ done, unseen: [] }));
        for (let bins = 0; bins <= done.length; bins++) {
          const lasting = done.slice(bins).reduce((sum, n) => sum + n, 0);
          expect(curve.survivalAt(bins)).toBeCloseTo(lasting / all, 10);
        }
      }),
    );
  });

  test('never makes a stage quicker by what is still open', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20), { minLength: 1, maxLength: 20 }),
        fc.array(fc.nat(20), { maxLength: 20 }),
        fc.nat(25),
        (done, unseen, bins) => {
          const finished = new Curve(hazardOf({ done, unseen: [] }));
          const censored = new Curve(hazardOf({ done, unseen }));
          fc.pre(done.some((n) => n > 0));
          expect(censored.survivalAt(bins)).toBeGreaterThanOrEqual(finished.survivalAt(bins) - 1e-12);
        },
      ),
    );
  });
});

describe('what remains after some time', () => {
  const curve = new Curve(hazardOf({ done: [0, 50, 30, 10, 10], unseen: [] }));

  test('is asked of those that lasted as long', () => {
    expect(curve.given(0, 2)).toBeCloseTo(0.5, 10);
    expect(curve.given(2, 3)).toBeCloseTo(0.4, 10);
    expect(curve.given(3, 3)).toBe(1);
    expect(curve.given(9, 10)).toBeNull();
  });

  test('has its median and quarters among them', () => {
    expect(curve.quantile(0.5)).toBe(1);
    expect(curve.quantile(0.75)).toBe(2);
    expect(curve.quantile(0.5, 2)).toBe(2);
    expect(curve.quantile(0.5, 3)).toBe(3);
  });

  test('has none where the curve does not reach', () => {
    const young = new Curve(hazardOf({ done: [0, 10], unseen: [0, 0, 30] }));
    expect(young.quantile(0.2)).toBe(1);
    expect(young.quantile(0.5)).toBeNull();
    expect(young.quantile(0.5, 7)).toBeNull();
    expect(new Curve(hazardOf({ done: [], unseen: [] })).quantile(0.5)).toBeNull();
  });
});

describe('a lane is drawn to its stage', () => {
  const stage = hazardOf({ done: [100, 100], unseen: [] });

  test('by ten imagined items', () => {
    const lane = hazardOf({ done: [30], unseen: [] });
    expect(drawnTo(lane, stage).share[0]).toBeCloseTo((30 + 5) / 40, 10);
    expect(drawnTo(lane, stage).share[1]).toBe(1);
  });

  test('wholly where nothing of its own is known, and not at all where only it reaches', () => {
    expect(drawnTo(hazardOf({ done: [], unseen: [] }), stage).share).toEqual(stage.share);
    const longer = hazardOf({ done: [0, 0, 1, 1], unseen: [] });
    expect(drawnTo(longer, stage).share.slice(2)).toEqual([0.5, 1]);
  });
});
