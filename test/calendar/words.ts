import { type Day, type Instant, instantOf, parseDay } from '../../src/calendar/time.ts';

/** `day('2026-11-11')`; throws when it is no day, so that a test cannot pass on a slip. */
export function day(text: string): Day {
  const found = parseDay(text);
  if (found === null) throw new Error(`${text} is not a day`);
  return found;
}

/** `at('2026-11-11T15:00+01:00')`. */
export function at(text: string): Instant {
  const ms = Date.parse(text);
  if (Number.isNaN(ms)) throw new Error(`${text} is not a moment`);
  return instantOf(ms);
}
