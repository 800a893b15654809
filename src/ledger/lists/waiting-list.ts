import type { Pool, PoolClient } from 'pg';
import type { IsoDay } from '../../calendar/time.ts';
import type { CustomerId, ItemId, ItemKind } from '../../customer/ids.ts';

/** Which open cases: all; our word is broken, or due today; none was given; climbed to people above; a letter waits for a person. */
export const WAITING_FILTERS = ['all', 'broken', 'today', 'none', 'climbed', 'held'] as const;
export type WaitingFilter = (typeof WAITING_FILTERS)[number];

/**
 * What the list can be put in order by: the day since which it stands still, our word, the promised day. Each is an index of the ledger;
 * by anything else a million cases would have to be read for the first page.
 */
export const WAITING_SORTS = ['since', 'word', 'promised'] as const;
export type WaitingSort = (typeof WAITING_SORTS)[number];

/** What open cases can be told apart by. */
export const WAITING_NARROWS = ['stage', 'reason', 'supplier', 'owner', 'lane'] as const;
export type WaitingNarrow = (typeof WAITING_NARROWS)[number];

/** An open case as the list shows it. How its thing stands is null where an older version opened it and no round looked since. */
export interface WaitingCase {
  readonly id: string;
  readonly customer_id: string;
  readonly item_kind: ItemKind;
  readonly item_id: ItemId;
  readonly opened_at: Date;
  /** `YYYY-MM-DD`, the day on which it stopped moving. */
  readonly since: string | null;
  readonly stage: string | null;
  /** A code. */
  readonly reason: string | null;
  readonly supplier: string | null;
  readonly owner_id: string | null;
  readonly lane: string | null;
  /** `YYYY-MM-DD` */
  readonly promised_for: string | null;
  /** Our word: `YYYY-MM-DD`; null: none was given. */
  readonly word_by: string | null;
  readonly letter_held: boolean | null;
  readonly climbed: 'manager' | 'director' | null;
  /** Since when the company's tables show its item neither as open nor as over; null: they show it. */
  readonly not_seen_since: Date | null;
  /** What it is put in order by: `YYYY-MM-DD`, or `infinity` where there is no such day. */
  readonly place: string;
}

/** Where a page ended. */
export type WaitingPlace = Pick<WaitingCase, 'id' | 'place'>;

export interface WaitingQuestion {
  readonly filter: WaitingFilter;
  /** In the company's zone. */
  readonly today: IsoDay;
  /** Only of these customers, or about these items; null: of anybody. */
  readonly among: { readonly customers: readonly string[]; readonly items: readonly string[] } | null;
  readonly narrowed?: Readonly<Partial<Record<WaitingNarrow, readonly string[]>>>;
  /** By our word where the filter is about it, else by how long it stands still. */
  readonly sort?: WaitingSort | null;
  /** The latest day first. */
  readonly turned?: boolean;
  readonly after: WaitingPlace | null;
}

const COLUMNS: Readonly<Record<WaitingNarrow, string>> = {
  stage: 'stage',
  reason: 'reason',
  supplier: 'supplier',
  owner: 'owner_id',
  lane: 'lane',
};

/** As their indexes have them. */
const ORDERS: Readonly<Record<WaitingSort, string>> = {
  since: `coalesce(since, 'infinity'::date)`,
  word: `coalesce(word_by, 'infinity'::date)`,
  promised: `coalesce(promised_for, 'infinity'::date)`,
};

const WHERE: Readonly<Record<WaitingFilter, (today: string) => string>> = {
  all: () => 'true',
  broken: (today) => `${ORDERS.word} < ${today}::date`,
  today: (today) => `${ORDERS.word} = ${today}::date`,
  none: () => `${ORDERS.word} = 'infinity'::date`,
  climbed: () => 'climbed is not null',
  held: () => 'letter_held',
};
const BY_WORD: ReadonlySet<WaitingFilter> = new Set(['broken', 'today', 'none']);

/** What the list is in order by where nobody chose. */
export const ownSort = (filter: WaitingFilter): WaitingSort => (BY_WORD.has(filter) ? 'word' : 'since');

