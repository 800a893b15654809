import type { Pool } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { About, CustomerId } from '../../customer/ids.ts';
import { ledger, rowsOf } from '../../database/query.ts';
import { grouped } from '../../grouped.ts';
import { among, type WhichCustomers } from './among.ts';

/** What a person released of the backlog of these customers. */
export async function readReleased(
  pool: Pool,
  which: WhichCustomers,
): Promise<ReadonlyMap<string, readonly About[]>> {
  const theirs = ledger
    .selectFrom('backlog_releases as c')
    .select(['customer_id', 'item_kind', 'item_id'])
    .where(among(which));
  return grouped(
    await rowsOf(pool, theirs),
    (row) => row.customer_id,
    ({ item_kind, item_id }) => ({ kind: item_kind, id: item_id }) as About,
  );
}

/** Something of the backlog with the customer whose it is. */
export interface Releasable {
  readonly item: About;
  readonly customerId: CustomerId;
}

/** Lets items and invoices count as new from now on. What was released before stays as it was. */
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
