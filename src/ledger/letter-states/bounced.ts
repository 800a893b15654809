import type { PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { LetterId } from '../../customer/ids.ts';
import { LETTER_TRANSITIONS } from '../../customer/letter-status.ts';
import { listed } from './listed.ts';

/**
 * A letter came back: nothing that it said counts as told. One that is being sent once more need not be, and no worker
 * settles it.
 * @param reason fit to be stored
 */
export async function cameBack(
  client: PoolClient,
  id: LetterId,
  reason: string | null,
  now: Instant,
): Promise<void> {
  await client.query(
    `update letters set status = 'bounced', status_reason = $2, settled_at = $3,
            submitted_at = coalesce(submitted_at, first_attempt_at, $3),
            first_attempt_at = coalesce(first_attempt_at, $3), leased_by = null, lease_until = null
     where id = $1 and status in (${listed(LETTER_TRANSITIONS.cameBack.from)})`,
    [id, reason, isoInstant(now)],
  );
}
