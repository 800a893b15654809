import { describe, expect, test } from 'vitest';
import { durationText, milliseconds, parseDuration, subtract } from '../../src/calendar/duration.ts';
import { DAY, HOUR, isoInstant, MINUTE } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { at } from './words.ts';

describe('spans in words', () => {
  test.each([
    ['3 working days', 3, 'working days'],
    ['1 working day', 1, 'working days'],
    ['  2  Working  Days ', 2, 'working days'],
    ['24 hours', 24, 'hours'],
    ['6 months', 6, 'months'],
    ['2 years', 24, 'months'],
    ['10 minutes', 10, 'minutes'],
    ['2 weeks', 2, 'weeks'],
    ['5 days', 5, 'days'],
  ] as const)('%s', (text, amount, unit) => {
    expect(parseDuration(text)).toEqual({ amount, unit });
  });

  test.each(['1 working day', '3 working days', '1 hour', '24 hours', '1 month'])(
    '%s is told as it is written',
    (text) => {
      expect(durationText(parseDuration(text))).toBe(text);
    },
  );

  test.each(['', '3', 'days', '3 wroking days', '-3 days', '1.5 days', '3 days ago', '3 constructors'])(
    '%j is none, and the message shows how to write one',
    (text) => {
      expect(() => parseDuration(text)).toThrow(/is not a span of time.*3 working days/);
    },
  );

  test('nobody waits for a thousand years', () => {
    expect(() => parseDuration('365000 days')).toThrow('too long');
  });

  test('have a length only when their unit has one', () => {
    expect(milliseconds(parseDuration('10 minutes'))).toBe(10 * MINUTE);
    expect(milliseconds(parseDuration('36 hours'))).toBe(36 * HOUR);
    expect(milliseconds(parseDuration('2 weeks'))).toBe(14 * DAY);
    expect(milliseconds(parseDuration('1 month'))).toBeNull();
    expect(milliseconds(parseDuration('1 working day'))).toBeNull();
  });
});

describe('the moment a span before', () => {
  const warsaw = zoneOf('Europe/Warsaw');
  const earlier = (moment: string, span: string) =>
    isoInstant(subtract(warsaw, at(moment), parseDuration(span))).slice(0, 16);

  test('keeps the end of the month', () => {
    expect(earlier('2027-03-31T12:00+02:00', '1 month')).toBe('2027-02-28T11:00');
    expect(earlier('2028-03-31T12:00+02:00', '1 month')).toBe('2028-02-29T11:00');
    expect(earlier('2026-08-31T12:00+02:00', '6 months')).toBe('2026-02-28T11:00');
    expect(earlier('2026-01-15T12:00+01:00', '24 months')).toBe('2024-01-15T11:00');
  });

  test('keeps the time on the clock for days, and the elapsed time for hours', () => {
    expect(earlier('2026-10-25T12:00+01:00', '1 day')).toBe('2026-10-24T10:00');
    expect(earlier('2026-10-25T12:00+01:00', '24 hours')).toBe('2026-10-24T11:00');
    expect(earlier('2026-10-26T12:00+01:00', '1 week')).toBe('2026-10-19T10:00');
  });

  test('is not for working days', () => {
    expect(() => earlier('2026-10-25T12:00+01:00', '1 working day')).toThrow('working calendar');
  });
});
