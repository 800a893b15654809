import { subtract } from './duration.ts';
import { type Day, dayOf, type Instant, isoDay, isoInstant } from './time.ts';
import { weekdayOf } from './weekend.ts';
import { type WorkingCalendar, workingDaysBefore } from './working-days.ts';
import type { Zone } from './zone.ts';

/** What relative days count from: a moment, on the clocks and the calendar of a company. */
export interface CountedFrom {
  readonly now: Instant;
  readonly zone: Zone;
  readonly calendar: WorkingCalendar;
}

/** A field of CSV from its beginning: `today-8wd 16:40`. It may go on with an hour as ISO text has it, and nothing else. */
const DAY_WORD = /(?<=^|,)(today|saturday)((?:[+-]\d+w?d|<)*)(?: (\d\d):(\d\d))?(?=[,T\r]|$)/gm;
const STEP = /([+-]\d+)(w?d)|</g;
/** `now-40min`. */
const MOMENT_WORD = /(?<=^|,)now(?:-(\d+)(min|mo))?( day)?(?=[,\r]|$)/gm;

/**
 * A CSV text with its relative days written as days and moments of ISO 8601; db/demo/README.md says how they are written.
 * What is none of them stays as it is.
 */
export const dated = (text: string, around: CountedFrom): string =>
  text
    .replaceAll(DAY_WORD, (_word, from: string, steps: string, hour?: string, minute?: string) => {
      const day = stepped(from === 'saturday' ? nextSaturday(around) : today(around), steps, around.calendar);
      if (hour === undefined) return isoDay(day);
      return isoInstant(around.zone.instantOf(day, Number(hour) * 60 + Number(minute)));
    })
    .replaceAll(MOMENT_WORD, (_word, amount = '0', unit?: string, asDay?: string) => {
      const span = { amount: Number(amount), unit: unit === 'mo' ? 'months' : 'minutes' } as const;
      const moment = isoInstant(subtract(around.zone, around.now, span));
      return asDay === undefined ? moment : moment.slice(0, 'YYYY-MM-DD'.length);
    });

const today = ({ now, zone }: CountedFrom): Day => zone.dayAt(now);

function nextSaturday(around: CountedFrom): Day {
  const day = today(around);
  return dayOf(day + 7 - ((weekdayOf(day) + 1) % 7));
}

function stepped(from: Day, steps: string, calendar: WorkingCalendar): Day {
  let day = from;
  for (const [, amount, unit] of steps.matchAll(STEP)) {
    const n = Number(amount);
    if (unit === undefined) day = workingDaysBefore(calendar, dayOf(day + 1), 1);
    else if (unit === 'd') day = dayOf(day + n);
    else day = n < 0 ? workingDaysBefore(calendar, day, -n) : calendar.addWorkingDays(day, n);
  }
  return day;
}
