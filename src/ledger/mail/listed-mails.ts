import { sql } from 'kysely';
import type { Pool } from 'pg';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { ledger, rowsOf } from '../../database/query.ts';

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

const mails = ledger
  .selectFrom('inbox_mails')
  .select(['id', 'read_at', 'kind', 'address', 'proof', 'origin', 'provider', 'letter_id', 'customer_id'])
  .select([
    sql<string | null>`left(sender, 320)`.as('sender'),
    sql<string | null>`left(subject, 300)`.as('subject'),
    sql<string>`left(why, 500)`.as('why'),
  ]);

/** Mails that nobody could match or judge, and that no person has read yet: the oldest first. */
export const unseenMails = (pool: Pool, most: number): Promise<readonly ListedMail[]> =>
  rowsOf(
    pool,
    mails
      .where('folder', '=', 'unknown')
      .where('seen_at', 'is', null)
      .orderBy('read_at')
      .orderBy('id')
      .limit(most),
  );

/** Refusals for what is said of us, the newest first. */
export const refusedMails = (pool: Pool, since: Instant, most: number): Promise<readonly ListedMail[]> =>
  rowsOf(
    pool,
    mails
      .where('reason', '=', 'us')
      .where('read_at', '>', dateOf(since))
      .orderBy('read_at', 'desc')
      .orderBy('id')
      .limit(most),
  );
