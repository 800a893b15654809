import { expect, test } from 'vitest';
import { type Day, isoDay, parseDay } from '../../../src/calendar/time.ts';
import { mondayOf } from '../../../src/replay/figures/monday.ts';

test.each([
  ['2026-01-05', '2026-01-05'],
  ['2026-01-11', '2026-01-05'],
  ['2026-01-12', '2026-01-12'],
  ['1969-12-31', '1969-12-29'],
])('the week of %s begins on %s', (day, monday) => {
  expect(isoDay(mondayOf(parseDay(day) ?? (0 as Day)))).toBe(monday);
});
