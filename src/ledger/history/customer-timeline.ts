import type { Pool } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import type { LetterStatus } from '../../customer/letter-status.ts';
import type { HistoryEntry } from './history.ts';

/** A letter as it stands in its customer's story. */
export interface TimelineLetter {
  readonly id: string;
  readonly kind: string;
  readonly audience: 'customer' | 'staff';
  readonly status: LetterStatus;
  readonly status_reason: string | null;
  readonly decided_at: Date;
  readonly submitted_at: Date | null;
  readonly subject: string;
  /** `YYYY-MM-DD` */
  readonly next_word_by: string | null;
}

/** What happened around one customer up to a moment, each kind the newest first; at most so many of each. */
export interface CustomerPast {
  readonly letters: readonly TimelineLetter[];
  /** Of letters only what people did: a letter tells of the rest itself. */
  readonly entries: readonly HistoryEntry[];
}

/** Reads it by the customers' own indexes. */
export async function readCustomerPast(
  pool: Pool,
  customerId: string,
  upTo: Instant,
  most: number,
): Promise<CustomerPast> {
  const values = [customerId, isoInstant(upTo), most];
  const [letters, entries] = await Promise.all([
    pool.query<TimelineLetter>(
      `select id, kind, audience, status, status_reason, decided_at, submitted_at, subject, next_word_by from letters
       where customer_id = $1 and decided_at <= $2 order by decided_at desc, id limit $3`,
      values,
    ),
    pool.query<HistoryEntry>(
      // Materialized, or the planner may walk the whole history in the order that is asked for.
      `with theirs as materialized (select * from history where customer_id = $1)
       select id, at, recorded_at, subject_kind, subject_id, customer_id, what, from_state, to_state, who, why, detail from theirs
       where at <= $2 and (subject_kind <> 'letter' or what = 'released') order by at desc, id desc limit $3`,
      values,
    ),
  ]);
  return { letters: letters.rows, entries: entries.rows };
}
