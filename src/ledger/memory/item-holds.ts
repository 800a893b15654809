import type { Pool, PoolClient } from 'pg';
import { type Day, dayOf, type Instant, isoDay, isoInstant, parseDay } from '../../calendar/time.ts';
import type { ItemHold } from '../../customer/customer.ts';
import type { ItemId, ItemKind, ItemRef } from '../../customer/ids.ts';
import { among, grouped, type WhichCustomers } from './among.ts';

/** A hold of one item's letters, as a page or a list shows it. */
export interface ListedItemHold {
  readonly id: string;
  readonly item_kind: ItemKind;
  readonly item_id: ItemId;
  /** `YYYY-MM-DD`, the last day on which it holds. */
  readonly until: string;
  readonly why: string;
  readonly by: string;
  readonly at: Date;
}

type Row = ListedItemHold & { readonly customer_id: string };

/** What people want no letters about, of these customers; lifted ones left out, those whose day is over too. */
export async function readItemHolds(
  pool: Pool,
  which: WhichCustomers,
): Promise<ReadonlyMap<string, readonly ItemHold[]>> {
  const { where, values } = among(which);
  const { rows } = await pool.query<Row>(
    `select customer_id, item_kind, item_id, until, by from item_holds c where lifted_at is null ${where} order by id`,
    values,
  );
  return grouped(
    rows,
    ({ customer_id }) => customer_id,
    ({ item_kind, item_id, until, by }) => ({
      item: { kind: item_kind, id: item_id },
      until: parseDay(until) ?? dayOf(0),
      by,
    }),
  );
}

/** Those of one customer that hold on this day. */
export async function itemHoldsOf(
  pool: Pool,
  customerId: string,
  today: Day,
): Promise<readonly ListedItemHold[]> {
  const { rows } = await pool.query<ListedItemHold>(
    `select id, item_kind, item_id, until, why, by, at from item_holds
     where customer_id = $1 and lifted_at is null and until >= $2 order by id`,
    [customerId, isoDay(today)],
  );
  return rows;
}

export interface NewItemHold extends ItemHold {
  readonly customerId: string;
  readonly why: string;
  readonly at: Instant;
}

/** No letters about the item, through that day; whatever day was said of it before. Returns its id, and those of the holds that ended with it. */
export async function holdItem(
  client: PoolClient,
  { customerId, item, until, why, by, at }: NewItemHold,
): Promise<{ readonly id: string; readonly lifted: readonly string[] }> {
  const lifted = await liftItem(client, { customerId, item, by, at });
  const { rows } = await client.query<{ id: string }>(
    `insert into item_holds (customer_id, item_kind, item_id, until, why, by, at)
     values ($1, $2, $3, $4, $5, $6, $7) returning id`,
    [customerId, item.kind, item.id, isoDay(until), why, by, isoInstant(at)],
  );
  const [row] = rows;
  if (!row) throw new Error('the hold was not written');
  return { id: row.id, lifted };
}

/** Letters about the item go again. Returns the ids of the holds that ended. */
export async function liftItem(
  client: PoolClient,
  lift: { readonly customerId: string; readonly item: ItemRef; readonly by: string; readonly at: Instant },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(
    `update item_holds set lifted_at = greatest($4::timestamptz, at), lifted_by = $5
     where customer_id = $1 and item_kind = $2 and item_id = $3 and lifted_at is null returning id`,
    [lift.customerId, lift.item.kind, lift.item.id, isoInstant(lift.at), lift.by],
  );
  return rows.map(({ id }) => id);
}
