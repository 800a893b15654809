import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, dayOf, HOUR, instantOf, isoDay, isoInstant, MINUTE } from '../../src/calendar/time.ts';
import { isZone, zoneOf } from '../../src/calendar/zone.ts';
import { at, day } from './words.ts';

const warsaw = zoneOf('Europe/Warsaw');
const newYork = zoneOf('America/New_York');
const lordHowe = zoneOf('Australia/Lord_Howe');

/** The wall clock as Intl shows it: the slow, independent answer. */
function shownBy(name: string, ms: number): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: name, dateStyle: 'short', timeStyle: 'medium' }).format(
    ms,
  );
}

function shownByZone(name: string, ms: number): string {
  const { day: on, msOfDay } = zoneOf(name).toLocal(instantOf(ms));
  return `${isoDay(on)} ${new Date(msOfDay).toISOString().slice(11, 19)}`;
}

describe('reading the clock', () => {
  test.each([
    'Europe/Warsaw',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Casablanca',
    'Pacific/Apia',
    'Asia/Kathmandu',
    'UTC',
  ])('%s agrees with Intl at any moment', (name) => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('1950-01-01T00:00Z') / 1000, max: at('2060-01-01T00:00Z') / 1000 }),
        (s) => {
          expect(shownByZone(name, s * 1000)).toBe(shownBy(name, s * 1000));
        },
      ),
      { numRuns: 300 },
    );
  });

  test.each([
    ['Europe/Warsaw', '2026-10-25T01:00Z'],
    ['Europe/Warsaw', '2027-03-28T01:00Z'],
    ['America/New_York', '2013-11-03T06:00Z'],
    ['America/New_York', '2014-03-09T07:00Z'],
    ['Australia/Lord_Howe', '2026-10-03T15:30Z'],
    ['Africa/Casablanca', '2026-02-15T02:00Z'],
    ['Pacific/Apia', '2011-12-30T10:00Z'],
  ])('%s changes at %s, to the second', (name, change) => {
    const ms = at(change);
    for (const near of [-1000, 0, 1000, -HOUR, HOUR, -DAY, DAY]) {
      expect(shownByZone(name, ms + near)).toBe(shownBy(name, ms + near));
    }
    const before = zoneOf(name).toLocal(instantOf(ms - 1));
    const after = zoneOf(name).toLocal(instantOf(ms));
    expect((after.day - before.day) * DAY + after.msOfDay - before.msOfDay).not.toBe(1);
  });

  test('tells day and minute', () => {
    expect(isoDay(warsaw.dayAt(at('2026-11-20T23:30Z')))).toBe('2026-11-21');
    expect(warsaw.minuteOfDay(at('2026-11-20T23:30:59Z'))).toBe(30);
    expect(isoDay(newYork.dayAt(at('2014-01-06T04:59Z')))).toBe('2014-01-05');
  });
});

describe('finding the moment of a wall time', () => {
  const moment = (zone: typeof warsaw, on: string, minute: number) =>
    isoInstant(zone.instantOf(day(on), minute)).slice(0, 16);

  test('a time that spring skips gives the first moment after the gap', () => {
    expect(moment(warsaw, '2027-03-28', 2 * 60 + 30)).toBe('2027-03-28T01:00');
    expect(moment(newYork, '2014-03-09', 2 * 60)).toBe('2014-03-09T07:00');
    expect(moment(lordHowe, '2026-10-04', 2 * 60 + 15)).toBe('2026-10-03T15:30');
    expect(moment(zoneOf('Pacific/Apia'), '2011-12-30', 12 * 60)).toBe('2011-12-30T10:00');
  });

  test('a time that autumn shows twice gives the first of the two', () => {
    expect(moment(warsaw, '2026-10-25', 2 * 60 + 30)).toBe('2026-10-25T00:30');
    expect(moment(newYork, '2013-11-03', 60)).toBe('2013-11-03T05:00');
    expect(moment(lordHowe, '2026-04-05', 60 + 45)).toBe('2026-04-04T14:45');
  });

  test('and else is the inverse of reading the clock', () => {
    const zones = fc.constantFrom(warsaw, newYork, lordHowe, zoneOf('Africa/Casablanca'));
    const days = fc.integer({ min: day('1980-01-01'), max: day('2050-01-01') }).map(dayOf);
    fc.assert(
      fc.property(zones, days, fc.nat(1439), (zone, on, minute) => {
        const found = zone.instantOf(on, minute);
        const back = zone.toLocal(found);
        const shift = (back.day - on) * DAY + back.msOfDay - minute * MINUTE;
        // Later only in a gap; the moment before it then shows an earlier time than was asked for.
        expect(shift).toBeGreaterThanOrEqual(0);
        expect(shift).toBeLessThanOrEqual(HOUR);
        const before = zone.toLocal(instantOf(found - 1));
        expect(before.day * DAY + before.msOfDay).toBeLessThan(on * DAY + minute * MINUTE);
      }),
      { numRuns: 1000 },
    );
  });
});

test('refuses a name that is no zone, as often as it is asked', () => {
  for (const name of ['Europe/Warsav', '', 'Europe/Warsaw\n', '__proto__']) {
    for (let n = 0; n < 2; n++) expect(isZone(name)).toBe(false);
    expect(() => zoneOf(name)).toThrow(RangeError);
  }
  expect(isZone('Europe/Warsaw')).toBe(true);
});

test('a hostile moment neither hangs nor throws', () => {
  for (const ms of [-Infinity, Infinity, Number.NaN, 8.64e15, -8.64e15, 1e300]) {
    expect(typeof warsaw.dayAt(instantOf(ms))).toBe('number');
    expect(typeof warsaw.instantOf(dayOf(ms), 600)).toBe('number');
  }
});
