import type { Pool } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { CustomerId, ItemId, ItemKind, ItemRef } from '../../customer/ids.ts';
import { among, grouped, type WhichCustomers } from './among.ts';

/** What a person released of the backlog of these customers. */
export async function readReleased(
  pool: Pool,
  which: WhichCustomers,
): Promise<ReadonlyMap<string, readonly ItemRef[]>> {
  const { where, values } = among(which);
  const { rows } = await pool.query<{ customer_id: string; item_kind: ItemKind; item_id: ItemId }>(
    `select customer_id, item_kind, item_id from backlog_releases c where true ${where}`,
    values,
  );
  return grouped(
    rows,
    (row) => row.customer_id,
    (row) => ({ kind: row.item_kind, id: row.item_id }),
  );
}

/** An item of the backlog with the customer who waits for it. */
export interface Releasable {
  readonly item: ItemRef;
  readonly customerId: CustomerId;
}

/** Lets items count as new from now on. What was released before stays as it was. */
export async function releaseBacklog(
  pool: Pool,
  items: readonly Releasable[],
  by: string,
  at: Instant,
): Promise<void> {
  await pool.query(
    `insert into backlog_releases (item_kind, item_id, customer_id, released_at, released_by)
     select kind, item, customer, $4, $5 from unnest($1::text[], $2::text[], $3::text[]) as r (kind, item, customer)
     on conflict (item_kind, item_id) do update set customer_id = excluded.customer_id
       where backlog_releases.customer_id <> excluded.customer_id`,
    [
      items.map(({ item }) => item.kind),
      items.map(({ item }) => item.id),
      items.map(({ customerId }) => customerId),
      isoInstant(at),
      by,
    ],
  );
}
