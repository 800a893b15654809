import type { Instant } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { day } from '../calendar/words.ts';

/** `warsaw('2026-11-26 10:00')`, as the clocks in the workshop show it. */
export const warsaw = (text: string): Instant => on('Europe/Warsaw', text);

/** The same on the clocks of any zone. */
export function on(zone: string, text: string): Instant {
  const [date = '', time = ''] = text.split(' ');
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(time) ?? [];
  if (hours === undefined) throw new Error(`${text} is not like 2026-11-26 10:00`);
  return zoneOf(zone).instantOf(day(date), Number(hours) * 60 + Number(minutes));
}

export { day };
