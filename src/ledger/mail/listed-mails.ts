import type { Pool } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';

/** A mail as lists show it: never its text. */
export interface ListedMail {
  readonly id: string;
  readonly read_at: Date;
  readonly kind: string;
  readonly sender: string | null;
  readonly subject: string | null;
  readonly address: string | null;
  readonly why: string;
  readonly proof: string | null;
  readonly provider: string | null;
  readonly letter_id: string | null;
  readonly customer_id: string | null;
}

const COLUMNS = `id, read_at, kind, left(sender, 320) as sender, left(subject, 300) as subject, address, left(why, 500) as why,
  proof, provider, letter_id, customer_id`;

/** Mails that nobody could match or judge, and that no person has read yet: the oldest first. */
export const unseenMails = async (pool: Pool, most: number): Promise<readonly ListedMail[]> =>
  (
    await pool.query<ListedMail>(
      `select ${COLUMNS} from inbox_mails where folder = 'unknown' and seen_at is null order by read_at, id limit $1`,
      [most],
    )
  ).rows;

/** Refusals for what is said of us, the newest first. */
export const refusedMails = async (
  pool: Pool,
  since: Instant,
  most: number,
): Promise<readonly ListedMail[]> =>
  (
    await pool.query<ListedMail>(
      `select ${COLUMNS} from inbox_mails where reason = 'us' and read_at > $1 order by read_at desc, id limit $2`,
      [isoInstant(since), most],
    )
  ).rows;

/** A person has read these; null: all that wait. Who wrote what is not needed any more. Returns how many. */
export async function markSeen(
  pool: Pick<Pool, 'query'>,
  ids: readonly string[] | null,
  by: string,
  at: Instant,
): Promise<number> {
  const { rowCount } = await pool.query(
    `update inbox_mails set seen_at = $1, seen_by = $2, sender = null, subject = null
     where folder = 'unknown' and seen_at is null and ($3::text[] is null or id = any($3))`,
    [isoInstant(at), by, ids],
  );
  return rowCount ?? 0;
}
