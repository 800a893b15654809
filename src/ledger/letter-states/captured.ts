import { type RawBuilder, sql } from 'kysely';
import type { Pool } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { CORRECTION_KIND } from '../../customer/letter-kinds.ts';
import { LETTER_TRANSITIONS, type LetterStatus } from '../../customer/letter-status.ts';
import { statusReasonSql } from '../../customer/status-reason.ts';
import { listed } from './listed.ts';

const WAITING = LETTER_TRANSITIONS.trialIsOver.from.filter((status) => status !== 'submitted');

/** SQL: which letters `l` to customers were captured, reached nobody, and still count as told. */
const isCaptured = (l: string): string =>
  `${l}.captured_at is not null and ${l}.status = 'submitted' and ${l}.audience = 'customer'`;

/** The status of letter `l`; where `capturedCounts` is false, as it will be once letters really go. */
export const countedStatus = (capturedCounts: boolean, l = 'l'): RawBuilder<LetterStatus> =>
  sql.raw(
    capturedCounts ? `${l}.status` : `case when ${isCaptured(l)} then 'withdrawn' else ${l}.status end`,
  );

/** SQL: letter `l` corrects one that its reader really got, so it goes whatever else was a trial. */
const CORRECTS_WHAT_WENT = `l.kind = '${CORRECTION_KIND}' and exists (
  select from letters w where w.correction_id = l.correction_id and w.customer_id = l.customer_id and w.id <> l.id
    and w.captured_at is null)`;

/**
 * From now on letters really go: what was only captured told nobody anything. It is withdrawn, and so is what still waits for the customers
 * who had such a letter, because it was decided as if they had read it; the next round decides anew.
 * @returns how many letters were captured
 */
export async function captureNoMore(pool: Pool, now: Instant): Promise<number> {
  const { rows } = await pool.query<{ letters: number }>(
    `with gone as (
       update letters l set status = 'withdrawn', status_reason = ${statusReasonSql('trial_over', {})},
              submitted_at = null, settled_at = $1
       where ${isCaptured('l')} returning l.customer_id
     ), anew as (
       update letters l set status = 'withdrawn', status_reason = ${statusReasonSql('trial_decided', {})},
              settled_at = $1
       from (select distinct customer_id from gone) c
       where l.customer_id = c.customer_id and l.audience = 'customer' and l.status in (${listed(WAITING)})
         and not (${CORRECTS_WHAT_WENT})
     )
     select count(*)::int as letters from gone`,
    [isoInstant(now)],
  );
  return rows[0]?.letters ?? 0;
}
