import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weekChart } from '../../../src/replay/telling/week-chart.ts';
import { tellerIn } from '../../support/teller.ts';

const teller = tellerIn('en');
const names = ['a', 'b', 'c'].map((key) => ({ key, name: key.toUpperCase() }));
const chart = (...counts: Record<string, number>[]) =>
  weekChart(
    teller,
    names,
    counts.map((each, nth) => ({ week: `2026-01-${String(5 + nth).padStart(2, '0')}`, counts: each })),
  );

test('the parts of a week stand on each other, the tallest week fills the chart, and what never came has no key', () => {
  const { columns, series, most } = chart({ a: 3, c: 1 }, {}, { a: 1, c: 1 });
  expect(series.map(({ name, total, nth }) => [nth, name, total])).toEqual([
    [0, 'A', '4'],
    [2, 'C', '2'],
  ]);
  expect(columns.map(({ parts }) => parts)).toEqual([
    [
      { nth: 0, y: 25, height: 75 },
      { nth: 2, y: 0, height: 25 },
    ],
    [],
    [
      { nth: 0, y: 75, height: 25 },
      { nth: 2, y: 50, height: 25 },
    ],
  ]);
  expect(most).toBe('most in one week: 4');
});

test('whatever comes, no column leaves the chart, and each is as tall as its count among the others', () => {
  const week = fc.record({ a: fc.nat(9_999), b: fc.nat(9_999), c: fc.nat(9_999) });
  fc.assert(
    fc.property(fc.array(week, { minLength: 1, maxLength: 20 }), (weeks) => {
      const { columns, height, width } = chart(...weeks);
      const totals = weeks.map(({ a, b, c }) => a + b + c);
      const most = Math.max(...totals);
      columns.forEach(({ parts, x, width: wide }, nth) => {
        const tall = parts.reduce((sum, part) => sum + part.height, 0);
        expect(tall).toBeCloseTo(most === 0 ? 0 : (100 * (totals[nth] ?? 0)) / most, 0);
        for (const part of parts) {
          expect(part.y).toBeGreaterThanOrEqual(-0.05);
          expect(part.y + part.height).toBeLessThanOrEqual(height + 0.05);
        }
        expect(x + wide).toBeLessThanOrEqual(width);
      });
    }),
  );
});
