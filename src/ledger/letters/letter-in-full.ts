import type { Pool } from 'pg';
import { IS_GUARDED } from '../letter-states/guarded.ts';
import type { StoredLetter } from './letters.ts';

/** A letter with all that the ledger knows of it. */
export interface LetterInFull extends StoredLetter {
  readonly refs: readonly string[];
  readonly round_id: string | null;
  /** The guard that holds or held it, by the round that tripped it. */
  readonly guard_id: string | null;
  readonly for_person: string | null;
  readonly first_attempt_at: Date | null;
  readonly settled_at: Date | null;
  readonly released_at: Date | null;
  readonly uncertain_count: number;
}

/** One letter by its id; null when there is none. */
export async function letterInFull(pool: Pool, id: string): Promise<LetterInFull | null> {
  const { rows } = await pool.query<LetterInFull>(
    `select id, key, kind, customer_id, language, to_address as "to", about, findings, next_word_by, status,
       left(status_reason, 2000) as status_reason, message_id, in_reply_to, submitted_at, decided_at, subject,
       soft_bounces, delays, audience, template_version as "templateVersion", facts, to_name, reply_to_name,
       reply_to_address, attempts, due_at, released_by, emptied_at, refs, round_id,
       coalesce(guard_id, case when ${IS_GUARDED} then round_id end) as guard_id,
       for_person, first_attempt_at, settled_at, released_at, uncertain_count
     from letters where id = $1`,
    [id],
  );
  return rows[0] ?? null;
}

/** Another letter of the same thread. */
export interface ThreadLetter {
  readonly id: string;
  readonly kind: string;
  readonly status: string;
  readonly subject: string;
  readonly decided_at: Date;
}

const MOST = 50;

/** The letters of its thread, the oldest first: those that it follows, itself, and those that follow it. */
export async function threadOf(
  pool: Pool,
  { message_id, refs, customer_id, decided_at }: LetterInFull,
): Promise<readonly ThreadLetter[]> {
  const { rows } = await pool.query<ThreadLetter>(
    `select id, kind, status, left(subject, 300) as subject, decided_at from (
       select * from letters where message_id = any($1)
       union all
       (select * from letters where customer_id = $2 and decided_at >= $3 and $4 = any(refs)
        order by decided_at limit ${MOST})) as thread
     order by decided_at, id limit ${MOST}`,
    [[message_id, ...refs], customer_id, decided_at, message_id],
  );
  return rows;
}
