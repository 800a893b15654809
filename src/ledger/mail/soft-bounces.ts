import type { PoolClient } from 'pg';
import { type Instant, instantOf, isoInstant } from '../../calendar/time.ts';
import type { LetterId } from '../../customer/ids.ts';
import { TAKEN } from '../../customer/letter-status.ts';
import type { Rules } from '../../policy/rules.ts';
import { listed } from '../letter-states/listed.ts';
import type { FoundLetter } from './match-letter.ts';

/**
 * Whether an address takes nothing although each bounce said that only this attempt had failed: its last letters, as many
 * as policy says, all came back, and all went within policy's span. One that arrived among them begins anew, and so does a
 * word from the customer and a person's word that the address is good.
 * @returns those letters, none of which told anybody anything; empty: it does not
 */
export async function whatKeepsComingBack(
  client: PoolClient,
  { to_address, customer_id }: FoundLetter,
  { softBounces, softBouncesWithin }: Rules['inbox'],
  now: Instant,
): Promise<readonly LetterId[]> {
  const { rows } = await client.query<{ ids: LetterId[] | null }>(
    `with last as (
       select id, soft_bounces, first_attempt_at from letters
       where lower(to_address) = $1 and audience = 'customer' and status in (${listed(TAKEN)})
       order by decided_at desc, id limit $3
     ), these as (select array_agg(id) as ids, count(*) as letters, bool_and(soft_bounces > 0) as all_back, min(first_attempt_at) as since from last)
     select ids from these
     where letters = $3 and all_back and since > $4
            and not exists (select from replies r where r.customer_id = $2 and r.at > since)
            and not exists (select from suppressions s where s.address = $1 and s.lifted_at > since)`,
    [to_address.toLowerCase(), customer_id, softBounces, isoInstant(instantOf(now - softBouncesWithin))],
  );
  return rows[0]?.ids ?? [];
}
