import { DAY } from '../calendar/time.ts';
import { sameItem } from '../customer/ids.ts';
import type { Finding } from './finding.ts';
import type { Situation } from './situation.ts';

/** What a person asked for goes within these days, over a weekend too, or no more: then they would ask again. */
export const ASKED_LASTS = 4 * DAY;

/** A person wants the customer to hear about it, and no letter about it was written since. */
export function findAsked({ item, memory, now }: Situation): Finding | null {
  const asked = memory.asked.findLast(({ at, ...one }) => at <= now && sameItem(one.item, item));
  if (asked === undefined || now >= asked.at + ASKED_LASTS) return null;
  // Of a letter that was withdrawn since they know: another has to be asked for.
  const isWritten = memory.cases.some(
    (theCase) =>
      sameItem(theCase.item, item) && theCase.letters.some(({ decidedAt }) => decidedAt >= asked.at),
  );
  return isWritten ? null : { kind: 'asked_for', began: asked.at, by: asked.by };
}
