import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { dateOf, type Instant, instantFrom, instantOf } from '../../calendar/time.ts';
import { CLOSED_WITHIN, type TakenComplaint } from '../../customer/account.ts';
import type { ItemId, ItemKind, ItemRef } from '../../customer/ids.ts';
import { changedBy, ledger, rowsOf } from '../../database/query.ts';
import { grouped } from '../../grouped.ts';
import { among, type WhichCustomers } from './among.ts';

/** A complaint that a person took and nobody has ended, as a page shows it. */
export interface ListedComplaint {
  readonly id: string;
  readonly item_kind: ItemKind | null;
  readonly item_id: ItemId | null;
  readonly at: Date;
  readonly note: string;
  readonly by: string;
}

const taken = ledger.selectFrom('taken_complaints as c').orderBy('at').orderBy('id');

/** What these customers complained of to a person: what is open, and what was ended not long before this day. */
export async function readTakenComplaints(
  pool: Pool,
  which: WhichCustomers,
  dayStart: Instant,
): Promise<ReadonlyMap<string, readonly TakenComplaint[]>> {
  const theirs = taken
    .select(['customer_id', 'id', 'item_kind', 'item_id', 'at', 'ended_at'])
    .$narrowType<{ item_id: ItemId | null }>()
    .where(({ eb, or }) =>
      or([eb('ended_at', 'is', null), eb('ended_at', '>', dateOf(instantOf(dayStart - CLOSED_WITHIN)))]),
    )
    .where(among(which));
  return grouped(
    await rowsOf(pool, theirs),
    ({ customer_id }) => customer_id,
    ({ id, item_kind, item_id, at, ended_at }) => ({
      id: `taken:${id}`,
      item: item_kind === null || item_id === null ? null : { kind: item_kind, id: item_id },
      invoiceId: null,
      openedAt: instantFrom(at),
      closedAt: instantFrom(ended_at),
    }),
  );
}

/** Those of one customer, the oldest first. */
export const takenComplaintsOf = (pool: Pool, customerId: string): Promise<readonly ListedComplaint[]> =>
  rowsOf(
    pool,
    taken
      .select(['id', 'item_kind', 'item_id', 'at', 'note', 'by'])
      .$narrowType<{ item_id: ItemId | null }>()
      .where('ended_at', 'is', null)
      .where('customer_id', '=', customerId),
  );

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
  changedBy(
    client,
    ledger.insertInto('taken_complaints').values({
      customer_id: complaint.customerId,
      item_kind: complaint.item?.kind ?? null,
      item_id: complaint.item?.id ?? null,
      at: dateOf(complaint.at),
      note: complaint.note,
      by: complaint.by,
    }),
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
  const ended = ledger
    .updateTable('taken_complaints')
    .set({ ended_at: sql<Date>`greatest(${dateOf(at)}, at)`, ended_by: by })
    .where('customer_id', '=', customerId)
    .where('id', '=', id)
    .where('ended_at', 'is', null);
  return (await changedBy(client, ended)) === 1;
}
