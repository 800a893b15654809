import type { Pool } from 'pg';
import { HOUR, type Instant, instantOf, isoInstant } from '../../calendar/time.ts';

/** To whom a customer's answer may be passed on. */
export interface PassTo {
  readonly letterId: string;
  readonly name: string | null;
  readonly address: string;
}

/** A loop, or a flood, is no reason to fill somebody's mailbox: what is more stays in their tasks. */
const MOST_AN_HOUR = 20;

/**
 * Notes that a mail is passed on, once: to whoever signed the letter that it answers.
 * @returns null where nobody signed it with an address, where that is a customer's, or where too many went within the hour
 */
export async function beginPassOn(
  pool: Pool,
  mailId: string,
  letterId: string,
  now: Instant,
): Promise<PassTo | null> {
  const { rows } = await pool.query<{ name: string | null; address: string }>(
    `with person as (
       select reply_to_name as name, reply_to_address as address from letters l
       where l.id = $2 and l.audience = 'customer' and l.reply_to_address is not null and not exists (
         select from letters c where lower(c.to_address) = lower(l.reply_to_address) and c.audience = 'customer')
     ), begun as (
       insert into passed_on (mail_id, at)
       select $1, $3 from person where (select count(*) from passed_on where at > $4) < ${MOST_AN_HOUR}
       on conflict (mail_id) do nothing returning mail_id
     )
     select name, address from person where exists (select from begun)`,
    [mailId, letterId, isoInstant(now), isoInstant(instantOf(now - HOUR))],
  );
  const [person] = rows;
  return person === undefined ? null : { letterId, ...person };
}
