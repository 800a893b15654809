import type { Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { CustomerFacts, CustomerId, CustomerMemory, ItemKind } from '../customer.ts';
import type { Rules } from '../policy/rules.ts';
import { isUsableAddress } from '../waiting/address.ts';
import { find } from '../waiting/find.ts';
import { situationOf } from '../waiting/situation.ts';
import { factsWithoutBusiness } from './assemble.ts';
import { AT } from './item-rows.ts';
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

type Rows = ReadonlyMap<ItemKind, readonly Raw[][]>;

/**
 * Parts the customers of these rows: quiet are those of whom we remember nothing and about none of whose items
 * anything is found or doubtful. The same `find` judges as in a round; what it cannot see here (lines, an unknown
 * customer) makes a customer busy, and contacts alone are never a finding.
 */
export function setQuietAside(
  rows: Rows,
  memories: ReadonlyMap<string, CustomerMemory>,
  rules: Rules,
  now: Instant,
): { readonly busy: Rows; readonly quiet: Quiet } {
  const isQuiet = quietAt(rules, now);
  const busyIds = new Set<string>();
  for (const [kind, of] of rows)
    for (const row of of) {
      const id = row[AT.customerId] ?? '';
      if (!busyIds.has(id) && (memories.has(id) || !isQuiet(kind, row))) busyIds.add(id);
    }
  const quiet = nobodyQuiet();
  const quietIds = new Set<string>();
  const busy = new Map<ItemKind, Raw[][]>();
  for (const [kind, of] of rows) {
    busy.set(
      kind,
      of.filter((row) => busyIds.has(row[AT.customerId] ?? '')),
    );
    for (const row of of) {
      const id = row[AT.customerId] ?? '';
      if (busyIds.has(id)) continue;
      quietIds.add(id);
      quiet.items[kind] += 1;
      quiet.stages.add(row[AT.stage] ?? '');
    }
  }
  quiet.customers = quietIds.size;
  return { busy, quiet };
}

/** Whether nothing at all is found about the item of a row, by itself. */
function quietAt(rules: Rules, now: Instant): (kind: ItemKind, row: readonly Raw[]) => boolean {
  const zone = zoneOf(rules.company.timeZone);
  const today = zone.dayAt(now);
  const nobody: CustomerFacts = factsWithoutBusiness('' as CustomerId, {
    people: new Map(),
    feeds: new Map(),
  });
  const nothing: CustomerMemory = { customerId: nobody.customer.id, cases: [], writtenToday: new Map() };
  return (kind, row) => {
    const address = row[AT.known]?.slice(1).trim();
    if (address === undefined || (address !== '' && !isUsableAddress(address))) return false;
    if (row[AT.hasLines] === 't') return false;
    const read = readItem(kind, row, now, zone);
    if (!('item' in read) || read.doubts.length > 0) return false;
    return find(situationOf(read.item, nobody, nothing, now, today, zone, rules)).length === 0;
  };
}
