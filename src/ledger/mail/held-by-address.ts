import type { Pool, PoolClient } from 'pg';
import { DAY, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { HELD_FLOOR, type HeldByAddress } from '../../guards/held-by-address.ts';

/** A mail of an address that several customers share is one reply for each; all are of the mail whose id they begin with. */
const MAIL = `join inbox_mails m on m.id = split_part(r.id, '#', 1) and m.matched_by = 'recipient' and m.kind = 'reply' and m.origin is distinct from 'passed'`;
const HOLDS = 'r.answered_at is null and r.unproven_at is null';

/** How many customers mails hold for that nothing proves; what is usual is asked only where they are enough to matter. */
export async function heldByAddress(pool: Pick<Pool, 'query'>, now: Instant): Promise<HeldByAddress> {
  const before = (ms: number): string => isoInstant(instantOf(now - ms));
  const { rows } = await pool.query<{ lately: number; open: number }>(
    `select count(distinct r.customer_id) filter (where r.at > $1)::int as lately, count(distinct r.customer_id)::int as open
     from replies r ${MAIL} where ${HOLDS}`,
    [before(DAY)],
  );
  const { lately = 0, open = 0 } = rows[0] ?? {};
  if (open <= HELD_FLOOR) return { lately, open, days: 0, busiest: 0, written: 0 };
  const { rows: usual } = await pool.query<{ days: number; busiest: number; written: number }>(
    `select count(*)::int as days, coalesce(max(customers), 0)::int as busiest,
       (select count(distinct customer_id)::int from letters where audience = 'customer' and first_attempt_at > $3) as written
     from (select count(distinct r.customer_id) as customers from replies r ${MAIL}
           where r.at > $1 and r.at <= $2 and r.unproven_at is null group by date_trunc('day', r.at)) d`,
    [before(29 * DAY), before(DAY), before(30 * DAY)],
  );
  return { lately, open, ...(usual[0] ?? { days: 0, busiest: 0, written: 0 }) };
}

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
    `select r.id, r.customer_id, r.at, m.address, r.owed_by from replies r ${MAIL}
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
       where u.id in (select r.id from replies r ${MAIL} where ${HOLDS} and r.at >= $1 and ($2::text is null or r.customer_id = $2))
       returning u.customer_id)
     select count(distinct customer_id)::int as customers from lifted`,
    [isoInstant(since), customer, isoInstant(now), by],
  );
  return rows[0]?.customers ?? 0;
}
