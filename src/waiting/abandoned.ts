import { subtract } from '../calendar/duration.ts';
import type { Instant } from '../calendar/time.ts';
import type { Situation } from './situation.ts';

/** No event for longer than policy's `waiting.abandoned_after` (calendar time): the row was never closed. */
export function isAbandoned(situation: Situation): boolean {
  return (
    lastEvent(situation) < subtract(situation.zone, situation.now, situation.rules.waiting.abandonedAfter)
  );
}

/** The last sign of life from the company or the customer. Our own letters are none. */
function lastEvent({ item, contacts }: Situation): Instant {
  let last = item.openedAt;
  const consider = (at: Instant | null | undefined) => {
    if (at !== null && at !== undefined && at > last) last = at;
  };
  consider(item.stageSince);
  consider(item.updatedAt);
  for (const line of item.lines) consider(line.stageSince);
  consider(contacts.at(-1)?.at);
  return last;
}
