import { z } from 'zod';
import { type Duration, subtract } from '../calendar/duration.ts';
import type { Instant } from '../calendar/time.ts';
import type { Zone } from '../calendar/zone.ts';
import type { Rules } from './rules.ts';
import { optional } from './value.ts';
import * as read from './words.ts';

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

/** A year of history always stays: the database refuses to remove it. */
const LEAST_HISTORY = 12;

/** How long things are kept: the `retention` block of a policy. What is not named is kept for ever. */
export const retention = z.strictObject({
  letters: optional(read.span(['months'], '24 months', 1)),
  rounds: optional(read.span(['days', 'weeks', 'months'], '90 days', 1)),
  history: optional(read.span(['months'], '10 years', LEAST_HISTORY)),
});
