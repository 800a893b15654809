import { type Instant, isoDay } from '../calendar/time.ts';
import type { WaitingItem } from '../customer/customer.ts';
import { chanceOfLate } from '../usual/chance.ts';
import type { KnownTimes } from '../usual/known-times.ts';
import { expectedDay } from '../usual/usual-time.ts';
import { standingOf } from '../waiting/risk.ts';

/** What history tells of an open item. */
export interface UsualStory {
  /** Of its promise: how many like it had lasted as long, and how many of these lasted beyond such a day. */
  readonly like: { readonly items: number; readonly late: number } | null;
  /** How likely the promise is missed, 0 to 1; null: nobody can say. */
  readonly chance_late: number | null;
  /** Half of those like it are done by then, and four of five. */
  readonly expected: { readonly by: string; readonly most: string | null } | null;
}

/** Null where nothing was learned, or too little of items like this one. */
export function usualStory(item: WaitingItem, usual: KnownTimes | null, now: Instant): UsualStory | null {
  if (usual === null) return null;
  const { promisedFor } = item;
  const standing = standingOf({ item });
  const chance = promisedFor === null ? null : chanceOfLate(usual, standing, promisedFor, now);
  const known = chance?.how === 'known' ? chance : null;
  const expected = expectedDay(usual, standing, now);
  if (known === null && expected === null) return null;
  return {
    like: known === null ? null : known.like,
    chance_late: known === null ? null : known.late,
    expected: expected && {
      by: isoDay(expected.median),
      most: expected.most === null ? null : isoDay(expected.most),
    },
  };
}
