import { describe, expect, test } from 'vitest';
import { maySendAt } from '../../src/calendar/sending-hours.ts';
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
