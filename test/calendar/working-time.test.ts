import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayOf, instantOf, isoDay, MINUTE } from '../../src/calendar/time.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { hasOutlasted, workingDeadline } from '../../src/calendar/working-time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { at, day } from './words.ts';

const poland = workingCalendar({ country: 'PL', daysOff: [], workingDays: [] });
const warsaw = zoneOf('Europe/Warsaw');

/** The deadline as Warsaw's clocks show it. */
function deadline(since: string, days: number): string {
  const found = workingDeadline(poland, warsaw, at(since), days);
  const minute = warsaw.minuteOfDay(found);
  return `${isoDay(warsaw.dayAt(found))} ${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, '0')}`;
}

describe('the moment when working days have passed', () => {
  test.each([
    ['Monday 15:00 and two days', '2026-11-16T15:00+01:00', 2, '2026-11-18 15:00'],
    ['Friday 15:00 and one day', '2026-11-20T15:00+01:00', 1, '2026-11-23 15:00'],
    ['Saturday noon and two days', '2026-11-21T12:00+01:00', 2, '2026-11-25 0:00'],
    ['over Independence Day', '2026-11-10T09:00+01:00', 1, '2026-11-12 9:00'],
    ['over Christmas', '2026-12-23T10:00+01:00', 1, '2026-12-28 10:00'],
    ['over the night the clocks go back', '2026-10-23T15:00+02:00', 1, '2026-10-26 15:00'],
    ['over the night the clocks go forward', '2027-03-26T15:00+01:00', 2, '2027-03-31 15:00'],
    ['no days at all', '2026-11-21T12:00+01:00', 0, '2026-11-21 12:00'],
    ['half a day', '2026-11-16T15:00+01:00', 0.5, '2026-11-17 3:00'],
  ])('%s', (_, since, days, expected) => {
    expect(deadline(since, days)).toBe(expected);
  });
});

describe('outlasting', () => {
  const moments = fc
    .integer({ min: at('2024-01-01T00:00Z') / MINUTE, max: at('2030-01-01T00:00Z') / MINUTE })
    .map((minutes) => instantOf(minutes * MINUTE));

  test('is the same as being past the deadline', () => {
    fc.assert(
      fc.property(
        moments,
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: -100, max: 70_000 }),
        (since, days, later) => {
          const now = instantOf(since + later * MINUTE);
          const past = now >= workingDeadline(poland, warsaw, since, days);
          expect(hasOutlasted(poland, warsaw, since, days, now)).toBe(past);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('agrees with adding up the working minutes one by one', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 4 }), (since, days) => {
        const end = workingDeadline(poland, warsaw, since, days);
        const start = warsaw.toLocal(since);
        const stop = warsaw.toLocal(end);
        const from = start.day * 1440 + start.msOfDay / MINUTE;
        const to = stop.day * 1440 + stop.msOfDay / MINUTE;
        let minutes = 0;
        for (let m = from; m < to; m++) if (poland.isWorkingDay(dayOf(Math.floor(m / 1440)))) minutes += 1;
        // A deadline in the hour that spring skips is met at its end, up to an hour later.
        expect(minutes - days * 1440).toBeGreaterThanOrEqual(0);
        expect(minutes - days * 1440).toBeLessThanOrEqual(60);
      }),
      { numRuns: 200 },
    );
  });

  test('a worked day of 23 hours is a whole one', () => {
    const worked = workingCalendar({
      country: 'PL',
      daysOff: [],
      workingDays: [day('2027-03-27'), day('2027-03-28')],
    });
    const since = at('2027-03-27T15:00+01:00');
    expect(hasOutlasted(worked, warsaw, since, 1, at('2027-03-28T14:59+02:00'))).toBe(false);
    expect(hasOutlasted(worked, warsaw, since, 1, at('2027-03-28T15:00+02:00'))).toBe(true);
  });

  test('a date from nowhere has outlasted everything or nothing', () => {
    const now = at('2026-11-20T10:00Z');
    expect(hasOutlasted(poland, warsaw, at('0001-01-01T00:00Z'), 5, now)).toBe(true);
    expect(hasOutlasted(poland, warsaw, at('9999-12-31T00:00Z'), 5, now)).toBe(false);
  });
});
