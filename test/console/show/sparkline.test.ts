import { expect, test } from 'vitest';
import { sparkline } from '../../../src/console/show/sparkline.ts';

test('a line goes from zero at the foot to the most at the top, and its last week has a dot', () => {
  expect(sparkline([0, 5, 10])).toEqual({
    width: 28,
    height: 28,
    lines: ['4,24 14,14 24,4'],
    dot: { x: 24, y: 4 },
  });
});

test('a week that was not counted is a gap; a single week between gaps is no line', () => {
  const { lines, dot } = sparkline([1, 1, null, 1, null, 1, 1]);
  expect(lines).toEqual(['4,4 14,4', '54,4 64,4']);
  expect(dot).toEqual({ x: 64, y: 4 });
  expect(sparkline([null, null]).dot).toBeNull();
  expect(sparkline([0, 0]).lines, 'nothing at all lies at the foot').toEqual(['4,24 14,24']);
});
