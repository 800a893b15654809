import { sql } from 'kysely';
import type { Pool } from 'pg';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { type Connection, changedBy, ledger, rowsOf } from '../../database/query.ts';

interface NewLess {
  readonly customerId: string;
  readonly since: Instant;
  /** The mail in which they said so; null: a person was told. */
  readonly mailId: string | null;
  readonly by: string;
}

/** From now on only broken promises and closings go to this customer. Returns false where that was so already. */
export async function keepLess(
  connection: Connection,
  { customerId, since, mailId, by }: NewLess,
): Promise<boolean> {
  const kept = ledger
    .insertInto('less_often')
    .values({ customer_id: customerId, since: dateOf(since), mail_id: mailId, by })
    .onConflict((conflict) => conflict.column('customer_id').where('lifted_at', 'is', null).doNothing());
  const isNew = (await changedBy(connection, kept)) > 0;
  // They let us off what letters said of the next one.
  const letOff = ledger
    .updateTable('cases')
    .set({ word_by: null })
    .where('customer_id', '=', customerId)
    .where('closed_at', 'is', null)
    .where('word_by', 'is not', null);
  await changedBy(connection, letOff);
  return isNew;
}

/** A customer who asked to be written to less. */
export interface ListedLess {
  readonly id: string;
  readonly customer_id: string;
  readonly since: Date;
  /** The mail in which they said so; null: a person was told. */
  readonly mail_id: string | null;
  readonly by: string;
}

/** Those who did, the latest first. @param before the id of the last one of the page before */
export function lessOftenBefore(
  pool: Pool,
  before: string | null,
  most: number,
): Promise<readonly ListedLess[]> {
  const asked = ledger
    .selectFrom('less_often')
    .select(['id', 'customer_id', 'since', 'mail_id', 'by'])
    .where('lifted_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(most);
  return rowsOf(pool, before === null ? asked : asked.where('id', '<', before));
}

/** A person says that letters go to this customer as to any other. Returns false where they did. */
export async function liftLess(
  connection: Connection,
  customerId: string,
  by: string,
  at: Instant,
): Promise<boolean> {
  const lifted = ledger
    .updateTable('less_often')
    .set({ lifted_at: sql<Date>`greatest(${dateOf(at)}, since)`, lifted_by: by })
    .where('customer_id', '=', customerId)
    .where('lifted_at', 'is', null);
  return (await changedBy(connection, lifted)) > 0;
}
