import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { changedBy, ledger, rowsOf } from '../../database/query.ts';

/** What somebody wants others to know of a customer. */
export interface CustomerNote {
  readonly id: string;
  readonly at: Date;
  readonly note: string;
  readonly by: string;
}

/** The latest notes about a customer, the latest first; those taken back left out. */
export const notesOf = (pool: Pool, customerId: string, most: number): Promise<readonly CustomerNote[]> =>
  rowsOf(
    pool,
    ledger
      .selectFrom('customer_notes')
      .select(['id', 'at', 'note', 'by'])
      .where('customer_id', '=', customerId)
      .where('taken_back_at', 'is', null)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc')
      .limit(most),
  );

export const keepNote = (
  client: PoolClient,
  {
    customerId,
    note,
    by,
    at,
  }: { readonly customerId: string; readonly note: string; readonly by: string; readonly at: Instant },
): Promise<unknown> =>
  changedBy(
    client,
    ledger.insertInto('customer_notes').values({ customer_id: customerId, at: dateOf(at), note, by }),
  );

/** It counts no more; the history keeps that it was there. Returns false where there is none. */
export async function takeBackNote(
  client: PoolClient,
  { customerId, id, at }: { readonly customerId: string; readonly id: string; readonly at: Instant },
): Promise<boolean> {
  const taken = ledger
    .updateTable('customer_notes')
    .set({ taken_back_at: sql<Date>`greatest(${dateOf(at)}, at)` })
    .where('customer_id', '=', customerId)
    .where('id', '=', id)
    .where('taken_back_at', 'is', null);
  return (await changedBy(client, taken)) === 1;
}
