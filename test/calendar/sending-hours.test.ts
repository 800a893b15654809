import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maySendAt, nextSending } from '../../src/calendar/sending-hours.ts';
import { instantOf, isoInstant, MINUTE } from '../../src/calendar/time.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { at } from './words.ts';

const poland = workingCalendar({ country: 'PL', daysOff: [], workingDays: [] });
const warsaw = zoneOf('Europe/Warsaw');
const office = { from: 8 * 60, to: 18 * 60, on: 'working days' } as const;

describe('sending hours', () => {
  const may = (moment: string, zone = warsaw) => maySendAt(office, poland, zone, at(moment));

  test('open at the first minute and close at the last', () => {
    expect(may('2026-11-20T07:59:59+01:00')).toBe(false);
    expect(may('2026-11-20T08:00+01:00')).toBe(true);
    expect(may('2026-11-20T17:59:59+01:00')).toBe(true);
    expect(may('2026-11-20T18:00+01:00')).toBe(false);
  });

  test('are closed on weekends and holidays, unless they are every day', () => {
    expect(may('2026-11-21T10:00+01:00')).toBe(false);
    expect(may('2026-11-11T10:00+01:00')).toBe(false);
    expect(maySendAt({ ...office, on: 'every day' }, poland, warsaw, at('2026-11-11T10:00+01:00'))).toBe(
      true,
    );
  });

  test('follow the customer’s own clock', () => {
    expect(may('2026-11-20T10:00+01:00', zoneOf('America/New_York'))).toBe(false);
    expect(may('2026-11-20T20:00+01:00', zoneOf('America/New_York'))).toBe(true);
  });
});

describe('the next moment to send', () => {
  const next = (moment: string, hours: Parameters<typeof nextSending>[0] = office) =>
    isoInstant(nextSending(hours, poland, warsaw, at(moment))).slice(0, 16);

  test.each([
    ['in the hours: now', '2026-11-20T10:00+01:00', '2026-11-20T09:00'],
    ['early on a working day: this morning', '2026-11-20T03:00+01:00', '2026-11-20T07:00'],
    ['on Friday evening: Monday', '2026-11-20T19:00+01:00', '2026-11-23T07:00'],
    ['early on a Saturday: Monday', '2026-11-21T03:00+01:00', '2026-11-23T07:00'],
    ['over the change of clocks', '2026-10-23T19:00+02:00', '2026-10-26T07:00'],
    ['on Christmas Eve', '2026-12-24T09:00+01:00', '2026-12-28T07:00'],
  ])('%s', (_, from, expected) => {
    expect(next(from)).toBe(expected);
  });

  test('passes over a day whose hours the clocks skip', () => {
    const night = { from: 120, to: 150, on: 'every day' } as const;
    expect(next('2027-03-27T12:00+01:00', night)).toBe('2027-03-29T00:00');
  });

  test('is never in the past and always allowed', () => {
    const zones = fc.constantFrom(warsaw, zoneOf('America/New_York'), zoneOf('Australia/Lord_Howe'));
    const minutes = fc.integer({
      min: at('2024-01-01T00:00Z') / MINUTE,
      max: at('2030-01-01T00:00Z') / MINUTE,
    });
    fc.assert(
      fc.property(zones, minutes, fc.constantFrom('working days', 'every day'), (zone, minute, on) => {
        const from = instantOf(minute * MINUTE);
        const found = nextSending({ ...office, on }, poland, zone, from);
        expect(found).toBeGreaterThanOrEqual(from);
        expect(maySendAt({ ...office, on }, poland, zone, found)).toBe(true);
      }),
    );
  });
});
