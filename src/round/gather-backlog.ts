import type { Instant } from '../calendar/time.ts';
import { type BacklogEntry, eachOfBacklog } from './backlog.ts';
import type { World } from './round.ts';

/** As much of an entry as a release needs: the backlog of a large company stands in memory here. */
export type Chosen = Pick<BacklogEntry, 'item' | 'customerId' | 'since' | 'number'> & {
  readonly would: string;
};

/** What a person chose of the backlog, the longest waiting first. */
export async function gatherBacklog(
  world: World,
  now: Instant,
  isWanted: (entry: BacklogEntry) => boolean,
): Promise<readonly Chosen[]> {
  const chosen: Chosen[] = [];
  await eachOfBacklog(world, now, (entry) => {
    if (isWanted(entry)) chosen.push(keptOf(entry));
  });
  return chosen.sort(byWaiting);
}

/** How many there are, and those that have waited longest. */
export async function longestInBacklog(
  world: World,
  now: Instant,
  most: number,
): Promise<{ readonly count: number; readonly entries: readonly BacklogEntry[] }> {
  let count = 0;
  let entries: BacklogEntry[] = [];
  await eachOfBacklog(world, now, (entry) => {
    count += 1;
    entries.push(entry);
    if (entries.length >= 4 * most) entries = entries.sort(byWaiting).slice(0, most);
  });
  return { count, entries: entries.sort(byWaiting).slice(0, most) };
}

const keptOf = ({ item, customerId, since, number, letter, because }: BacklogEntry): Chosen => ({
  item,
  customerId,
  since,
  number,
  would: letter ?? because,
});

// ISO moments compare as text.
const byWaiting = (a: { readonly since: string }, b: { readonly since: string }): number =>
  a.since < b.since ? -1 : a.since > b.since ? 1 : 0;
