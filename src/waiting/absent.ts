import { subtract } from '../calendar/duration.ts';
import { type Instant, isoDay } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import { type Absent, stillAbsent } from '../customer/absence.ts';
import type { Case, CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { type ItemRef, refKey } from '../customer/ids.ts';
import { feedFault } from '../policy/feed.ts';
import type { Rules } from '../policy/rules.ts';
import { isOver } from '../policy/stage-kinds.ts';
import { stageOfItem } from './as-shipped.ts';
import type { Decision } from './decision.ts';
import { holdText } from './hold-text.ts';
import type { LetterHold } from './letter-hold.ts';

/** What became of the items that we remember. */
interface ItemFates {
  /** Those that are over: the keys of their items. */
  readonly over: ReadonlySet<string>;
  readonly absent: readonly Absent[];
}

/**
 * Absence is not an end. An item is over when its row says so, in a stage or by its closing, or its shipments do, as far as a fresh feed can tell; one
 * that is in no row is not seen. After policy's `waiting.abandoned_after` without being seen it is given up, as one that nobody touches.
 */
export function itemFates(
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
): ItemFates {
  const over = new Set<string>();
  const absent: Absent[] = [];
  const open = new Map(facts.items.map((item) => [refKey(item), item]));
  const doubtful = new Set([...facts.quarantined.map(refKey), ...facts.absence.there]);
  const givenUp = subtract(zoneOf(rules.company.timeZone), now, rules.waiting.abandonedAfter);
  for (const [key, ref] of itemsOf(memory.cases)) {
    const isStale = feedFault(ref.kind, facts.feeds, rules, now) !== null;
    const item = open.get(key);
    if (item) {
      if (!isStale && isOver(stageOfItem(item, rules).kind)) over.add(key);
    } else if (facts.absence.over.has(key)) {
      if (!isStale) over.add(key);
    } else if (!doubtful.has(key)) {
      const entry = stillAbsent(memory.absent, ref, 'not_seen', now);
      if (entry.since < givenUp) over.add(key);
      else absent.push(entry);
    }
  }
  return { over, absent };
}

/** One entry for each item, whatever the number of its cases. */
const itemsOf = (cases: readonly Case[]): ReadonlyMap<string, ItemRef> =>
  new Map(cases.filter(({ itemEnded }) => !itemEnded).map(({ item }) => [refKey(item), item]));

/** Items with an open case that are not seen: nothing is written about them, and their owner is shown each. */
export function decisionsAbout(memory: CustomerMemory, rules: Rules): readonly Decision[] {
  const zone = zoneOf(rules.company.timeZone);
  return memory.absent.flatMap(({ about, state, since }): Decision[] => {
    if (about.kind === 'invoice' || state !== 'not_seen') return [];
    const isOpen = memory.cases.some(
      ({ item, closedAt }) => closedAt === null && refKey(item) === refKey(about),
    );
    if (!isOpen) return [];
    const hold: LetterHold = { code: 'not_seen', since: isoDay(zone.dayAt(since)), exports: null };
    return [{ item: about, state: 'on_course', findings: [], do: 'hold', hold, reason: holdText(hold) }];
  });
}
