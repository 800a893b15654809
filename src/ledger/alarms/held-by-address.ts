import type { Pool } from 'pg';
import { DAY, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import { HELD_FLOOR, type HeldByAddress } from '../../guards/held-by-address.ts';

/** SQL: which mail `m` a reply `r` is of: one of an address that several customers share is a reply for each, whose id it begins. */
export const OF_MAIL = `m.id = split_part(r.id, '#', 1) and m.matched_by = 'recipient' and m.kind = 'reply' and m.origin is distinct from 'passed'`;
const BY_ADDRESS = `join inbox_mails m on ${OF_MAIL}`;
export const HOLDS = 'r.answered_at is null and r.unproven_at is null';

/** How many customers mails hold for that nothing proves; what is usual is asked only where they are enough to matter. */
export async function heldByAddress(pool: Pick<Pool, 'query'>, now: Instant): Promise<HeldByAddress> {
  const before = (ms: number): string => isoInstant(instantOf(now - ms));
  const { rows } = await pool.query<{ lately: number; open: number }>(
    `select count(distinct r.customer_id) filter (where r.at > $1)::int as lately, count(distinct r.customer_id)::int as open
     from replies r ${BY_ADDRESS} where ${HOLDS}`,
    [before(DAY)],
  );
  const { lately = 0, open = 0 } = rows[0] ?? {};
  if (open <= HELD_FLOOR) return { lately, open, days: 0, busiest: 0, written: 0 };
  const { rows: usual } = await pool.query<{ days: number; busiest: number; written: number }>(
    `select count(*)::int as days, coalesce(max(customers), 0)::int as busiest,
       (select count(distinct customer_id)::int from letters where audience = 'customer' and first_attempt_at > $3) as written
     from (select count(distinct r.customer_id) as customers from replies r ${BY_ADDRESS}
           where r.at > $1 and r.at <= $2 and r.unproven_at is null group by date_trunc('day', r.at)) d`,
    [before(29 * DAY), before(DAY), before(30 * DAY)],
  );
  return { lately, open, ...(usual[0] ?? { days: 0, busiest: 0, written: 0 }) };
}
