import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { type Day, dateOf, dayOf, type Instant, isoDay, parseDay } from '../../calendar/time.ts';
import type { ItemHold } from '../../customer/customer.ts';
import type { ItemId, ItemKind, ItemRef } from '../../customer/ids.ts';
import { ledger, rowOf, rowsOf } from '../../database/query.ts';
import { grouped } from '../../grouped.ts';
import { among, type WhichCustomers } from './among.ts';

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

/** What people want no letters about, of these customers; lifted ones left out, those whose day is over too. */
export async function readItemHolds(
  pool: Pool,
  which: WhichCustomers,
): Promise<ReadonlyMap<string, readonly ItemHold[]>> {
  const theirs = ledger
    .selectFrom('item_holds as c')
    .select(['customer_id', 'item_kind', 'item_id', 'until', 'by'])
    .$narrowType<{ item_id: ItemId }>()
    .where('lifted_at', 'is', null)
    .where(among(which))
    .orderBy('id');
  return grouped(
    await rowsOf(pool, theirs),
    ({ customer_id }) => customer_id,
    ({ item_kind, item_id, until, by }) => ({
      item: { kind: item_kind, id: item_id },
      until: parseDay(until) ?? dayOf(0),
      by,
    }),
  );
}

/** Those of one customer that hold on this day. */
export function itemHoldsOf(pool: Pool, customerId: string, today: Day): Promise<readonly ListedItemHold[]> {
  const holding = ledger
    .selectFrom('item_holds')
    .select(['id', 'item_kind', 'item_id', 'until', 'why', 'by', 'at'])
    .$narrowType<{ item_id: ItemId }>()
    .where('customer_id', '=', customerId)
    .where('lifted_at', 'is', null)
    .where('until', '>=', isoDay(today))
    .orderBy('id');
  return rowsOf(pool, holding);
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
  const hold = ledger
    .insertInto('item_holds')
    .values({
      customer_id: customerId,
      item_kind: item.kind,
      item_id: item.id,
      until: isoDay(until),
      why,
      by,
      at: dateOf(at),
    })
    .returning('id');
  const row = await rowOf(client, hold);
  if (!row) throw new Error('the hold was not written');
  return { id: row.id, lifted };
}

/** Letters about the item go again. Returns the ids of the holds that ended. */
export async function liftItem(
  client: PoolClient,
  lift: { readonly customerId: string; readonly item: ItemRef; readonly by: string; readonly at: Instant },
): Promise<readonly string[]> {
  const lifted = ledger
    .updateTable('item_holds')
    .set({ lifted_at: sql<Date>`greatest(${dateOf(lift.at)}, at)`, lifted_by: lift.by })
    .where('customer_id', '=', lift.customerId)
    .where('item_kind', '=', lift.item.kind)
    .where('item_id', '=', lift.item.id)
    .where('lifted_at', 'is', null)
    .returning('id');
  return (await rowsOf(client, lifted)).map(({ id }) => id);
}
