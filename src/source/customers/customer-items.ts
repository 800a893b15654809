import { type Instant, isoInstant } from '../../calendar/time.ts';
import { ITEM_KINDS, type ItemKind, type ItemRef } from '../../customer/ids.ts';
import type { IdArray } from '../rows/id-array.ts';
import type { Raw } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { endedItemsQuery, itemsQuery, WHICH_ITEMS } from './item-rows.ts';

/** The whole rows of items by kind. */
export type ItemRows = ReadonlyMap<ItemKind, readonly Raw[][]>;

/** The whole rows of all open items of these customers, by kind, in order of customers. */
export async function readItemsOf(source: RowSource, customerIds: IdArray): Promise<ItemRows> {
  const rows = new Map<ItemKind, readonly Raw[][]>();
  for (const kind of ITEM_KINDS) {
    const both = WHICH_ITEMS.map(
      (which) => `(${itemsQuery(kind, which, 'whole', source.tables, 'customer_id collate "C" = any($1)')})`,
    );
    rows.set(kind, await source.rows(both.join(' union all '), [customerIds]));
  }
  return rows;
}

/** The whole rows of those of these items that are closed. */
export async function readEndedItems(
  source: RowSource,
  items: readonly ItemRef[],
  now: Instant,
): Promise<ItemRows> {
  const rows = new Map<ItemKind, readonly Raw[][]>();
  for (const kind of ITEM_KINDS) {
    const ids = items.filter((item) => item.kind === kind).map(({ id }): string => id);
    if (ids.length > 0)
      rows.set(kind, await source.rows(endedItemsQuery(kind, source.tables), [ids, isoInstant(now)]));
  }
  return rows;
}

/** Open rows and ended ones together. */
export const withEnded = (open: ItemRows, ended: ItemRows): ItemRows =>
  ended.size === 0
    ? open
    : new Map(ITEM_KINDS.map((kind) => [kind, [...(open.get(kind) ?? []), ...(ended.get(kind) ?? [])]]));
