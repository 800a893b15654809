import { sql } from 'kysely';
import type pg from 'pg';
import type { About, CustomerId, LetterId } from '../../customer/ids.ts';
import { type LetterStatus, NEVER_REACHED } from '../../customer/letter-status.ts';
import { ledger, type RowOf, rowsOf } from '../../database/query.ts';
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

/** What only we write of a letter, as we wrote it. */
type Ours = Pick<ListedLetter, 'id' | 'customer_id' | 'about'>;

const listedLetters = ledger
  .selectFrom('letters')
  .select(['id', 'key', 'kind', 'customer_id', 'language', 'to_address as to', 'about', 'findings'])
  .select(['next_word_by', 'status', 'status_reason', 'message_id', 'in_reply_to', 'submitted_at'])
  .select(['decided_at', 'subject', 'soft_bounces', 'delays']);
const storedLetters = listedLetters
  .select(['audience', 'template_version as templateVersion', 'facts', 'to_name', 'reply_to_name'])
  .select(['reply_to_address', 'attempts', 'due_at', 'released_by', 'emptied_at'])
  .$narrowType<Ours & { facts: LetterFacts }>();
const PAGE = 500;

/** Letters in the order in which they were decided, a page at a time: a year of them never stands in memory. */
export async function* listLetters(pool: pg.Pool, filter: LetterFilter): AsyncGenerator<ListedLetter> {
  const wanted = wantedBy(filter);
  let after: RowOf<typeof wanted> | undefined;
  for (;;) {
    const page = await rowsOf(pool, after ? behind(wanted, after) : wanted);
    for (const { cursor: _cursor, ...letter } of page) yield letter;
    after = page.at(-1);
    if (page.length < PAGE) return;
  }
}

// The column's own text: a Date would cut its microseconds and the next page would begin with the same letter.
const inOrder = listedLetters
  .select(sql<string>`decided_at::text`.as('cursor'))
  .$narrowType<Ours>()
  .orderBy('decided_at')
  .orderBy('id')
  .limit(PAGE);

function wantedBy({ status, customerId, staff }: LetterFilter): typeof inOrder {
  let wanted = inOrder;
  if (status !== undefined) wanted = wanted.where('status', '=', status);
  if (customerId !== undefined) wanted = wanted.where('customer_id', '=', customerId);
  if (!staff) wanted = wanted.where('audience', '=', 'customer');
  return wanted;
}

const behind = (letters: typeof inOrder, { cursor, id }: { readonly cursor: string; readonly id: string }) =>
  letters.where(sql<boolean>`(decided_at, id) > (${cursor}::timestamptz, ${id})`);

/** Letters that a person may mean: by id, key or Message-ID, else by the beginning of an id. At most six. */
export async function findLetters(pool: pg.Pool, reference: string): Promise<readonly StoredLetter[]> {
  const exact = storedLetters.where(({ eb, or }) =>
    or([
      eb('id', '=', reference),
      eb('key', '=', reference),
      eb('message_id', 'in', [reference, `<${reference}>`]),
    ]),
  );
  const found = await rowsOf(pool, exact);
  if (found.length > 0) return found;
  return rowsOf(
    pool,
    storedLetters.where(sql<boolean>`starts_with(id, ${reference})`).orderBy('id').limit(6),
  );
}

/** SQL: whether a letter reached its reader, or may still. */
export const REACHED = (letter: string): string => `${letter}.status not in (${listed(NEVER_REACHED)})`;
