import type { PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { LETTER_TRANSITIONS } from '../../customer/letter-status.ts';
import type { Trip } from '../../guards/guards.ts';
import { tripText } from '../../guards/trip-text.ts';
import { listed } from './listed.ts';

/**
 * Letters that were claimed when the backup was made are held as well: nobody sends them any more, and whoever did may have. Letters about
 * alarms go: they tell of this.
 */
export async function holdAllOfMoved(
  client: PoolClient,
  trip: Trip,
  now: Instant,
): Promise<{ readonly id: string; readonly letters: number }> {
  const { rows } = await client.query<{ id: string; letters: number }>(
    // It bears the number of a round that never ends: no other will have it.
    `with named as (insert into rounds (at, started_at) values ($3, $3) returning id),
     guarded as (
       update letters set status = 'held', guard_id = (select id from named), status_reason = $2, settled_at = $3,
         leased_by = null, lease_until = null, untried_by = null
       where status in (${listed(LETTER_TRANSITIONS.heldWhenMoved.from)}) and kind <> 'alarm'
       returning 1
     )
     insert into guard_trips (id, guard, reason, why_codes, letters, at)
     select named.id, $1, $2, $4::jsonb, (select count(*) from guarded), $3 from named returning id::text, letters`,
    [trip.guard, tripText(trip), isoInstant(now), JSON.stringify(trip.why)],
  );
  const [row] = rows;
  if (!row) throw new Error('the trip was not kept');
  return row;
}
