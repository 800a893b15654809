import type { DataFault } from '../../customer/data-fault.ts';
import { ITEM_KINDS, type ItemKind } from '../../customer/ids.ts';
import { AT, ITEM_TABLES, itemsQuery, NAMED, NAMELESS, WHICH_ITEMS } from '../customers/item-rows.ts';
import type { Quarantined } from '../rows/quarantine.ts';
import type { Raw } from '../rows/raw.ts';
import { BY_INDEX, type Snapshot } from '../rows/snapshot.ts';
import { CustomerCursor } from './customer-cursor.ts';

/** Open items of one kind. */
export interface ItemCursor {
  readonly kind: ItemKind;
  readonly cursor: CustomerCursor;
}

/**
 * Cursors over a glance at each open item, in order of customers, and at each whose closing is in doubt.
 * @param glance of each row as it arrives
 */
export async function itemCursors(
  snapshot: Snapshot,
  glance: (kind: ItemKind, row: Raw[]) => void,
): Promise<readonly ItemCursor[]> {
  const cursors: ItemCursor[] = [];
  for (const kind of ITEM_KINDS) {
    const ofKind = (row: Raw[]) => glance(kind, row);
    const open = await snapshot.stream(itemsQuery(kind, 'open', 'glance', snapshot.tables, NAMED), BY_INDEX);
    cursors.push({ kind, cursor: new CustomerCursor(open, ofKind) });
    const early = await snapshot.cursor(
      `early_${kind}`,
      itemsQuery(kind, 'closed_early', 'glance', snapshot.tables, NAMED),
    );
    cursors.push({ kind, cursor: new CustomerCursor(early, ofKind) });
  }
  return cursors;
}

const NAMES_NOBODY: DataFault = { code: 'names_nobody' };

/** Open items that name no customer, some at a time. */
export async function* namelessItems(snapshot: Snapshot): AsyncGenerator<readonly Quarantined[]> {
  for (const kind of ITEM_KINDS)
    for (const which of WHICH_ITEMS) {
      const { table } = ITEM_TABLES[kind];
      const query = itemsQuery(kind, which, 'glance', snapshot.tables, NAMELESS);
      const pages = await snapshot.cursor(`nameless_${kind}_${which}`, query);
      for (let rows = await pages(); rows !== null; rows = await pages())
        yield rows.map((row) => ({ table, id: row[AT.id] ?? '(none)', fault: NAMES_NOBODY }));
    }
}
