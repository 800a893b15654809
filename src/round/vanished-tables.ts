import type { Pool } from 'pg';
import { type Instant, isoInstant } from '../calendar/time.ts';
import type { ItemKind } from '../customer/ids.ts';
import { TABLES, type Vanished } from '../guards/guards.ts';
import type { SeenLastRound } from '../ledger/rounds/rounds.ts';
import { countClosedSince } from '../source/reading/closed-since.ts';

/**
 * The tables that have far fewer open rows than in the last round, as far as these were not closed. The database is asked for what was
 * closed only where so many are missing that it matters. A table that is empty all at once, and stays so, is told in each round.
 * @param last what the last round looked at; null: there was none
 * @param now how many are open, by kind
 */
export async function vanishedTables(
  source: Pool,
  schema: string,
  last: SeenLastRound | null,
  now: Readonly<Record<ItemKind, number>>,
): Promise<readonly Vanished[]> {
  if (last === null) return [];
  const vanished: Vanished[] = [];
  for (const kind of ['order', 'service_job'] as const) {
    const before = last.open[kind];
    const emptied = now[kind] === 0;
    const standing = last.emptied[TABLES[kind]];
    if (emptied && standing !== undefined) vanished.push({ kind, ...standing, emptied });
    if (before <= now[kind]) continue;
    const closed = await countClosedSince(source, schema, kind, closedAfter(last.at));
    const gone = before - now[kind] - closed;
    if (gone > 0) vanished.push({ kind, gone, of: before, emptied });
  }
  return vanished;
}

/** An export tells of a closing some hours after it; what was closed earlier was known in the last round. */
const LATE_NEWS = 24 * 3_600_000;
const closedAfter = (lastRound: Instant): string => isoInstant((lastRound - LATE_NEWS) as Instant);
