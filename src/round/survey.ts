import { follows, isMergedInto, type Moved } from '../customer/follows.ts';
import {
  type About,
  type CustomerId,
  type FeedName,
  ITEM_KINDS,
  type ItemRef,
  refKey,
} from '../customer/ids.ts';
import type { Databases } from '../database/databases.ts';
import { billingAddressOf } from '../dunning/billing-address.ts';
import { isTooMany } from '../guards/guards.ts';
import {
  customersAtLarge,
  lastAddresses,
  type Move,
  type Remembered,
  rememberedThings,
} from '../ledger/memory/remembered.ts';
import { feedOf } from '../policy/feed.ts';
import type { Rules } from '../policy/rules.ts';
import { readCompany } from '../source/customers/company.ts';
import { readAddresses } from '../source/find/addresses.ts';
import { isAnythingOpen, readMergedInto, readPresentOwners } from '../source/find/present-owners.ts';
import { anyConnection, type RowSource } from '../source/rows/snapshot.ts';
import { itemAddress } from '../waiting/address.ts';

/** What is known before a round of all that we remember. */
export interface Survey {
  /** What the company gave to another customer, and what goes along. */
  readonly moves: readonly Move[];
  /** Feeds that call their tables complete, and may be believed: not far too much of what we remember is missing. */
  readonly complete: ReadonlySet<FeedName>;
}

const KINDS = [...ITEM_KINDS, 'invoice'] as const;

/**
 * Looks up everything that we remember by its key: whose it is now, and whether it is there at all. The cost follows what we
 * remember, and not what is open.
 */
export async function survey(
  { sourcePool, ledgerPool }: Pick<Databases, 'sourcePool' | 'ledgerPool'>,
  rules: Rules,
): Promise<Survey> {
  const source = await anyConnection(sourcePool, rules.sourceSchema);
  const counts = { order: { gone: 0, of: 0 }, service_job: { gone: 0, of: 0 }, invoice: { gone: 0, of: 0 } };
  const moved: (Remembered & { readonly to: CustomerId })[] = [];
  for await (const page of rememberedThings(ledgerPool))
    for (const kind of KINDS) {
      const things = page.filter(({ about }) => about.kind === kind);
      if (things.length === 0) continue;
      const { found, ownerOf } = await readPresentOwners(
        source,
        kind,
        things.map(({ about }) => about.id),
      );
      counts[kind].of += things.length;
      for (const thing of things) {
        const { about, customerId } = thing;
        if (!found.has(about.id)) counts[kind].gone += 1;
        const owner = ownerOf.get(about.id);
        if (owner !== undefined && owner !== customerId) moved.push({ ...thing, to: owner as CustomerId });
      }
    }
  const moves = await movesOf(source, ledgerPool, moved);
  return { moves, complete: await believable(source, rules, counts) };
}

async function movesOf(
  source: RowSource,
  ledgerPool: Databases['ledgerPool'],
  moved: readonly (Remembered & { readonly to: CustomerId })[],
): Promise<readonly Move[]> {
  const atLarge = await customersAtLarge(ledgerPool);
  if (moved.length + atLarge.length === 0) return [];
  const mergedInto = await readMergedInto(source, [...atLarge, ...moved.map(({ customerId }) => customerId)]);
  const written = await lastAddresses(ledgerPool, moved);
  const now = await readAddresses(source, {
    customers: [...new Set(moved.map(({ to }) => to))],
    items: moved.map(({ about }) => about).filter((about): about is ItemRef => about.kind !== 'invoice'),
    people: [],
  });
  const addressOf = (about: About, to: CustomerId): string | null => {
    const customer = now.customers.get(to);
    if (!customer) return null;
    if (about.kind === 'invoice') return billingAddressOf(customer)?.address.toLowerCase() ?? null;
    const row = now.items.get(refKey(about));
    return row ? (itemAddress(row, customer)?.address.toLowerCase() ?? null) : null;
  };
  const things = moved.map(
    ({ about, customerId, to }, nth): Moved => ({
      about,
      from: customerId,
      to,
      writtenTo: written[nth] ?? null,
      address: addressOf(about, to),
      merged: isMergedInto(customerId, to, mergedInto),
    }),
  );
  const moves = things.filter(follows).map(
    ({ about, from, to, address, merged }): Move => ({
      kind: about.kind,
      id: about.id,
      from,
      to,
      address,
      merged,
    }),
  );
  return [...atLarge.flatMap((from) => mergeOf(from, mergedInto)), ...moves];
}

/** What belongs to no single thing goes to whoever the customer became in the end. */
function mergeOf(from: CustomerId, mergedInto: ReadonlyMap<string, string>): readonly Move[] {
  const seen = new Set<string>([from]);
  let to: string = from;
  for (let next = mergedInto.get(to); next !== undefined && !seen.has(next); next = mergedInto.get(to)) {
    seen.add(next);
    to = next;
  }
  if (to === from) return [];
  return [{ kind: 'customer', id: from, from, to: to as CustomerId, address: null, merged: true }];
}

/** A table that is empty, or lost far too much, was emptied rather than worked off. */
async function believable(
  source: RowSource,
  rules: Rules,
  counts: Readonly<Record<About['kind'], { readonly gone: number; readonly of: number }>>,
): Promise<ReadonlySet<FeedName>> {
  const { complete } = await readCompany(source);
  const believed = new Set<FeedName>();
  if (complete.size === 0) return believed;
  for (const kind of KINDS) {
    const feed = kind === 'invoice' ? 'payments' : feedOf(kind);
    if (!complete.has(feed)) continue;
    const emptied = !(await isAnythingOpen(source, kind));
    if (!isTooMany({ kind, ...counts[kind], emptied }, rules.guards)) believed.add(feed);
  }
  return believed;
}
