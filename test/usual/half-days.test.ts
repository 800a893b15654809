import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf } from '../../src/calendar/time.ts';
import { binsBetween, dayOfBin, dayOfHalf, endOf, halfDay, halfDayAt } from '../../src/usual/half-days.ts';
import { at, day, poland } from './histories.ts';

const { calendar } = poland;
const bins = (from: string, to: string) =>
  binsBetween(calendar, halfDayAt(poland, at(from)), halfDayAt(poland, at(to)));

describe('working time in halves of a working day', () => {
  test.each([
    ['within a morning', '2026-03-02T08:00+01:00', '2026-03-02T11:59+01:00', 0],
    ['from morning to afternoon', '2026-03-02T08:00+01:00', '2026-03-02T12:00+01:00', 1],
    ['from afternoon to the next morning', '2026-03-02T15:00+01:00', '2026-03-03T08:00+01:00', 1],
    [
      'from Friday afternoon to Saturday: it counts to Monday',
      '2026-03-06T15:00+01:00',
      '2026-03-07T15:00+01:00',
      1,
    ],
    ['from Friday afternoon to Monday morning', '2026-03-06T15:00+01:00', '2026-03-09T08:00+01:00', 1],
    ['within a weekend', '2026-03-07T08:00+01:00', '2026-03-08T20:00+01:00', 0],
    ['from Saturday to Monday afternoon', '2026-03-07T15:00+01:00', '2026-03-09T15:00+01:00', 1],
    ['over Easter Monday', '2026-04-03T08:00+02:00', '2026-04-07T08:00+02:00', 2],
    ['over the night the clocks go forward', '2026-03-27T08:00+01:00', '2026-03-30T08:00+02:00', 2],
    ['backward: none', '2026-03-05T08:00+01:00', '2026-03-02T08:00+01:00', 0],
  ])('%s', (_, from, to, expected) => {
    expect(bins(from, to)).toBe(expected);
  });

  test('a day ends where the next working day begins', () => {
    const begun = halfDayAt(poland, at('2026-03-05T08:00+01:00'));
    const friday = binsBetween(calendar, begun, endOf(day('2026-03-06')));
    expect(friday).toBe(4);
    expect(binsBetween(calendar, begun, endOf(day('2026-03-07')))).toBe(friday);
    expect(bins('2026-03-05T08:00+01:00', '2026-03-09T08:00+01:00')).toBe(friday);
  });

  test('adds up, and a bin lies on its day', () => {
    const half = fc
      .integer({ min: 2 * day('2026-01-01'), max: 2 * day('2026-07-20') })
      .map((value) => poland.zone.instantOf(dayOf(Math.floor(value / 2)), value % 2 === 0 ? 0 : 12 * 60))
      .map((moment) => halfDayAt(poland, moment));
    fc.assert(
      fc.property(half, half, half, (...halves) => {
        const [a = halfDay(0), b = halfDay(0), c = halfDay(0)] = halves.sort((x, y) => x - y);
        expect(binsBetween(calendar, a, b) + binsBetween(calendar, b, c)).toBe(binsBetween(calendar, a, c));
        const found = dayOfBin(calendar, a, binsBetween(calendar, a, c));
        expect(found).toBe(calendar.addWorkingDays(dayOfHalf(c), 0));
      }),
    );
  });
});
