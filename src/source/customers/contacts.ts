import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { Contact } from '../../customer/customer.ts';
import { ITEM_KINDS, type ItemId, type ItemRef } from '../../customer/ids.ts';
import { push } from '../../grouped.ts';
import type { IdArray } from '../rows/id-array.ts';
import { epoch, rawInstant } from '../rows/raw.ts';
import type { RowSource } from '../rows/snapshot.ts';

/** What was said between these customers and people of the company, from `since` to `now`, oldest first. */
export async function readContacts(
  source: RowSource,
  customerIds: IdArray,
  since: Instant,
  now: Instant,
): Promise<ReadonlyMap<string, readonly Contact[]>> {
  const byCustomer = new Map<string, Contact[]>();
  const rows = await source.rows(
    `select customer_id, id, item_kind, item_id, ${epoch('at')}, channel, direction from ${source.tables.contacts} contacts
     where customer_id collate "C" = any($1) and at between $2 and $3 order by at, id`,
    [customerIds, isoInstant(since), isoInstant(now)],
  );
  for (const [customerId, id, itemKind, itemId, at, channel, direction] of rows) {
    const moment = rawInstant(at ?? null);
    if (customerId == null || moment === null) continue;
    const contact: Contact = {
      id: id ?? '',
      item: itemOf(itemKind ?? null, itemId ?? null),
      at: moment,
      channel: channel ?? '',
      direction: direction === 'to_customer' ? 'to_customer' : 'from_customer',
    };
    push(byCustomer, customerId, contact);
  }
  return byCustomer;
}

/** The item that two columns name; null when they name none. */
export function itemOf(kind: string | null, id: string | null): ItemRef | null {
  const known = ITEM_KINDS.find((one) => one === kind);
  return id === null || !known ? null : { kind: known, id: id as ItemId };
}
