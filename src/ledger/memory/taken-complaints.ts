import type { Pool, PoolClient } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { CLOSED_WITHIN, type TakenComplaint } from '../../customer/account.ts';
import type { ItemId, ItemKind, ItemRef } from '../../customer/ids.ts';
import { among, grouped, type WhichCustomers } from './among.ts';

/** A complaint that a person took and nobody has ended, as a page shows it. */
export interface ListedComplaint {
  readonly id: string;
  readonly item_kind: ItemKind | null;
  readonly item_id: ItemId | null;
  readonly at: Date;
  readonly note: string;
  readonly by: string;
}

type Row = Pick<ListedComplaint, 'id' | 'item_kind' | 'item_id' | 'at'> & {
  readonly customer_id: string;
  readonly ended_at: Date | null;
};

/** What these customers complained of to a person: what is open, and what was ended not long before this day. */
export async function readTakenComplaints(
  pool: Pool,
  which: WhichCustomers,
  dayStart: Instant,
): Promise<ReadonlyMap<string, readonly TakenComplaint[]>> {
  const { where, values } = among(which);
  const { rows } = await pool.query<Row>(
    `select customer_id, id, item_kind, item_id, at, ended_at from taken_complaints c
     where (ended_at is null or ended_at > $${values.length + 1}) ${where} order by at, id`,
    [...values, isoInstant(instantOf(dayStart - CLOSED_WITHIN))],
  );
  return grouped(
    rows,
    ({ customer_id }) => customer_id,
    ({ id, item_kind, item_id, at, ended_at }) => ({
      id: `taken:${id}`,
      item: item_kind === null || item_id === null ? null : { kind: item_kind, id: item_id },
      invoiceId: null,
      openedAt: instantOf(at.getTime()),
      closedAt: ended_at === null ? null : instantOf(ended_at.getTime()),
    }),
  );
}

/** Those of one customer, the oldest first. */
export async function takenComplaintsOf(pool: Pool, customerId: string): Promise<readonly ListedComplaint[]> {
  const { rows } = await pool.query<ListedComplaint>(
    `select id, item_kind, item_id, at, note, by from taken_complaints
     where customer_id = $1 and ended_at is null order by at, id`,
    [customerId],
  );
  return rows;
}

export interface NewComplaint {
  readonly customerId: string;
  /** Null: all that they have with us. */
  readonly item: ItemRef | null;
  readonly note: string;
  readonly by: string;
  readonly at: Instant;
}

/** They complained to a person: letters about it, and reminders, wait until somebody ends it. */
export const takeComplaint = (client: PoolClient, complaint: NewComplaint): Promise<unknown> =>
  client.query(
    `insert into taken_complaints (customer_id, item_kind, item_id, at, note, by) values ($1, $2, $3, $4, $5, $6)`,
    [
      complaint.customerId,
      complaint.item?.kind ?? null,
      complaint.item?.id ?? null,
      isoInstant(complaint.at),
      complaint.note,
      complaint.by,
    ],
  );

/** It is settled: they are mended from then on. Returns false where none of this id is open. */
export async function endComplaint(
  client: PoolClient,
  {
    customerId,
    id,
    by,
    at,
  }: { readonly customerId: string; readonly id: string; readonly by: string; readonly at: Instant },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update taken_complaints set ended_at = greatest($3::timestamptz, at), ended_by = $4
     where customer_id = $1 and id = $2 and ended_at is null`,
    [customerId, id, isoInstant(at), by],
  );
  return rowCount === 1;
}
