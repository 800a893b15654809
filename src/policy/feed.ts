import { HOUR, type Instant, isoInstant } from '../calendar/time.ts';
import type { Feeds } from '../customer/customer.ts';
import type { FeedName, ItemKind } from '../customer/ids.ts';
import type { Rules } from './rules.ts';

export const feedOf = (kind: ItemKind): FeedName => (kind === 'order' ? 'orders' : 'service_jobs');

/**
 * Why the feed of these items cannot be trusted, or null. A feed of unknown age fails closed: we would
 * rather write late than write what is no longer true.
 */
export const feedFault = (kind: ItemKind, feeds: Feeds, rules: Rules, now: Instant): string | null =>
  feedAgeFault(feedOf(kind), feeds, rules, now);

/** Why this feed cannot be trusted, or null. */
export function feedAgeFault(
  name: FeedName,
  feeds: Feeds,
  rules: Pick<Rules, 'feeds'>,
  now: Instant,
): string | null {
  const maxAge = rules.feeds.get(name);
  if (maxAge === undefined) return null;
  const freshAsOf = feeds.get(name);
  if (freshAsOf === undefined) return `the feed ${name} never said how fresh it is`;
  if (now - freshAsOf <= maxAge) return null;
  return `the feed ${name} is stale: last fresh ${isoInstant(freshAsOf)}, older than ${Math.round(maxAge / HOUR)} hours`;
}
