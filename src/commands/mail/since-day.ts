import { type Instant, instantOf } from '../../calendar/time.ts';
import { RunFailure } from '../../failure.ts';

/** The beginning of a day in UTC. @param otherwise how long ago where none is given, in milliseconds @throws RunFailure when it is no day */
export function sinceDay(day: string | undefined, now: Instant, otherwise: number): Instant {
  if (day === undefined) return instantOf(now - otherwise);
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? Date.parse(`${day}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(at)) throw new RunFailure('--since is a day, like 2026-11-28.');
  return instantOf(at);
}
