import type pg from 'pg';
import type { About, CustomerId, LetterId } from '../../customer/ids.ts';
import { type LetterStatus, NEVER_REACHED } from '../../customer/letter-status.ts';
import type { LetterFacts } from '../../letters/facts/letter-facts.ts';
import { listed } from '../letter-states/listed.ts';

/** A letter as `letters --json` tells it; other tools rely on these names. */
export interface ListedLetter {
  readonly id: LetterId;
  readonly key: string;
  readonly kind: string;
  readonly customer_id: CustomerId;
  readonly language: string;
  readonly to: string;
  readonly about: readonly About[];
  readonly findings: readonly string[];
  /** `YYYY-MM-DD` */
  readonly next_word_by: string | null;
  readonly status: LetterStatus;
  readonly status_reason: string | null;
  readonly message_id: string;
  readonly in_reply_to: string | null;
  readonly submitted_at: Date | null;
  readonly decided_at: Date;
  readonly subject: string;
  /** How often a mail said that it came back, though its address may be good. */
  readonly soft_bounces: number;
  /** How often a mail server said that it still tries. */
  readonly delays: number;
}

/** All that it takes to show a letter as it was or will be sent. */
export interface StoredLetter extends ListedLetter {
  readonly audience: 'customer' | 'staff';
  readonly templateVersion: string;
  readonly facts: LetterFacts;
  readonly to_name: string;
  readonly reply_to_name: string | null;
  readonly reply_to_address: string | null;
  readonly attempts: number;
  readonly due_at: Date;
  readonly released_by: string | null;
  /** Its words, names and addresses were removed, by policy or with its customer. */
  readonly emptied_at: Date | null;
}

export interface LetterFilter {
  readonly status?: LetterStatus | undefined;
  readonly customerId?: string | undefined;
  /** Letters to people of the company too. */
  readonly staff: boolean;
}

const LISTED = `id, key, kind, customer_id, language, to_address as "to", about, findings, next_word_by, status,
  status_reason, message_id, in_reply_to, submitted_at, decided_at, subject, soft_bounces, delays`;
const STORED = `${LISTED}, audience, template_version as "templateVersion", facts, to_name, reply_to_name,
  reply_to_address, attempts, due_at, released_by, emptied_at`;
const PAGE = 500;

/** Letters in the order in which they were decided, a page at a time: a year of them never stands in memory. */
export async function* listLetters(pool: pg.Pool, filter: LetterFilter): AsyncGenerator<ListedLetter> {
  let after: Listed | undefined;
  for (;;) {
    const page = await pageAfter(pool, filter, after);
    for (const { cursor: _cursor, ...letter } of page) yield letter;
    after = page.at(-1);
    if (page.length < PAGE) return;
  }
}

// The column's own text: a Date would cut its microseconds and the next page would begin with the same letter.
type Listed = ListedLetter & { readonly cursor: string };

async function pageAfter(pool: pg.Pool, filter: LetterFilter, after: Listed | undefined): Promise<Listed[]> {
  const { rows } = await pool.query<Listed>(
    `select ${LISTED}, decided_at::text as cursor from letters
     where ($1::text is null or status = $1) and ($2::text is null or customer_id = $2)
       and ($3 or audience = 'customer')
       and ($4::timestamptz is null or (decided_at, id) > ($4::timestamptz, $5::text))
     order by decided_at, id limit ${PAGE}`,
    [
      filter.status ?? null,
      filter.customerId ?? null,
      filter.staff,
      after?.cursor ?? null,
      after?.id ?? null,
    ],
  );
  return rows;
}

/** Letters that a person may mean: by id, key or Message-ID, else by the beginning of an id. At most six. */
export async function findLetters(pool: pg.Pool, reference: string): Promise<readonly StoredLetter[]> {
  const exact = await pool.query<StoredLetter>(
    `select ${STORED} from letters where id = $1 or key = $1 or message_id in ($1, '<' || $1 || '>')`,
    [reference],
  );
  if (exact.rows.length > 0) return exact.rows;
  const prefixed = await pool.query<StoredLetter>(
    `select ${STORED} from letters where starts_with(id, $1) order by id limit 6`,
    [reference],
  );
  return prefixed.rows;
}

/** SQL: whether a letter reached its reader, or may still. */
export const REACHED = (letter: string): string => `${letter}.status not in (${listed(NEVER_REACHED)})`;