/** Open cases, the longest first; at most so many. Each filter and each order walks an index. */
export async function listWaiting(
  pool: Pool,
  { filter, today, among, narrowed = {}, sort, turned = false, after }: WaitingQuestion,
  most: number,
): Promise<readonly WaitingCase[]> {
  const values: unknown[] = [];
  const bind = (value: unknown): string => `$${values.push(value)}`;
  const order = ORDERS[sort ?? ownSort(filter)];
  const where = [
    'closed_at is null',
    WHERE[filter](BY_WORD.has(filter) && filter !== 'none' ? bind(today) : ''),
  ];
  for (const name of WAITING_NARROWS) {
    const wanted = narrowed[name];
    if (wanted !== undefined) where.push(`${COLUMNS[name]} = any(${bind(wanted)}::text[])`);
  }
  if (after !== null)
    where.push(`(${order}, id) ${turned ? '<' : '>'} (${bind(after.place)}::date, ${bind(after.id)}::text)`);
  // Of the customers' own index and that of items, never a walk along the order that is asked for.
  const from =
    among === null
      ? 'cases'
      : `(select * from cases where closed_at is null and not item_ended and customer_id = any(${bind(among.customers)})
          union select * from cases where closed_at is null and item_kind in ('order', 'service_job') and item_id = any(${bind(among.items)}))`;
  const direction = turned ? 'desc' : 'asc';
  const { rows } = await pool.query<WaitingCase>(
    `select id, customer_id, item_kind, item_id, opened_at, since, stage, reason, supplier, owner_id, lane, promised_for, word_by,
       letter_held, climbed, (${order})::text as place,
       (select a.since from absences a where a.kind = c.item_kind and a.id = c.item_id and a.state = 'not_seen') as not_seen_since
     from ${from} as c where ${where.join(' and ')} order by ${order} ${direction}, id ${direction} limit ${bind(most)}`,
    values,
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
      `(select count(*) from (select from cases where closed_at is null and ${WHERE[filter]('$1')} limit $2) c)::int as "${filter}"`,
  );
  const { rows } = await pool.query<Record<WaitingFilter, number>>(`select ${counts.join(', ')}`, [
    today,
    most,
  ]);
  const [row] = rows;
  if (!row) throw new Error('the cases could not be counted');
  return row;
}

/** What open cases are told apart by, at most so many of each, in order: one step along the index for each. */
export async function whatNarrows(
  pool: Pool,
  most: number,
): Promise<Readonly<Record<WaitingNarrow, readonly string[]>>> {
  const found = WAITING_NARROWS.map((name) => {
    const column = COLUMNS[name];
    const next = (after: string) =>
      `(select ${column} as name from cases where closed_at is null and ${column} is not null ${after} order by ${column} limit 1)`;
    return `(with recursive steps (name) as (
       select name from ${next('')} as first
       union all select (select name from ${next(`and ${column} > steps.name`)} as further) from steps where steps.name is not null)
     select coalesce(array_agg(name), '{}') from (select name from steps where name is not null limit $1) s) as ${name}`;
  });
  const { rows } = await pool.query<Record<WaitingNarrow, readonly string[]>>(`select ${found.join(', ')}`, [
    most,
  ]);
  const [row] = rows;
  if (!row) throw new Error('it could not be read what cases are told apart by');
  return row;
}

/** Whose and about what an open case is; null: it is open no more. */
export async function openCase(
  client: PoolClient,
  id: string,
): Promise<{ customer_id: CustomerId; item_kind: ItemKind; item_id: ItemId } | null> {
  const { rows } = await client.query<{ customer_id: CustomerId; item_kind: ItemKind; item_id: ItemId }>(
    'select customer_id, item_kind, item_id from cases where id = $1 and closed_at is null',
    [id],
  );
  return rows[0] ?? null;
}

/** Who has to do what about an open case first. */
export interface CaseTaskNow {
  readonly kind: string;
  /** Null: nobody is named. */
  readonly for_person: string | null;
}

/** Of each of these cases the open task that is due first; some dozens, or a piece of a file. */
export async function firstTasks(
  pool: Pool,
  cases: readonly string[],
): Promise<ReadonlyMap<string, CaseTaskNow>> {
  const { rows } = await pool.query<CaseTaskNow & { case_id: string }>(
    `select distinct on (case_id) case_id, kind, for_person from tasks
     where case_id = any($1) and done_at is null order by case_id, due_on nulls last, created_at, key`,
    [cases],
  );
  return new Map(rows.map(({ case_id, ...task }) => [case_id, task]));
}
