import { DAY, type Instant } from '../calendar/time.ts';
import type { Rules } from '../policy/rules.ts';
import { stageNamed } from '../policy/stage.ts';

/** An item came to a stage. */
interface Came {
  readonly at: Instant;
  readonly stage: string;
}

/**
 * Whole days for which an item waited for the customer until now: they move the promise, for nobody can keep a day while the
 * customer has not answered.
 * @param events of the item, oldest first
 */
export function theirDays(events: readonly Came[], now: Instant, rules: Rules): number {
  let waited = 0;
  for (const [nth, { stage, at }] of events.entries()) {
    if (at > now || stageNamed(stage, rules).kind !== 'awaiting_customer') continue;
    waited += Math.min(events[nth + 1]?.at ?? now, now) - at;
  }
  return Math.max(0, Math.floor(waited / DAY));
}
