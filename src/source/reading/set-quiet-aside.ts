import type { Instant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { firstAddressIn } from '../../customer/address.ts';
import { type CustomerFacts, type CustomerMemory, noMemory } from '../../customer/customer.ts';
import type { CustomerId, ItemKind } from '../../customer/ids.ts';
import { isUnderWay } from '../../dunning/under-way.ts';
import type { Rules } from '../../policy/rules.ts';
import { find } from '../../waiting/find.ts';
import { type Judging, situationOf } from '../../waiting/situation.ts';
import { AT } from '../customers/item-rows.ts';
import { doubtsOf, type OrderParts, withParts } from '../customers/order-parts.ts';
import { readItem } from '../customers/waiting-item.ts';
import type { Raw } from '../rows/raw.ts';
import { factsWithoutBusiness } from './assemble.ts';

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
type PartsOf = (orders: readonly Raw[][]) => Promise<OrderParts>;

/** Parted customers: all that is known of the quiet ones is how many they are; the busy ones are read further. */
export interface Parted {
  readonly busy: readonly string[];
  readonly quiet: Quiet;
}

/**
 * Parts the customers of these items: quiet are those with whom nothing of ours is under way, none of whose items is open
 * again after we wrote of it, and about none of whose items anything is found or doubtful. The same `find` judges as in a round; an unknown customer is busy, and contacts alone
 * are never a finding.
 * @param owing customers who are busy in any case, for what they owe
 */
export async function setQuietAside(
  glances: Glances,
  memories: ReadonlyMap<string, CustomerMemory>,
  rules: Rules,
  now: Instant,
  partsOf: PartsOf,
  owing: Iterable<string> = [],
): Promise<Parted> {
  const isQuiet = quietAt(rules, now);
  const busy = new Set<string>(owing);
  const orders: Raw[][] = [];
  const isBusy = (id: string, kind: ItemKind, items: readonly Raw[][]): boolean => {
    const memory = memories.get(id);
    if (memory !== undefined && (isUnderWay(memory) || isOpenAgain(memory, kind, items))) return true;
    return items.some(
      (item) =>
        item.length > OF_A_QUIET_ITEM &&
        (!isKnownAndReachable(item[AT.known] ?? null) ||
          (item[AT.hasParts] !== 't' && !isQuiet(kind, item, null))),
    );
  };
  for (const [kind, rows] of glances)
    byCustomer(rows, (id, items) => {
      if (busy.has(id)) return;
      if (isBusy(id, kind, items)) busy.add(id);
      else for (const item of items) if (item[AT.hasParts] === 't') orders.push(item);
    });
  const unsure = orders.filter((row) => !busy.has(row[AT.customerId] ?? ''));
  if (unsure.length > 0) {
    const parts = await partsOf(unsure);
    for (const row of unsure) if (!isQuiet('order', row, parts)) busy.add(row[AT.customerId] ?? '');
  }
  return { busy: [...busy], quiet: countQuiet(glances, busy) };
}

/**
 * A glance at a row as it arrives: of an item about which nothing is found by itself only whose it is, its id and its
 * stage are kept. Nearly all are such, and what is not kept costs nothing more.
 */
export function glanceAt(rules: Rules, now: Instant): (kind: ItemKind, row: Raw[]) => void {
  const isQuiet = quietAt(rules, now);
  let known: Raw = null;
  let reachable = false;
  return (kind, row) => {
    // Since when it stands there may be remembered: only then can anybody tell.
    if (row[AT.hasParts] === 't' || row[AT.stageSince] === null) return;
    const theirs = row[AT.known] ?? null;
    // Rows of one customer follow one another.
    if (theirs !== known) reachable = isKnownAndReachable(theirs);
    known = theirs;
    if (reachable && isQuiet(kind, row, null)) row.length = OF_A_QUIET_ITEM;
  };
}

/** Columns of a row that was cut. */
const OF_A_QUIET_ITEM = AT.stage + 1;

/** One of these items ended after a letter about it: whether that still holds is for the round to judge. */
const isOpenAgain = ({ cases }: CustomerMemory, kind: ItemKind, items: readonly Raw[][]): boolean =>
  cases.some(
    ({ item, itemEnded, letters }) =>
      itemEnded && letters.length > 0 && item.kind === kind && items.some((row) => row[AT.id] === item.id),
  );

/** Rows of one customer stand together: what is asked of the customer is asked once. */
function byCustomer(rows: readonly Raw[][], each: (id: string, items: readonly Raw[][]) => void): void {
  for (let from = 0; from < rows.length; ) {
    const id = rows[from]?.[AT.customerId] ?? '';
    let to = from + 1;
    while (to < rows.length && rows[to]?.[AT.customerId] === id) to += 1;
    each(id, rows.slice(from, to));
    from = to;
  }
}

function countQuiet(glances: Glances, busy: ReadonlySet<string>): Quiet {
  const quiet = nobodyQuiet();
  const customers = new Set<string>();
  let lastStage: string | null = null;
  for (const [kind, rows] of glances)
    byCustomer(rows, (id, items) => {
      if (busy.has(id)) return;
      customers.add(id);
      quiet.items[kind] += items.length;
      for (const item of items) {
        const stage = item[AT.stage] ?? '';
        // Most items stand at a few stages, and comparing costs less than looking a new string up.
        if (stage !== lastStage) quiet.stages.add(stage);
        lastStage = stage;
      }
    });
  quiet.customers = customers.size;
  return quiet;
}

/** Somebody of the customers, without an address or with one that can be written to. */
function isKnownAndReachable(known: Raw): boolean {
  const address = known?.slice(1).trim();
  return address !== undefined && (address === '' || firstAddressIn(address) !== null);
}

/** Whether nothing at all is found about the item of a glance, by itself, its lines and its shipments. */
function quietAt(
  rules: Rules,
  now: Instant,
): (kind: ItemKind, row: readonly Raw[], parts: OrderParts | null) => boolean {
  const zone = zoneOf(rules.company.timeZone);
  const judging: Judging = { now, today: zone.dayAt(now), zone, rules };
  const nobody: CustomerFacts = factsWithoutBusiness('' as CustomerId, {
    people: new Map(),
    feeds: new Map(),
  });
  const nothing = noMemory(nobody.customer.id);
  return (kind, row, parts) => {
    const read = readItem(kind, row, now, zone);
    if (!('item' in read) || read.doubts.length > 0) return false;
    if (parts !== null && doubtsOf(read.item.id, parts).length > 0) return false;
    const item = parts === null ? read.item : withParts(read.item, parts);
    return find(situationOf(item, nobody, nothing, judging)).length === 0;
  };
}
