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
  /** By our own mail server. */
  readonly origin: string | null;
  readonly provider: string | null;
  readonly letter_id: string | null;
  readonly customer_id: string | null;
}

const COLUMNS = `id, read_at, kind, left(sender, 320) as sender, left(subject, 300) as subject, address, left(why, 500) as why,
  proof, origin, provider, letter_id, customer_id`;

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
