import { type Day, dayOf, type Instant } from '../../src/calendar/time.ts';
import { workingCalendar } from '../../src/calendar/working-days.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import type { KnownHistory } from '../../src/usual/fate.ts';
import type { WorkTime } from '../../src/usual/half-days.ts';
import { at, day } from '../calendar/words.ts';

export const poland: WorkTime = {
  calendar: workingCalendar({ country: 'PL', daysOff: [], workingDays: [] }),
  zone: zoneOf('Europe/Warsaw'),
};

/** Monday, 2 March 2026, a stretch without holidays before it. */
export const MONDAY: Day = day('2026-03-02');

/** A moment of a day on Warsaw's clocks. */
export const on = (when: Day, hour: number): Instant => poland.zone.instantOf(when, hour * 60);

/** The day that lies so many working days after another. */
export const workingDaysAfter = (when: Day, n: number): Day => poland.calendar.addWorkingDays(when, n);

export const later = (when: Day, days: number): Day => dayOf(when + days);

export const anItem = (parts: Partial<KnownHistory> = {}): KnownHistory => ({
  kind: 'order',
  lane: null,
  opened: null,
  stages: [],
  promises: [],
  endings: [],
  ...parts,
});

/** An order that entered one stage at ten in the morning of a day, and was done so many working days later at two. */
export function packedFor(since: Day, days: number | null, parts: Partial<KnownHistory> = {}): KnownHistory {
  return anItem({
    opened: on(since, 10),
    stages: [{ stage: 'packing', at: on(since, 10) }],
    endings: days === null ? [] : [{ how: 'done', at: on(workingDaysAfter(since, days), 14) }],
    ...parts,
  });
}

export { at, day };
