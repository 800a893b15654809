import type { Pool, PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';

/** What somebody wants others to know of a customer. */
export interface CustomerNote {
  readonly id: string;
  readonly at: Date;
  readonly note: string;
  readonly by: string;
}

/** The latest notes about a customer, the latest first; those taken back left out. */
export async function notesOf(
  pool: Pool,
  customerId: string,
  most: number,
): Promise<readonly CustomerNote[]> {
  const { rows } = await pool.query<CustomerNote>(
    `select id, at, note, by from customer_notes
     where customer_id = $1 and taken_back_at is null order by at desc, id desc limit $2`,
    [customerId, most],
  );
  return rows;
}

export const keepNote = (
  client: PoolClient,
  {
    customerId,
    note,
    by,
    at,
  }: { readonly customerId: string; readonly note: string; readonly by: string; readonly at: Instant },
): Promise<unknown> =>
  client.query('insert into customer_notes (customer_id, at, note, by) values ($1, $2, $3, $4)', [
    customerId,
    isoInstant(at),
    note,
    by,
  ]);

/** It counts no more; the history keeps that it was there. Returns false where there is none. */
export async function takeBackNote(
  client: PoolClient,
  { customerId, id, at }: { readonly customerId: string; readonly id: string; readonly at: Instant },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update customer_notes set taken_back_at = greatest($3::timestamptz, at)
     where customer_id = $1 and id = $2 and taken_back_at is null`,
    [customerId, id, isoInstant(at)],
  );
  return rowCount === 1;
}
