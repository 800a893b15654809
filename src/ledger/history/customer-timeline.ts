import type { Pool } from 'pg';
import { dateOf, type Instant, isoInstant } from '../../calendar/time.ts';
import type { LetterStatus } from '../../customer/letter-status.ts';
import { ledger, rowsOf } from '../../database/query.ts';
import type { MailKind } from '../../inbox/mail-kinds.ts';
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

/** A mail that came to us, as it stands in its customer's story. Its text is in the mailbox alone. */
export interface TimelineMail {
  readonly at: Date;
  /** When it came, where it is what they wrote. */
  readonly replied_at: Date | null;
  readonly kind: MailKind;
  /** Who wrote it, or whom it is about. */
  readonly address: string | null;
  /** What its writer decided with one tap. */
  readonly answer: string | null;
  readonly why: string;
  /** The letter that it is about. */
  readonly letter_id: string | null;
  readonly letter_subject: string | null;
}

/** What happened around one customer up to a moment, each kind the newest first; at most so many of each. */
export interface CustomerPast {
  readonly letters: readonly TimelineLetter[];
  readonly mails: readonly TimelineMail[];
  /** Of letters only what people did: a letter tells of the rest itself. */
  readonly entries: readonly HistoryEntry[];
}

const theirLetters = ledger
  .selectFrom('letters')
  .select(['id', 'kind', 'audience', 'status', 'status_reason', 'decided_at', 'submitted_at'])
  .select(['subject', 'next_word_by'])
  .orderBy('decided_at', 'desc')
  .orderBy('id');

/** Reads it by the customers' own indexes. */
export async function readCustomerPast(
  pool: Pool,
  customerId: string,
  upTo: Instant,
  most: number,
): Promise<CustomerPast> {
  const values = [customerId, isoInstant(upTo), most];
  const [letters, mails, entries] = await Promise.all([
    rowsOf(
      pool,
      theirLetters.where('customer_id', '=', customerId).where('decided_at', '<=', dateOf(upTo)).limit(most),
    ),
    pool.query<TimelineMail>(
      // What a customer wrote from an address of several stands in the story of each whom it may have meant.
      `select m.read_at as at, r.at as replied_at, m.kind, m.address, m.answer, left(m.why, 500) as why, m.letter_id, left(l.subject, 300) as letter_subject
       from inbox_mails m left join replies r on r.id = m.id left join letters l on l.id = m.letter_id
       where m.customer_id = $1 and m.read_at <= $2 and r.meant_for is null
       union all
       select m.read_at, r.at, m.kind, m.address, m.answer, left(m.why, 500), null, null
       from replies r join inbox_mails m on m.id = split_part(r.id, '#', 1)
       where r.customer_id = $1 and m.read_at <= $2 and position('#' in r.id) > 0 and r.meant_for is null
       order by at desc limit $3`,
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
  return { letters, mails: mails.rows, entries: entries.rows };
}
