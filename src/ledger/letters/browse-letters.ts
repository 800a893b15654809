import type { Pool } from 'pg';
import { type Instant, isoInstant } from '../../calendar/time.ts';
import { LETTER_STATUSES, type LetterStatus } from '../../customer/letter-status.ts';

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
const NARROW =
  'id, customer_id, audience, kind, language, to_address, subject, status, decided_at, emptied_at';
/** Letters that one page looks at for those that are wanted, where no index leads to them: some ten milliseconds. */
const LOOK = 5_000;
/** Of these there are few, or an index leads to them. */
const APART: ReadonlySet<LetterStatus> = new Set(LETTER_STATUSES.filter((status) => status !== 'submitted'));

type Row = BrowsedLetter & { readonly cursor: string };

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
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const led: string[] = [];
  const sifted: string[] = [];
  if (after !== null)
    led.push(`(decided_at, id) < (${bind(after.at)}::timestamptz, ${bind(after.id)}::text)`);
  if (search.before !== null) led.push(`decided_at < ${bind(isoInstant(search.before))}::timestamptz`);
  if (search.address !== null) led.push(`lower(to_address) = lower(${bind(search.address)})`);
  if (search.customerId !== null) led.push(`customer_id = ${bind(search.customerId)}`);
  if (search.status !== null)
    (APART.has(search.status) ? led : sifted).push(`status = ${bind(search.status)}`);
  if (search.kind !== null) sifted.push(`kind = ${bind(search.kind)}`);
  if (search.language !== null) sifted.push(`language = ${bind(search.language)}`);
  if (search.audience !== null) sifted.push(`audience = ${bind(search.audience)}`);
  if (search.subject !== null) sifted.push(`starts_with(lower(subject), lower(${bind(search.subject)}))`);
  // Letters of a round have one moment: as many are sorted as it wrote, so without their facts, which are wide.
  const looked = `select ${NARROW} from letters ${where(led)} order by decided_at desc, id desc limit ${LOOK}`;
  const { rows } = await pool.query<Row>(
    `select id, customer_id, audience, kind, language, left(to_address, 200) as "to", left(subject, 300) as subject,
       status, decided_at, emptied_at is not null as emptied, ${ISO('decided_at')} as cursor
     from (${looked}) as looked ${where(sifted)} order by decided_at desc, id desc limit ${most + 1}`,
    values,
  );
  const letters = rows.slice(0, most);
  const last = letters.at(-1);
  if (rows.length > most && last) return { letters, next: { at: last.cursor, id: last.id }, lookedTo: null };
  const end = sifted.length === 0 ? null : await endOfLook(pool, led, values);
  return { letters, next: end && { at: end.cursor, id: end.id }, lookedTo: end?.decided_at ?? null };
}

const where = (conditions: readonly string[]): string =>
  conditions.length === 0 ? '' : `where ${conditions.join(' and ')}`;

/** The last letter that was looked at, when there may be more behind it. */
async function endOfLook(
  pool: Pool,
  led: readonly string[],
  values: readonly unknown[],
): Promise<{ readonly id: string; readonly cursor: string; readonly decided_at: Date } | null> {
  // Only the first values belong to what leads; the others have a use, so that their types are known.
  const used = values.slice(
    0,
    Math.max(0, ...led.flatMap((each) => [...each.matchAll(/\$(\d+)/g)].map(([, n]) => Number(n)))),
  );
  const { rows } = await pool.query<{ id: string; cursor: string; decided_at: Date; nth: number }>(
    `select id, decided_at, ${ISO('decided_at')} as cursor, nth::int from (
       select id, decided_at, row_number() over (order by decided_at desc, id desc) as nth
       from letters ${where(led)} order by decided_at desc, id desc limit ${LOOK}) as looked
     where nth = ${LOOK}`,
    used,
  );
  return rows[0] ?? null;
}

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

/** SQL for a moment in ISO 8601 to the microsecond, for the place where a page of a list ended. */
export const ISO = (column: string): string =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
