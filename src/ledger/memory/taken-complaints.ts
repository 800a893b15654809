import type { Pool, PoolClient } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import type { Complaint } from '../../customer/account.ts';
import type { ItemId, ItemKind, ItemRef } from '../../customer/ids.ts';
import { among, grouped, type WhichCustomers } from './among.ts';

/** A complaint that a person took, as a page shows it. */
export interface TakenComplaint {
  readonly id: string;
  readonly item_kind: ItemKind | null;
  readonly item_id: ItemId | null;
  readonly at: Date;
  readonly note: string;
  readonly by: string;
}

/** What these customers complained of to a person and nobody has ended. */
export async function readTakenComplaints(
  pool: Pool,
  which: WhichCustomers,
): Promise<ReadonlyMap<string, readonly Complaint[]>> {
  const { where, values } = among(which);
  const { rows } = await pool.query<TakenComplaint & { readonly customer_id: string }>(
    `select customer_id, id, item_kind, item_id, at from taken_complaints c where ended_at is null ${where} order by at, id`,
    values,
  );
  return grouped(
    rows,
    ({ customer_id }) => customer_id,
    ({ id, item_kind, item_id, at }) => ({
      id: `taken:${id}`,
      item: item_kind === null || item_id === null ? null : { kind: item_kind, id: item_id },
      invoiceId: null,
      openedAt: instantOf(at.getTime()),
    }),
  );
}

/** Those of one customer, the oldest first. */
export async function takenComplaintsOf(pool: Pool, customerId: string): Promise<readonly TakenComplaint[]> {
  const { rows } = await pool.query<TakenComplaint>(
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

/** It is settled, or was none. Returns false where none of this id is open. */
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
