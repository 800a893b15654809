import type { Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { CustomerFacts, CustomerMemory } from '../customer.ts';
import { NOTHING_DUNNED } from '../dunning/memory.ts';
import { isUnderWay } from '../dunning/under-way.ts';
import type { CustomerId, ItemKind } from '../ids.ts';
import type { Rules } from '../policy/rules.ts';
import { isUsableAddress } from '../waiting/address.ts';
import { find } from '../waiting/find.ts';
import { situationOf } from '../waiting/situation.ts';
import { factsWithoutBusiness } from './assemble.ts';
import { AT } from './item-rows.ts';
import type { Lines } from './lines.ts';
import type { Raw } from './raw.ts';
import { readItem } from './waiting-item.ts';

/** Customers with open business about whom there is nothing to decide. */
export interface Quiet {
  customers: number;
  readonly items: Record<ItemKind, number>;
  /** The stages at which their items stand, as the company names them. */
  readonly stages: Set<string>;
}

export const nobodyQuiet = (): Quiet => ({
  customers: 0,
  items: { order: 0, service_job: 0 },
  stages: new Set(),
});

/** Glances at items, by kind. */
type Glances = ReadonlyMap<ItemKind, readonly Raw[][]>;
type LinesOf = (orderIds: readonly string[]) => Promise<Lines>;

/** Parted customers: all that is known of the quiet ones is how many they are; the busy ones are read further. */
export interface Parted {
  readonly busy: readonly string[];
  readonly quiet: Quiet;
}

/**
 * Parts the customers of these items: quiet are those with whom nothing of ours is under way and about none of whose items
 * anything is found or doubtful. The same `find` judges as in a round; an unknown customer is busy, and contacts alone
 * are never a finding.
 * @param owing customers who are busy in any case, for what they owe
 */
export async function setQuietAside(
  glances: Glances,
  memories: ReadonlyMap<string, CustomerMemory>,
  rules: Rules,
  now: Instant,
  linesOf: LinesOf,
  owing: Iterable<string> = [],
): Promise<Parted> {
  const isQuiet = quietAt(rules, now);
  const isRemembered = (id: string): boolean => {
    const memory = memories.get(id);
    return memory !== undefined && isUnderWay(memory);
  };
  const busy = new Set<string>(owing);
  const withLines: Raw[][] = [];
  for (const [kind, rows] of glances)
    for (const row of rows) {
      const id = row[AT.customerId] ?? '';
      if (busy.has(id)) continue;
      if (isRemembered(id)) busy.add(id);
      else if (row[AT.hasLines] === 't') withLines.push(row);
      else if (!isQuiet(kind, row, null)) busy.add(id);
    }
  const unsure = withLines.filter((row) => !busy.has(row[AT.customerId] ?? ''));
  if (unsure.length > 0) {
    const lines = await linesOf(unsure.map((row) => row[AT.id] ?? ''));
    for (const row of unsure) if (!isQuiet('order', row, lines)) busy.add(row[AT.customerId] ?? '');
  }
  return { busy: [...busy], quiet: countQuiet(glances, busy) };
}

function countQuiet(glances: Glances, busy: ReadonlySet<string>): Quiet {
  const quiet = nobodyQuiet();
  const customers = new Set<string>();
  for (const [kind, rows] of glances)
    for (const row of rows) {
      const id = row[AT.customerId] ?? '';
      if (busy.has(id)) continue;
      customers.add(id);
      quiet.items[kind] += 1;
      quiet.stages.add(row[AT.stage] ?? '');
    }
  quiet.customers = customers.size;
  return quiet;
}

/** Whether nothing at all is found about the item of a glance, by itself and its lines. */
function quietAt(
  rules: Rules,
  now: Instant,
): (kind: ItemKind, row: readonly Raw[], lines: Lines | null) => boolean {
  const zone = zoneOf(rules.company.timeZone);
  const today = zone.dayAt(now);
  const nobody: CustomerFacts = factsWithoutBusiness('' as CustomerId, {
    people: new Map(),
    feeds: new Map(),
  });
  const nothing: CustomerMemory = {
    customerId: nobody.customer.id,
    cases: [],
    dunning: NOTHING_DUNNED,
    writtenToday: new Map(),
    released: [],
  };
  return (kind, row, lines) => {
    const address = row[AT.known]?.slice(1).trim();
    if (address === undefined || (address !== '' && !isUsableAddress(address))) return false;
    const read = readItem(kind, row, now, zone);
    if (!('item' in read) || read.doubts.length > 0 || lines?.doubts.has(read.item.id)) return false;
    const ofOrder = lines?.byOrder.get(read.item.id);
    const item = ofOrder ? { ...read.item, lines: ofOrder } : read.item;
    return find(situationOf(item, nobody, nothing, now, today, zone, rules)).length === 0;
  };
}
