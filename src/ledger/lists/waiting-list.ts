import type { Pool } from 'pg';
import type { IsoDay } from '../../calendar/time.ts';
import type { ItemId, ItemKind } from '../../customer/ids.ts';
import { ISO } from '../letters/browse-letters.ts';

/** Which open cases: all; our word is broken, or due today; none was given; climbed to people above; a letter waits for a person. */
export const WAITING_FILTERS = ['all', 'broken', 'today', 'none', 'climbed', 'held'] as const;
export type WaitingFilter = (typeof WAITING_FILTERS)[number];

/** An open case as the list shows it. */
export interface WaitingCase {
  readonly id: string;
  readonly customer_id: string;
  readonly item_kind: ItemKind;
  readonly item_id: ItemId;
  readonly opened_at: Date;
  /** Our word: `YYYY-MM-DD`; null: none was given. */
  readonly word_by: string | null;
  readonly letter_held: boolean | null;
  readonly climbed: 'manager' | 'director' | null;
  /** Since when the company's tables show its item neither as open nor as over; null: they show it. */
  readonly not_seen_since: Date | null;
  /** `opened_at` in ISO 8601 to the microsecond: a Date would cut it, and the next page begin with the same case. */
  readonly opened: string;
}

/** Where a page ended. */
export type WaitingPlace = Pick<WaitingCase, 'id' | 'opened' | 'word_by'>;

export interface WaitingQuestion {
  readonly filter: WaitingFilter;
  /** In the company's zone. */
  readonly today: IsoDay;
  /** Only of these customers, or about these items; null: of anybody. */
  readonly among: { readonly customers: readonly string[]; readonly items: readonly string[] } | null;
  readonly after: WaitingPlace | null;
}

const WHERE: Readonly<Record<WaitingFilter, string>> = {
  all: 'true',
  broken: 'word_by < $1',
  today: 'word_by = $1',
  none: 'word_by is null',
  climbed: 'climbed is not null',
  held: 'letter_held',
};
const BY_WORD: ReadonlySet<WaitingFilter> = new Set(['broken', 'today', 'none']);

/** Of the customers' own index and that of items, never a walk along the order that is asked for. */
const AMONG = `(select * from cases where closed_at is null and not item_ended and customer_id = any($2)
  union select * from cases where closed_at is null and item_kind in ('order', 'service_job') and item_id = any($3))`;

/** Open cases, the longest open first, or the longest broken word; at most so many. Each filter walks an index of its own. */
export async function listWaiting(
  pool: Pool,
  { filter, today, among, after }: WaitingQuestion,
  most: number,
): Promise<readonly WaitingCase[]> {
  const byWord = BY_WORD.has(filter);
  const further =
    filter === 'broken' ? '(word_by, opened_at, id) > ($4::date, $5, $6)' : '(opened_at, id) > ($5, $6)';
  const { rows } = await pool.query<WaitingCase>(
    `select id, customer_id, item_kind, item_id, opened_at, word_by, letter_held, climbed, ${ISO('opened_at')} as opened,
       (select a.since from absences a where a.kind = c.item_kind and a.id = c.item_id and a.state = 'not_seen') as not_seen_since
     from ${among === null ? 'cases' : AMONG} as c
     where closed_at is null and ${WHERE[filter]} ${after === null ? '' : `and ${further}`}
       -- Every value has its type, also where this question does not use it.
       and (($1::date, $2::text[], $3::text[], $4::date, $5::timestamptz, $6::text) is not null) is not null
     order by ${byWord ? 'word_by, ' : ''}opened_at, id limit $7`,
    [
      today,
      among?.customers ?? null,
      among?.items ?? null,
      after?.word_by ?? null,
      after?.opened ?? null,
      after?.id ?? null,
      most,
    ],
  );
  return rows;
}

/** How many open cases each filter finds, counted no further than so many. */
export async function countWaiting(
  pool: Pool,
  today: IsoDay,
  most: number,
): Promise<Readonly<Record<WaitingFilter, number>>> {
  const counts = WAITING_FILTERS.map(
    (filter) =>
      `(select count(*) from (select from cases where closed_at is null and ${WHERE[filter]} limit $2) c)::int as "${filter}"`,
  );
  const { rows } = await pool.query<Record<WaitingFilter, number>>(`select ${counts.join(', ')}`, [
    today,
    most,
  ]);
  const [row] = rows;
  if (!row) throw new Error('the cases could not be counted');
  return row;
}
