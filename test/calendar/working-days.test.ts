import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isKnownCountry, publicHolidays } from '../../src/calendar/holidays.ts';
import { dayOf, dayOfDate, isoDay } from '../../src/calendar/time.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { day } from './words.ts';

const poland = workingCalendar({
  country: 'PL',
  daysOff: [day('2026-12-31')],
  workingDays: [day('2026-11-28')],
});
const works = (text: string) => poland.isWorkingDay(day(text));

describe('public holidays', () => {
  test.each(['2026-11-11', '2026-12-25', '2027-01-01', '2027-01-06', '2026-06-04'])(
    '%s is a holiday in Poland',
    (text) => {
      expect(works(text)).toBe(false);
    },
  );

  test('Christmas Eve is a holiday in Poland since 2025', () => {
    expect(works('2024-12-24')).toBe(true);
    expect(works('2025-12-24')).toBe(false);
    expect(works('2026-12-24')).toBe(false);
  });

  test('observances are worked, and so are days off only from noon', () => {
    expect(works('2026-10-14')).toBe(true);
    const iceland = workingCalendar({ country: 'IS', daysOff: [], workingDays: [] });
    expect(iceland.isWorkingDay(day('2026-12-24'))).toBe(true);
    expect(iceland.isWorkingDay(day('2026-12-25'))).toBe(false);
  });

  test('a holiday of several days covers each of them, on the civil date', () => {
    const eid = publicHolidays('SA').ofYear(2026);
    for (const text of ['2026-03-19', '2026-03-20', '2026-03-21', '2026-03-22']) {
      expect(eid.has(day(text)), text).toBe(true);
    }
    expect(eid.has(day('2026-03-18'))).toBe(false);
    expect(eid.has(day('2026-03-23'))).toBe(false);
  });

  test('one that begins in December reaches into January', () => {
    expect(publicHolidays('SZ').ofYear(2027).has(day('2027-01-02'))).toBe(true);
    expect(publicHolidays('SZ').ofYear(2027).has(day('2027-01-03'))).toBe(false);
  });

  test('a holiday on a Sunday that is taken on Monday is taken on Monday', () => {
    const america = workingCalendar({ country: 'US', daysOff: [], workingDays: [] });
    expect(america.isWorkingDay(day('2021-07-05'))).toBe(false);
    expect(america.isWorkingDay(day('2021-12-31'))).toBe(false);
    expect(america.isWorkingDay(day('2014-01-01'))).toBe(false);
    expect(america.isWorkingDay(day('2014-01-02'))).toBe(true);
  });

  test('a region adds its own', () => {
    const options = { daysOff: [], workingDays: [] };
    const bavaria = workingCalendar({ country: 'DE', region: 'BY', ...options });
    const germany = workingCalendar({ country: 'DE', ...options });
    expect(germany.isWorkingDay(day('2026-01-06'))).toBe(true);
    expect(bavaria.isWorkingDay(day('2026-01-06'))).toBe(false);
  });

  test('tells which countries it knows', () => {
    expect(isKnownCountry('PL')).toBe(true);
    expect(isKnownCountry('pl')).toBe(true);
    expect(isKnownCountry('XX')).toBe(false);
    expect(isKnownCountry('constructor')).toBe(false);
  });
});

describe('the company', () => {
  test('rests on its days off and works on its working days', () => {
    expect(works('2026-12-31')).toBe(false);
    expect(works('2026-11-28')).toBe(true);
    expect(works('2026-11-29')).toBe(false);
  });

  test('rests on Friday and Saturday where the country does', () => {
    const egypt = workingCalendar({ country: 'EG', daysOff: [], workingDays: [] });
    expect(egypt.isWorkingDay(day('2026-11-20'))).toBe(false);
    expect(egypt.isWorkingDay(day('2026-11-22'))).toBe(true);
  });
});

describe('counting', () => {
  test('goes over weekends, holidays and the new year', () => {
    const plus = (text: string, n: number) => isoDay(poland.addWorkingDays(day(text), n));
    expect(plus('2026-11-20', 1)).toBe('2026-11-23');
    expect(plus('2026-11-10', 1)).toBe('2026-11-12');
    // 24 December to 3 January holds four holidays, a day off and two weekends.
    expect(plus('2026-12-23', 3)).toBe('2026-12-30');
    expect(plus('2026-12-30', 1)).toBe('2027-01-04');
    expect(plus('2026-11-21', 0)).toBe('2026-11-23');
    expect(plus('2026-11-23', 0)).toBe('2026-11-23');
    expect(poland.workingDaysBetween(day('2026-11-20'), day('2026-11-23'))).toBe(1);
    expect(poland.workingDaysBetween(day('2026-11-20'), day('2026-11-20'))).toBe(0);
    expect(poland.workingDaysBetween(day('2026-11-23'), day('2026-11-20'))).toBe(0);
    // 261 weekdays of 2026, less eight holidays on weekdays and a day off, and a Saturday worked.
    expect(poland.workingDaysBetween(day('2025-12-31'), day('2026-12-31'))).toBe(253);
  });

  const anyDay = fc.integer({ min: dayOfDate(2015, 1, 1), max: dayOfDate(2035, 12, 31) }).map(dayOf);
  const steps = fc.integer({ min: 1, max: 400 });

  test('agrees with counting day by day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 120 }), (from, length) => {
        let count = 0;
        for (let n = 1; n <= length; n++) if (poland.isWorkingDay(dayOf(from + n))) count += 1;
        expect(poland.workingDaysBetween(from, dayOf(from + length))).toBe(count);
      }),
    );
  });

  test('adding and counting are each other’s inverse', () => {
    fc.assert(
      fc.property(anyDay, steps, (from, n) => {
        const to = poland.addWorkingDays(from, n);
        expect(poland.isWorkingDay(to)).toBe(true);
        expect(poland.workingDaysBetween(from, to)).toBe(n);
      }),
    );
  });

  test('adding keeps order, in the day and in the number', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(30), steps, (from, later, n) => {
        expect(poland.addWorkingDays(dayOf(from + later), n)).toBeGreaterThanOrEqual(
          poland.addWorkingDays(from, n),
        );
        expect(poland.addWorkingDays(from, n + 1)).toBeGreaterThan(poland.addWorkingDays(from, n));
      }),
    );
  });
});

test('a hostile date neither hangs nor throws, and never answers with an earlier day', () => {
  const hostile = fc.oneof(
    fc.integer({ min: -800_000, max: 3_000_000 }),
    fc.constantFrom(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, -Infinity, Infinity),
  );
  fc.assert(
    fc.property(hostile.map(dayOf), hostile.map(dayOf), fc.constantFrom(0, 1, 5, 1e9), (from, to, n) => {
      expect(poland.addWorkingDays(from, n)).toBeGreaterThanOrEqual(from);
      expect(poland.workingDaysBetween(from, to)).toBeGreaterThanOrEqual(0);
      expect(typeof poland.isWorkingDay(from)).toBe('boolean');
    }),
  );
  expect(poland.workingDaysBetween(dayOf(Number.NaN), day('2026-11-20'))).toBeGreaterThan(0);
});
