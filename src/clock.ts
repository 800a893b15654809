import { type Instant, instantOf } from './calendar/time.ts';

/** Where the time comes from. The one place that reads the machine's clock. */
export interface Clock {
  now(): Instant;
}

export const systemClock: Clock = { now: () => instantOf(Date.now()) };

/** A clock that stands at `at`: for `--at`, tests and replay. */
export const fixedClock = (at: Instant): Clock => ({ now: () => at });
