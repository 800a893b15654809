import { type Instant, MINUTE } from '../calendar/time.ts';

/** A round begins this long after the last one began, whoever ran it. */
export const ROUND_EVERY = 15 * MINUTE;

/** When the last round is older than this, somebody should look. */
const ROUND_TOO_OLD = 3 * ROUND_EVERY;

/** A last round that lies ahead was run with a clock that stood wrong, or with `--at`: it must not stop the next. */
export const roundIsDue = (last: Instant | null, now: Instant): boolean =>
  last === null || last > now || now - last >= ROUND_EVERY;

/** No round has run for too long: the dead man's check. */
export const roundIsOverdue = (last: Instant, now: Instant): boolean => now - last > ROUND_TOO_OLD;
