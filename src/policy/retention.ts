import { subtract } from '../calendar/duration.ts';
import type { Instant } from '../calendar/time.ts';
import type { Zone } from '../calendar/zone.ts';
import type { Duration, Rules } from './rules.ts';

/** The moments before which things are old enough to go; null: they stay for ever. */
export type Cutoffs = { readonly [Kind in keyof Rules['retention']]: Instant | null };

/** What the policy keeps for how long, counted back from `now` on the company's calendar. */
export function cutoffsOf(retention: Rules['retention'], zone: Zone, now: Instant): Cutoffs {
  const before = (span: Duration | null): Instant | null =>
    span === null ? null : subtract(zone, now, span);
  return {
    letters: before(retention.letters),
    rounds: before(retention.rounds),
    history: before(retention.history),
  };
}
