import type { Pool, PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';

interface NewLess {
  readonly customerId: string;
  readonly since: Instant;
  /** The mail in which they said so; null: a person was told. */
  readonly mailId: string | null;
  readonly by: string;
}

/** From now on only broken promises and closings go to this customer. Returns false where that was so already. */
export async function keepLess(
  client: Pool | PoolClient,
  { customerId, since, mailId, by }: NewLess,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into less_often (customer_id, since, mail_id, by) values ($1, $2, $3, $4)
     on conflict (customer_id) where lifted_at is null do nothing`,
    [customerId, isoInstant(since), mailId, by],
  );
  // They let us off what letters said of the next one.
  await client.query(
    'update cases set word_by = null where customer_id = $1 and closed_at is null and word_by is not null',
    [customerId],
  );
  return (rowCount ?? 0) > 0;
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
export async function lessOftenBefore(
  pool: Pool,
  before: string | null,
  most: number,
): Promise<readonly ListedLess[]> {
  const { rows } = await pool.query<ListedLess>(
    `select id, customer_id, since, mail_id, by from less_often
     where lifted_at is null and ($1::bigint is null or id < $1) order by id desc limit $2`,
    [before, most],
  );
  return rows;
}

/** A person says that letters go to this customer as to any other. Returns false where they did. */
export async function liftLess(
  client: Pool | PoolClient,
  customerId: string,
  by: string,
  at: Instant,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `update less_often set lifted_at = greatest($2::timestamptz, since), lifted_by = $3
     where customer_id = $1 and lifted_at is null`,
    [customerId, isoInstant(at), by],
  );
  return (rowCount ?? 0) > 0;
}
