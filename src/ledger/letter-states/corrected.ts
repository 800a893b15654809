import type { PoolClient } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { LetterId } from '../../customer/ids.ts';
import { LETTER_TRANSITIONS } from '../../customer/letter-status.ts';
import { statusReasonSql } from '../../customer/status-reason.ts';
import { listed } from './listed.ts';

/** These letters were wrong, and who got them is told so: nothing of them counts as told. Returns how many. */
export async function markCorrected(
  client: PoolClient,
  letters: readonly LetterId[],
  { correctionId, by, at }: { readonly correctionId: string; readonly by: string; readonly at: Instant },
): Promise<number> {
  const { rowCount } = await client.query(
    `update letters set status = 'corrected', correction_id = $2, status_reason = ${statusReasonSql('corrected', { by: '$3' })}, settled_at = $4,
            submitted_at = coalesce(submitted_at, first_attempt_at, $4), first_attempt_at = coalesce(first_attempt_at, $4)
     where id = any($1) and status in (${listed(LETTER_TRANSITIONS.corrected.from)})`,
    [letters, correctionId, by, isoInstant(at)],
  );
  return rowCount ?? 0;
}
