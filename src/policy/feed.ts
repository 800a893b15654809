import { durationText } from '../calendar/duration.ts';
import { HOUR, type Instant, isoInstant, MINUTE } from '../calendar/time.ts';
import type { Feeds } from '../customer/customer.ts';
import type { FeedName, ItemKind } from '../customer/ids.ts';
import type { Rules } from './rules.ts';

export const feedOf = (kind: ItemKind): FeedName => (kind === 'order' ? 'orders' : 'service_jobs');

/** A feed that cannot be trusted. */
export interface FeedFault {
  readonly feed: FeedName;
  /** When it last was fresh, ISO 8601; null: it never said so. */
  readonly fresh: string | null;
  /** It may be so old, in milliseconds. */
  readonly max_age: number;
}

/**
 * Why the feed of these items cannot be trusted, or null. A feed of unknown age fails closed: we would
 * rather write late than write what is no longer true.
 */
export const feedFault = (kind: ItemKind, feeds: Feeds, rules: Rules, now: Instant): FeedFault | null =>
  feedAgeFault(feedOf(kind), feeds, rules, now);

/** Why this feed cannot be trusted, or null. */
export function feedAgeFault(
  feed: FeedName,
  feeds: Feeds,
  rules: Pick<Rules, 'feeds'>,
  now: Instant,
): FeedFault | null {
  const maxAge = rules.feeds.get(feed);
  if (maxAge === undefined) return null;
  const fresh = feeds.get(feed);
  if (fresh !== undefined && now - fresh <= maxAge) return null;
  return { feed, fresh: fresh === undefined ? null : isoInstant(fresh), max_age: maxAge };
}

/** How old a feed may be, as people say it: nothing is rounded away, since what is older is no longer trusted. */
export const ageAllowed = (ms: number): { readonly amount: number; readonly unit: 'hours' | 'minutes' } =>
  ms % HOUR === 0
    ? { amount: ms / HOUR, unit: 'hours' }
    : { amount: Math.round(ms / MINUTE), unit: 'minutes' };

/** The fault in English: for commands, logs and reports. */
export function feedText({ feed, fresh, max_age }: FeedFault): string {
  if (fresh === null) return `the feed ${feed} never said how fresh it is`;
  return `the feed ${feed} is stale: last fresh ${fresh}, older than ${durationText(ageAllowed(max_age))}`;
}
