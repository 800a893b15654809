import { DAY, type Day, dayOf, dayOfDate, HOUR, type Instant, instantOf, MINUTE } from './time.ts';
import type { Zone } from './zone.ts';

type Unit = Duration['unit'];

const UNITS: Readonly<Record<string, { readonly unit: Unit; readonly times: number }>> = {
  minute: { unit: 'minutes', times: 1 },
  hour: { unit: 'hours', times: 1 },
  day: { unit: 'days', times: 1 },
  week: { unit: 'weeks', times: 1 },
  month: { unit: 'months', times: 1 },
  year: { unit: 'months', times: 12 },
  'working day': { unit: 'working days', times: 1 },
};

/** The words for a unit, as a policy may write them. */
export const DURATION_UNITS: readonly string[] = Object.keys(UNITS).map((unit) => `${unit}s`);

// A century of working days: beyond it a figure is a slip of the keyboard.
const MOST = 36_525;

/** Reads words: `3 working days`, `1 month`, `24 hours`. Throws RangeError with a sentence for who wrote them. */
export function parseDuration(text: string): Duration {
  const match = /^\s*(\d{1,9})\s+([a-z]+(?:\s+[a-z]+)?)\s*$/i.exec(text);
  const word = match?.[2]?.toLowerCase().replace(/\s+/g, ' ').replace(/s$/, '');
  const found = word !== undefined && Object.hasOwn(UNITS, word) ? UNITS[word] : undefined;
  if (!match || !found) {
    throw new RangeError(
      `${JSON.stringify(text)} is not a span of time; write a number and a unit, such as 3 working days. ` +
        `Units: ${DURATION_UNITS.join(', ')}.`,
    );
  }
  const amount = Number(match[1]) * found.times;
  if (amount > MOST)
    throw new RangeError(`${JSON.stringify(text)} is too long; ${MOST} ${found.unit} at most.`);
  return { amount, unit: found.unit };
}

/** `1 month`, `3 working days`: a span in English, for commands, logs and reports. */
export const durationText = ({ amount, unit }: Duration): string =>
  `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;

/** A span of fixed length in milliseconds; a day is 24 hours. Null for months and working days, which have none. */
export function milliseconds({ amount, unit }: Duration): number | null {
  switch (unit) {
    case 'minutes':
      return amount * MINUTE;
    case 'hours':
      return amount * HOUR;
    case 'days':
      return amount * DAY;
    case 'weeks':
      return amount * 7 * DAY;
    case 'months':
    case 'working days':
      return null;
  }
}

/**
 * The moment a span of the calendar before `at`: days, weeks and months keep the time on the zone's clocks, and a
 * month's end stays one (31 March less a month is 28 February). Throws RangeError for working days.
 */
export function subtract(zone: Zone, at: Instant, span: Duration): Instant {
  const { day, msOfDay } = zone.toLocal(at);
  switch (span.unit) {
    case 'minutes':
      return instantOf(at - span.amount * MINUTE);
    case 'hours':
      return instantOf(at - span.amount * HOUR);
    case 'days':
      return zone.instantOf(dayOf(day - span.amount), msOfDay / MINUTE);
    case 'weeks':
      return zone.instantOf(dayOf(day - 7 * span.amount), msOfDay / MINUTE);
    case 'months':
      return zone.instantOf(monthsBefore(day, span.amount), msOfDay / MINUTE);
    case 'working days':
      throw new RangeError('Working days are counted by the working calendar, not by the zone.');
  }
}

/** The day a span of days, weeks or months after `day`; a month's end stays one. Throws RangeError for other units. */
export function daysLater(day: Day, { amount, unit }: Duration): Day {
  switch (unit) {
    case 'days':
      return dayOf(day + amount);
    case 'weeks':
      return dayOf(day + 7 * amount);
    case 'months':
      return monthsBefore(day, -amount);
    default:
      throw new RangeError(`${unit} are not counted in calendar days.`);
  }
}

function monthsBefore(day: Day, months: number): Day {
  const from = new Date(day * DAY);
  const target = from.getUTCFullYear() * 12 + from.getUTCMonth() - months;
  const [year, month] = [Math.floor(target / 12), (target % 12) + 1];
  const length = dayOfDate(year, month + 1, 1) - dayOfDate(year, month, 1);
  return dayOfDate(year, month, Math.min(from.getUTCDate(), length));
}

/** A span as the policy words it: "3 working days", "24 hours", "6 months". */
export interface Duration {
  readonly amount: number;
  readonly unit: 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'working days';
}
