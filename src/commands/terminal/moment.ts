import { DAY, type Instant, instantOf, MINUTE, parseDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { type Clock, fixedClock, systemClock } from '../../clock.ts';
import { ConfigurationFailure } from '../../failure.ts';

const SHAPE =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?(Z|[+-]\d{2}:?\d{2})?)?$/i;
const NOON = 12 * 60;

/**
 * The moment that a person wrote: `2026-11-26T09:00:00+01:00`; without an offset on the clocks of `timeZone`;
 * a date alone is noon of that day there.
 * @throws ConfigurationFailure when it is no moment.
 */
export function parseMoment(text: string, timeZone: string): Instant {
  const match = SHAPE.exec(text.trim());
  const day = match?.[1] === undefined ? null : parseDay(match[1]);
  if (!match || day === null) throw notAMoment(text);
  const [, , hour, minute, second = '0', fraction = '0', offset] = match;
  if (hour === undefined || minute === undefined) return zoneOf(timeZone).instantOf(day, NOON);
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) throw notAMoment(text);
  const ms = Number(second) * 1_000 + Number(fraction.padEnd(3, '0'));
  const minutes = Number(hour) * 60 + Number(minute);
  if (offset === undefined) return instantOf(zoneOf(timeZone).instantOf(day, minutes) + ms);
  return instantOf(day * DAY + (minutes - offsetMinutes(offset, text)) * MINUTE + ms);
}

/** The clock of a command: the machine's, or one that stands at `--at`. */
export const clockAt = (at: string | undefined, timeZone: string): Clock =>
  at === undefined ? systemClock : fixedClock(parseMoment(at, timeZone));

function offsetMinutes(offset: string, text: string): number {
  if (/^z$/i.test(offset)) return 0;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 14 || minutes > 59) throw notAMoment(text);
  return (offset.startsWith('-') ? -1 : 1) * (hours * 60 + minutes);
}

const notAMoment = (text: string): ConfigurationFailure =>
  new ConfigurationFailure(
    `${JSON.stringify(text)} is not a moment; write it like 2026-11-26T09:00:00+01:00, or 2026-11-26 for that day at noon.`,
  );
