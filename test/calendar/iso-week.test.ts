import { expect, test } from 'vitest';
import { daysOfWeek, isoWeek, mondayOf, parseWeek, weeksLater } from '../../src/calendar/iso-week.ts';
import { type Day, dayOf, isoDay } from '../../src/calendar/time.ts';
import { weekdayOf } from '../../src/calendar/weekend.ts';
import { day } from './words.ts';

test.each([
  ['2026-11-26', '2026-11-23', '2026-W48'],
  ['2026-11-29', '2026-11-23', '2026-W48'],
  ['2026-11-30', '2026-11-30', '2026-W49'],
  ['2021-01-03', '2020-12-28', '2020-W53'],
  ['2024-12-31', '2024-12-30', '2025-W01'],
  ['2027-01-01', '2026-12-28', '2026-W53'],
  ['1969-12-31', '1969-12-29', '1970-W01'],
])('%s is in the week that begins on %s, %s', (of, monday, written) => {
  expect(isoDay(mondayOf(day(of)))).toBe(monday);
  expect(isoWeek(mondayOf(day(of)))).toBe(written);
});

test('each week of eighty years is read back as it was written, and follows the one before', () => {
  let before: Day | null = null;
  for (let monday = mondayOf(day('1970-01-05')); monday < day('2050-01-01'); monday = weeksLater(monday, 1)) {
    expect(weekdayOf(monday)).toBe(1);
    expect(parseWeek(isoWeek(monday))).toBe(monday);
    if (before !== null) expect(isoWeek(monday) > isoWeek(before)).toBe(true);
    before = monday;
  }
});

test.each(['2026-W54', '2025-W53', '2026-W00', '2026-48', '', '0000-W01', '2026-W4', '2026-W48 '])(
  'no week is: %s',
  (text) => expect(parseWeek(text)).toBeNull(),
);

test('has seven days, the last one a Sunday', () => {
  expect(daysOfWeek(dayOf(day('2026-11-23'))).map(isoDay)).toEqual([
    '2026-11-23',
    '2026-11-24',
    '2026-11-25',
    '2026-11-26',
    '2026-11-27',
    '2026-11-28',
    '2026-11-29',
  ]);
});
