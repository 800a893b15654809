import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import type { IsoDay } from '../../calendar/time.ts';
import type { CustomerId, ItemId, ItemKind } from '../../customer/ids.ts';
import type { Ledger } from '../../database/ledger-tables.ts';
import { ledger, rowOf, rowsOf } from '../../database/query.ts';

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

const COLUMNS = {
  stage: 'stage',
  reason: 'reason',
  supplier: 'supplier',
  owner: 'owner_id',
  lane: 'lane',
} as const satisfies Readonly<Record<WaitingNarrow, keyof Ledger['cases']>>;

/** As their indexes have them. */
const ORDERS: Readonly<Record<WaitingSort, RawBuilder<string>>> = {
  since: sql`coalesce(since, 'infinity'::date)`,
  word: sql`coalesce(word_by, 'infinity'::date)`,
  promised: sql`coalesce(promised_for, 'infinity'::date)`,
};

interface Filter {
  readonly where: (today: IsoDay) => RawBuilder<SqlBool>;
  /** What the list is in order by where nobody chose. */
  readonly sort: WaitingSort;
}

const FILTERS: Readonly<Record<WaitingFilter, Filter>> = {
  all: { where: () => sql`true`, sort: 'since' },
  broken: { where: (today) => sql`${ORDERS.word} < ${today}::date`, sort: 'word' },
  today: { where: (today) => sql`${ORDERS.word} = ${today}::date`, sort: 'word' },
  none: { where: () => sql`${ORDERS.word} = 'infinity'::date`, sort: 'word' },
  climbed: { where: () => sql`climbed is not null`, sort: 'since' },
  held: { where: () => sql`letter_held`, sort: 'since' },
};

export const ownSort = (filter: WaitingFilter): WaitingSort => FILTERS[filter].sort;

const openCases = ledger.selectFrom('cases').where('closed_at', 'is', null);
const open = openCases.selectAll();
const NOT_SEEN_SINCE = sql<Date | null>`(select a.since from absences a
  where a.kind = c.item_kind and a.id = c.item_id and a.state = 'not_seen')`;

/** Rows that are looked at along an order for what is told apart in two ways: some milliseconds. */
const MOST_WALKED = 5_000;

/** Open cases, the longest first; at most so many. Each filter and each order walks an index. */
export async function listWaiting(
  pool: Pool,
  question: WaitingQuestion,
  most: number,
): Promise<readonly WaitingCase[]> {
  const { among } = question;
  const alike = alikeIn(question);
  if (among !== null) return rowsOf(pool, listed(openAmong(among), question, most));
  if (alike.length < 2) return rowsOf(pool, listed(open, question, most));
  // Stage, supplier and owner go together, and of how many are alike in two of them the planner knows nothing: many are met along the order
  // at once (8 ms; to find and sort 70,000 takes 150 ms); where few are, what is alike is found first, by its own indexes (the whole order: 1.5 s).
  const { order, direction } = orderOf(question);
  const ahead = open
    .where(FILTERS[question.filter].where(question.today))
    .where(beyond(question))
    .orderBy(order, direction)
    .orderBy('id', direction)
    .limit(MOST_WALKED);
  const met = await rowsOf(pool, listed(ahead, question, most));
  if (met.length >= most) return met;
  return rowsOf(pool, listed(open.where(({ and }) => and(alike)).offset(sql.lit(0)), question, most));
}

const orderOf = ({ filter, sort, turned = false }: WaitingQuestion) => ({
  order: ORDERS[sort ?? ownSort(filter)],
  direction: turned ? ('desc' as const) : ('asc' as const),
});

const alikeIn = ({ narrowed = {} }: WaitingQuestion): readonly RawBuilder<SqlBool>[] =>
  WAITING_NARROWS.flatMap((name) => {
    const wanted = narrowed[name];
    return wanted === undefined ? [] : [sql<SqlBool>`${sql.ref(COLUMNS[name])} = any(${wanted}::text[])`];
  });

/** Behind where the page before ended. */
function beyond(question: WaitingQuestion): RawBuilder<SqlBool> {
  const { after, turned = false } = question;
  if (after === null) return sql`true`;
  const side = sql.raw(turned ? '<' : '>');
  return sql`(${orderOf(question).order}, id) ${side} (${after.place}::date, ${after.id}::text)`;
}

function listed(found: typeof open, question: WaitingQuestion, most: number) {
  const { order, direction } = orderOf(question);
  const alike = alikeIn(question);
  return ledger
    .selectFrom(found.as('c'))
    .select([
      'id',
      'customer_id',
      'item_kind',
      'item_id',
      'opened_at',
      'since',
      'stage',
      'reason',
      'supplier',
    ])
    .select(['owner_id', 'lane', 'promised_for', 'word_by', 'letter_held', 'climbed'])
    .select([sql<string>`(${order})::text`.as('place'), NOT_SEEN_SINCE.as('not_seen_since')])
    .$narrowType<{ item_id: ItemId }>()
    .where(FILTERS[question.filter].where(question.today))
    .where(({ and }) => and([...alike, beyond(question)]))
    .orderBy(order, direction)
    .orderBy('id', direction)
    .limit(most);
}

/** By the customers' own index and that of items, never a walk along the order that is asked for. */
const openAmong = ({ customers, items }: NonNullable<WaitingQuestion['among']>): typeof open =>
  open
    .where('item_ended', '=', sql.lit(false))
    .where(sql<SqlBool>`customer_id = any(${customers}::text[])`)
    .union(
      open
        .where(sql<SqlBool>`item_kind in ('order', 'service_job')`)
        .where(sql<SqlBool>`item_id = any(${items}::text[])`),
    );

/** How many open cases each of these filters finds, counted no further than so many. */
export async function countWaiting<Which extends WaitingFilter>(
  pool: Pool,
  today: IsoDay,
  most: number,
  filters: readonly Which[],
): Promise<Readonly<Record<Which, number>>> {
  const counts = filters.map((filter) => {
    const found = openCases.select(sql.lit(1).as('one')).where(FILTERS[filter].where(today)).limit(most);
    return sql<number>`(select count(*)::int from ${found} as c)`.as(filter);
  });
  const row = await rowOf(pool, ledger.selectNoFrom(counts).$castTo<Record<Which, number>>());
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
export const openCase = (client: PoolClient, id: string) =>
  rowOf(
    client,
    openCases
      .select(['customer_id', 'item_kind', 'item_id'])
      .$narrowType<{ customer_id: CustomerId; item_id: ItemId }>()
      .where('id', '=', id),
  );

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
  const rows = await rowsOf(
    pool,
    ledger
      .selectFrom('tasks')
      .distinctOn('case_id')
      .select(['case_id', 'kind', 'for_person'])
      .$narrowType<{ case_id: string }>()
      .where(sql<SqlBool>`case_id = any(${cases}::text[])`)
      .where('done_at', 'is', null)
      .orderBy('case_id')
      .orderBy('due_on', (order) => order.asc().nullsLast())
      .orderBy('created_at')
      .orderBy('key'),
  );
  return new Map(rows.map(({ case_id, ...task }) => [case_id, task]));
}
