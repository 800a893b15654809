import { describe, expect, test } from 'vitest';
import { dated } from '../../src/calendar/relative-days.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { at } from './words.ts';

const warsaw = {
  zone: zoneOf('Europe/Warsaw'),
  calendar: workingCalendar({ country: 'PL', daysOff: [], workingDays: [] }),
};
const started = (moment: string) => (text: string) => dated(text, { ...warsaw, now: at(moment) });

describe('on the Friday after Independence Day, which was a Wednesday', () => {
  const on = started('2026-11-13T10:00:00+01:00');

  test.each([
    ['today', '2026-11-13'],
    ['today-20d', '2026-10-24'],
    ['today+40d', '2026-12-23'],
    ['today-1wd', '2026-11-12'],
    ['today-2wd', '2026-11-10'],
    ['today+1wd', '2026-11-16'],
    ['today-5d<', '2026-11-06'],
    ['today-3d<', '2026-11-10'],
    ['today-3d<+3d', '2026-11-13'],
    ['saturday', '2026-11-14'],
    ['saturday-1d', '2026-11-13'],
    ['saturday+1wd', '2026-11-16'],
    ['today-2wd 16:40', '2026-11-10T15:40:00.000Z'],
    ['today-20d 16:40', '2026-10-24T14:40:00.000Z'],
    ['today+1wdT09:00:00Z', '2026-11-16T09:00:00Z'],
    ['now', '2026-11-13T09:00:00.000Z'],
    ['now-40min', '2026-11-13T08:20:00.000Z'],
    ['now-3mo', '2026-08-13T08:00:00.000Z'],
    ['now-3mo day', '2026-08-13'],
  ])('%s', (written, means) => {
    expect(on(written)).toBe(means);
  });

  test('each field of a file is dated, and the others stay as they are', () => {
    expect(on('id,placed_at,promised_for\r\nzk-1,now,today+1wd\r\nzk-2,now-60min,\r\n')).toBe(
      'id,placed_at,promised_for\r\nzk-1,2026-11-13T09:00:00.000Z,2026-11-16\r\nzk-2,2026-11-13T08:00:00.000Z,\r\n',
    );
  });

  test.each(['today we sew', 'not today', 'now and then', 'today-8w', 'now-8d', 'yesterday', '2026-11-26'])(
    '%s is no relative day',
    (text) => {
      expect(on(text)).toBe(text);
    },
  );
});

test('the next Saturday is never today', () => {
  expect(started('2026-11-14T12:00:00+01:00')('saturday')).toBe('2026-11-21');
  expect(started('2026-11-15T12:00:00+01:00')('saturday')).toBe('2026-11-21');
});

test('today is the day on the clocks of the company', () => {
  expect(started('2026-11-13T23:30:00Z')('today')).toBe('2026-11-14');
});

test('from the end of a month a month back is its end', () => {
  expect(started('2028-03-31T12:00:00+02:00')('now-1mo day')).toBe('2028-02-29');
});
