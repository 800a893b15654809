import type { Pool, PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { BY_ADDRESS, HOLDS } from '../alarms/held-by-address.ts';

/** A mail that holds reminders of a customer because it names an address of theirs. */
export interface UnprovenReply {
  readonly id: string;
  readonly customer_id: string;
  readonly at: Date;
  /** The address that it names as its sender. */
  readonly address: string | null;
  /** `YYYY-MM-DD`: by when somebody answers. */
  readonly owed_by: string;
}

/** Those that hold now, the latest first. @param after the last one of the page before */
export async function unprovenReplies(
  pool: Pick<Pool, 'query'>,
  after: { readonly at: Date; readonly id: string } | null,
  most: number,
): Promise<readonly UnprovenReply[]> {
  const { rows } = await pool.query<UnprovenReply>(
    `select r.id, r.customer_id, r.at, m.address, r.owed_by from replies r ${BY_ADDRESS}
     where ${HOLDS} and ($1::timestamptz is null or (r.at, r.id) < ($1, $2::text)) order by r.at desc, r.id desc limit $3`,
    [after?.at ?? null, after?.id ?? null, most],
  );
  return rows;
}

/**
 * A person says that those which came since then prove nothing: reminders and letters wait for them no more. Whoever is to answer them
 * still is: among forged ones may be a customer's own.
 * @param customer of this one alone; null: of all
 * @returns for how many customers they held
 */
export async function liftUnproven(
  client: Pick<PoolClient, 'query'>,
  since: Instant,
  customer: string | null,
  by: string,
  now: Instant,
): Promise<number> {
  const { rows } = await client.query<{ customers: number }>(
    `with lifted as (
       update replies u set unproven_at = greatest($3::timestamptz, u.at), unproven_by = $4
       where u.id in (select r.id from replies r ${BY_ADDRESS} where ${HOLDS} and r.at >= $1 and ($2::text is null or r.customer_id = $2))
       returning u.customer_id)
     select count(distinct customer_id)::int as customers from lifted`,
    [isoInstant(since), customer, isoInstant(now), by],
  );
  return rows[0]?.customers ?? 0;
}
