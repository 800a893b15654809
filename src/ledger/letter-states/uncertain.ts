import type pg from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { REMINDER_KINDS } from '../../customer/letter-kinds.ts';
import { statusReasonSql } from '../../customer/status-reason.ts';
import { type LeaseClock, leaseMoment, leaseValue } from './sending.ts';
import { STATUS_BEFORE } from './settled.ts';

/** A status letter may be uncertain once and go again; the second time it stays for a person. */
const SENT_ONCE_MORE = 1;

/**
 * Puts back what a worker that died had claimed and not begun: it waits in the queue again, never attempted. Returns how many.
 *
 * `begin` empties `untried_by` before anything of a letter leaves, and a worker sends only what it could empty. That and this
 * change the same row, so one waits for the other: either the letter had begun, and `lapse` finds it uncertain, or it is back
 * in the queue, and a worker that only slept cannot begin it any more (nor could it before: `begin` asks the lease). A letter that may have been taken is never taken
 * for one that was not tried. What a worker of an older version claimed has no such record, and is uncertain.
 */
export async function putBack(pool: pg.Pool, now: Instant, leases: LeaseClock): Promise<number> {
  const { rowCount } = await pool.query(
    `update letters l
     set status = ${STATUS_BEFORE}, attempts = l.attempts - 1, settled_at = $1,
         first_attempt_at = case when l.attempts > 1 then l.first_attempt_at end,
         leased_by = null, untried_by = null, lease_until = null
     where status = 'sending' and lease_until <= ${leaseMoment('$2')} and untried_by = leased_by`,
    [isoInstant(now), leaseValue(leases)],
  );
  return rowCount ?? 0;
}

/** Letters whose worker died after it had begun to send them: nobody knows whether they went. Returns how many. */
export async function lapse(pool: pg.Pool, now: Instant, leases: LeaseClock): Promise<number> {
  const { rowCount } = await pool.query(
    `update letters
     set status = 'uncertain', uncertain_count = uncertain_count + 1, settled_at = $1, due_at = $1,
         status_reason = ${statusReasonSql('worker_stopped', { worker: 'leased_by' })},
         leased_by = null, untried_by = null, lease_until = null
     where status = 'sending' and lease_until <= ${leaseMoment('$2')} and untried_by is distinct from leased_by`,
    [isoInstant(now), leaseValue(leases)],
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
         status_reason = ${statusReasonSql('once_more', { before: 'status_reason' })}
     where status = 'uncertain' and due_at <= $1 and uncertain_count <= $2 and not starts_with(kind, $3)`,
    [isoInstant(now), SENT_ONCE_MORE, REMINDER_KINDS],
  );
  return rowCount ?? 0;
}
