import type { Instant } from '../../calendar/time.ts';
import type { Case, CustomerMemory } from '../../customer/customer.ts';
import { ITEM_KINDS, type ItemRef, refKey } from '../../customer/ids.ts';
import { IN_QUEUE } from '../../customer/letter-status.ts';
import { isClosing } from '../../waiting/told-before.ts';
import { type ItemRows, readEndedItems } from '../customers/customer-items.ts';
import { AT } from '../customers/item-rows.ts';
import type { RowSource } from '../rows/snapshot.ts';

const NOTHING: ItemRows = new Map();

/**
 * Closed rows of the items of which these customers were told and that are not among the open rows: their story may want an end.
 * Whose item went to somebody else is not told of it.
 */
export async function readEndedOf(
  source: RowSource,
  memories: Iterable<CustomerMemory>,
  open: ItemRows,
  now: Instant,
): Promise<ItemRows> {
  const isOpen = new Set<string>();
  for (const [kind, rows] of open) for (const row of rows) isOpen.add(`${kind}:${row[AT.id]}`);
  const wanted = new Map<string, { readonly item: ItemRef; readonly customerId: string }>();
  for (const { cases, customerId } of memories)
    for (const { item, ...theCase } of cases)
      if (wantsItsEnd(theCase) && !isOpen.has(refKey(item))) wanted.set(refKey(item), { item, customerId });
  if (wanted.size === 0) return NOTHING;
  const ended = await readEndedItems(
    source,
    [...wanted.values()].map(({ item }) => item),
    now,
  );
  return new Map(
    ITEM_KINDS.map((kind) => [
      kind,
      (ended.get(kind) ?? []).filter(
        (row) => wanted.get(`${kind}:${row[AT.id]}`)?.customerId === row[AT.customerId],
      ),
    ]),
  );
}

/** Something was told of it, and its end was not, or is about to be. */
const wantsItsEnd = ({ letters, itemEnded }: Pick<Case, 'letters' | 'itemEnded'>): boolean =>
  itemEnded
    ? letters.some(({ kind, status }) => isClosing(kind) && [...IN_QUEUE, 'sending'].includes(status))
    : letters.length > 0;
