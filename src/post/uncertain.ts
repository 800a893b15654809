import type pg from 'pg';
import { type Instant, isoInstant } from '../calendar/time.ts';
import { REMINDER_KINDS } from './claimed-letter.ts';

/** A status letter may be uncertain once and go again; the second time it stays for a person. */
const SENT_ONCE_MORE = 1;

/** Letters whose worker died while it held them: nobody knows whether they went. Returns how many. */
export async function lapse(pool: pg.Pool, now: Instant): Promise<number> {
  const { rowCount } = await pool.query(
    `update letters
     set status = 'uncertain', uncertain_count = uncertain_count + 1, settled_at = $1, due_at = $1,
         status_reason = 'the worker ' || leased_by || ' stopped while it held this letter',
         leased_by = null, lease_until = null
     where status = 'sending' and lease_until <= $1`,
    [isoInstant(now)],
  );
  return rowCount ?? 0;
}

/**
 * Uncertain status letters go again, once, with the same Message-ID, when their waiting time is over.
 * Reminders never do. Returns how many.
 */
export async function sendOnceMore(pool: pg.Pool, now: Instant): Promise<number> {
  const { rowCount } = await pool.query(
    `update letters
     set status = 'retry', settled_at = $1,
         status_reason = 'sent once more with the same Message-ID, because it was uncertain: ' || status_reason
     where status = 'uncertain' and due_at <= $1 and uncertain_count <= $2 and not starts_with(kind, $3)`,
    [isoInstant(now), SENT_ONCE_MORE, REMINDER_KINDS],
  );
  return rowCount ?? 0;
}
