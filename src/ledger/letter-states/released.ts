import type pg from 'pg';
import { type LetterStatus, RELEASABLE } from '../../customer/letter-status.ts';
import { statusReasonSql } from '../../customer/status-reason.ts';

const RELEASED = statusReasonSql('released', {
  by: "$2 || coalesce(' (' || $5 || ')', '')",
  was: 'status',
  before: 'status_reason',
});

/**
 * A person lets a letter go. False when it is not (any more) one that waits for a person.
 * @param from only from these states: what was seen may have changed
 * @param why what the person says about it
 * @param read what they have read of a letter about money, which goes only while it says just that: see `moneyRead`
 */
export async function releaseLetter(
  pool: Pick<pg.Pool, 'query'>,
  id: string,
  by: string,
  at: string,
  {
    from = RELEASABLE,
    why = null,
    read = null,
  }: {
    readonly from?: readonly LetterStatus[];
    readonly why?: string | null;
    readonly read?: string | null;
  } = {},
): Promise<boolean> {
  const values = [id, by, at, from, why, RELEASABLE];
  const { rowCount } = await pool.query(
    `update letters
     set status = 'queued',
         status_reason = ${RELEASED},
         due_at = $3, settled_at = $3, released_at = $3, released_by = $2,
         -- Nothing of it is out, unless it was uncertain: then it must stay the same mail.
         first_attempt_at = case when uncertain_count > 0 then first_attempt_at end
         ${read === null ? '' : ', read_as = $7'}
     where id = $1 and status = any($4) and status = any($6) and emptied_at is null`,
    read === null ? values : [...values, read],
  );
  return rowCount === 1;
}
