import { ITEM_KINDS, type ItemKind } from '../../customer/ids.ts';
import type { IdArray } from '../rows/id-array.ts';
import type { Raw } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';
import { itemsQuery, WHICH_ITEMS } from './item-rows.ts';

/** The whole rows of all open items of these customers, by kind, in order of customers. */
export async function readItemsOf(
  source: RowSource,
  customerIds: IdArray,
): Promise<ReadonlyMap<ItemKind, readonly Raw[][]>> {
  const rows = new Map<ItemKind, readonly Raw[][]>();
  for (const kind of ITEM_KINDS) {
    const both = WHICH_ITEMS.map(
      (which) => `(${itemsQuery(kind, which, 'whole', source.tables, 'customer_id collate "C" = any($1)')})`,
    );
    rows.set(kind, await source.rows(both.join(' union all '), [customerIds]));
  }
  return rows;
}
