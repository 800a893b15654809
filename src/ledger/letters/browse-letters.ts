import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Pool } from 'pg';
import { dateOf, type Instant } from '../../calendar/time.ts';
import { LETTER_STATUSES, type LetterStatus } from '../../customer/letter-status.ts';
import { ledger, rowOf, rowsOf } from '../../database/query.ts';

/** Which letters are wanted; null: whichever. */
export interface LetterSearch {
  readonly status: LetterStatus | null;
  readonly kind: string | null;
  readonly language: string | null;
  readonly audience: 'customer' | 'staff' | null;
  readonly customerId: string | null;
  /** The whole address, in whatever case. */
  readonly address: string | null;
  /** How the subject begins, in whatever case. */
  readonly subject: string | null;
  /** Only letters that were decided before. */
  readonly before: Instant | null;
}

/** A letter as a list shows it. */
export interface BrowsedLetter {
  readonly id: string;
  readonly customer_id: string;
  readonly audience: 'customer' | 'staff';
  readonly kind: string;
  readonly language: string;
  readonly to: string;
  readonly subject: string;
  readonly status: LetterStatus;
  readonly decided_at: Date;
  readonly emptied: boolean;
}

export interface LetterPage {
  readonly letters: readonly BrowsedLetter[];
  /** Where the next page begins; null: there is none. */
  readonly next: LetterCursor | null;
  /** How far back it looked, where that was as many letters as one page may look at: older ones may follow. Else null. */
  readonly lookedTo: Date | null;
}

/** After which letter to go on; `at` to the microsecond, which a Date would cut. */
export interface LetterCursor {
  readonly at: string;
  readonly id: string;
}

const PAGE = 50;
/** Letters that one page looks at for those that are wanted, where no index leads to them: some ten milliseconds. */
const LOOK = 5_000;
/** Of these there are few, or an index leads to them. */
const APART: ReadonlySet<LetterStatus> = new Set(LETTER_STATUSES.filter((status) => status !== 'submitted'));

/**
 * Letters, the newest first, a page at a time. What no index serves is looked for among so many letters at a time.
 * @param most on one page; fewer than are looked at
 */
export async function browseLetters(
  pool: Pool,
  search: LetterSearch,
  after: LetterCursor | null,
  most = PAGE,
): Promise<LetterPage> {
  const looked = looksAt(search, after);
  const sifted = sifting(search);
  const rows = await rowsOf(
    pool,
    ledger
      .selectFrom(looked.as('looked'))
      .select(['id', 'customer_id', 'audience', 'kind', 'language', 'status', 'decided_at'])
      .select([sql<string>`left(to_address, 200)`.as('to'), sql<string>`left(subject, 300)`.as('subject')])
      .select([sql<boolean>`emptied_at is not null`.as('emptied'), ISO('decided_at').as('cursor')])
      .where(({ and }) => and(sifted))
      .orderBy('decided_at', 'desc')
      .orderBy('id', 'desc')
      .limit(most + 1),
  );
  const letters = rows.slice(0, most);
  const last = letters.at(-1);
  if (rows.length > most && last) return { letters, next: { at: last.cursor, id: last.id }, lookedTo: null };
  const end = sifted.length === 0 ? null : await rowOf(pool, endOf(looked));
  return { letters, next: end && { at: end.cursor, id: end.id }, lookedTo: end?.decided_at ?? null };
}

/** Letters of a round have one moment: as many are sorted as it wrote, so without their facts, which are wide. */
const newest = ledger
  .selectFrom('letters')
  .select(['id', 'customer_id', 'audience', 'kind', 'language', 'to_address', 'subject', 'status'])
  .select(['decided_at', 'emptied_at'])
  .orderBy('decided_at', 'desc')
  .orderBy('id', 'desc')
  .limit(LOOK);

/** The letters that one page looks at: what an index leads to. */
function looksAt(
  { before, address, customerId, status }: LetterSearch,
  after: LetterCursor | null,
): typeof newest {
  let looked = newest;
  if (after !== null)
    looked = looked.where(sql<boolean>`(decided_at, id) < (${after.at}::timestamptz, ${after.id}::text)`);
  if (before !== null) looked = looked.where('decided_at', '<', dateOf(before));
  if (address !== null) looked = looked.where(sql<boolean>`lower(to_address) = lower(${address})`);
  if (customerId !== null) looked = looked.where('customer_id', '=', customerId);
  if (status !== null && APART.has(status)) looked = looked.where('status', '=', status);
  return looked;
}

/** What is wanted of them besides. */
function sifting({
  status,
  kind,
  language,
  audience,
  subject,
}: LetterSearch): readonly RawBuilder<SqlBool>[] {
  return [
    ...(status === null || APART.has(status) ? [] : [sql<SqlBool>`status = ${status}`]),
    ...(kind === null ? [] : [sql<SqlBool>`kind = ${kind}`]),
    ...(language === null ? [] : [sql<SqlBool>`language = ${language}`]),
    ...(audience === null ? [] : [sql<SqlBool>`audience = ${audience}`]),
    ...(subject === null ? [] : [sql<SqlBool>`starts_with(lower(subject), lower(${subject}))`]),
  ];
}

/** The last letter that was looked at, when there may be more behind it. */
const endOf = (looked: typeof newest) =>
  ledger
    .selectFrom(looked.as('looked'))
    .select(['id', 'decided_at', ISO('decided_at').as('cursor')])
    .orderBy('decided_at', 'desc')
    .orderBy('id', 'desc')
    .offset(LOOK - 1)
    .limit(1);

/** The letter that an id, the beginning of one (four characters or more), a key or a Message-ID names, when it is one. */
export async function letterNamed(pool: Pool, reference: string): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from letters where id = $1 or key = $1 or message_id in ($1, '<' || $1 || '>') limit 1`,
    [reference],
  );
  if (rows[0]) return rows[0].id;
  if (!/^[0-9a-f]{4,}$/.test(reference)) return null;
  // As a range, which the key's index serves; ids are hexadecimal, so "g" is behind all of them.
  const begun = await pool.query<{ id: string }>(
    `select id from letters where id >= $1 and id < $1 || 'g' and starts_with(id, $1) limit 2`,
    [reference],
  );
  return begun.rows.length === 1 ? (begun.rows[0]?.id ?? null) : null;
}

/** A moment in ISO 8601 to the microsecond, for the place where a page of a list ended. */
export const ISO = (column: string): RawBuilder<string> =>
  sql<string>`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
