import { sql } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { mondayOf } from '../../calendar/iso-week.ts';
import { type Day, dayOf, type IsoDay, isoDay, parseDay } from '../../calendar/time.ts';
import type { ItemId, ItemKind } from '../../customer/ids.ts';
import { NEVER_REACHED } from '../../customer/letter-status.ts';
import { ledger, rowOf, rowsOf } from '../../database/query.ts';
import type { Late, LateItem } from '../../week/late-item.ts';
import type { PotholeBy, WeekRows } from '../../week/week.ts';
import { listed } from '../letter-states/listed.ts';
import { personSpoke } from './person-spoke.ts';

/**
 * Of an item `l` that is late: nobody had told its customer when it was counted, no letter about it went or is going since, and no person
 * is known to have spoken with them or to have answered a mail of theirs. Most had been told: few are looked up.
 */
const UNTOLD = `not l.heard
  and not exists (
    select from cases c join letter_cases lc on lc.case_id = c.id join letters w on w.id = lc.letter_id
    where c.item_kind = l.item_kind and c.item_id = l.item_id and w.decided_at >= l.since
      and w.status not in (${listed(NEVER_REACHED)}))
  ${personSpoke('l', (at) => `${at} >= l.since`)
    .map((way) => `and not ${way}`)
    .join(' ')}`;

/** Whether a round has counted who is late on this day. */
export async function isCounted(pool: Pool, today: Day): Promise<boolean> {
  const counted = ledger
    .selectFrom('days')
    .select('day')
    .where('day', '=', isoDay(today))
    .where('late', 'is not', null);
  return (await rowOf(pool, counted)) !== null;
}

/** An item that is late on a day, which is one working day lost, or none where the company rests. */
export type CountedLate = LateItem & { readonly days: 0 | 1 };

/**
 * Keeps who is late on a day. An item is counted once a day on each stage: a round that was killed and began anew counts nothing twice.
 */
export async function keepLateItems(
  client: PoolClient,
  today: IsoDay,
  late: readonly CountedLate[],
): Promise<void> {
  if (late.length === 0) return;
  const monday = mondayOf(parseDay(today) ?? dayOf(0));
  // An id that stands in the tables under two customers is one item.
  const once = new Map(late.map((item) => [JSON.stringify([item.kind, item.id, item.stage]), item]));
  const rows = [...once.values()].map((item) => ({
    week: isoDay(monday),
    item_kind: item.kind,
    item_id: item.id,
    stage: item.stage,
    customer_id: item.customerId,
    late: item.late,
    reason: item.reason,
    supplier: item.supplier,
    owner_id: item.owner,
    since: isoDay(item.since),
    days: item.days,
    last_day: today,
    heard: item.heard,
  }));
  await client.query(
    `insert into late_items as l select * from jsonb_populate_recordset(null::late_items, $1)
     on conflict (week, item_kind, item_id, stage) do update set customer_id = excluded.customer_id, late = excluded.late,
       reason = excluded.reason, supplier = excluded.supplier, owner_id = excluded.owner_id, since = excluded.since,
       days = l.days + excluded.days, last_day = excluded.last_day, heard = excluded.heard
     where l.last_day < excluded.last_day`,
    [JSON.stringify(rows)],
  );
}

/** The day is counted: from now on it is known how many were late on it, and how many of them had no word from us. */
export const dayIsCounted = (pool: Pool, today: Day): Promise<unknown> =>
  pool.query(
    `insert into days (day, late, untold)
     select $1::date, count(distinct (item_kind, item_id)), count(distinct (item_kind, item_id)) filter (where ${UNTOLD})
     from late_items l where last_day = $1
     on conflict (day) do update set late = excluded.late, untold = excluded.untold`,
    [isoDay(today)],
  );

/** The columns that a pothole is told apart by. */
const COLUMNS = {
  stage: 'stage',
  reason: 'reason',
  supplier: 'supplier',
  owner: 'owner_id',
} as const satisfies Readonly<Record<PotholeBy, string>>;
/** Of each way to tell them apart so many are read: those on which most days were lost. */
const MOST_NAMES = 50;

/** Who waited too long in a week, all together and told apart. */
export async function sumLateItems(pool: Pool, monday: Day): Promise<WeekRows['late']> {
  const by = Object.entries(COLUMNS).map(
    ([name, column]) =>
      `(select '${name}' as by, ${column} as name, ${SUMS} from those group by ${column} order by sum(days) desc limit ${MOST_NAMES})`,
  );
  const { rows } = await pool.query<WeekRows['late'][number]>(
    `with those as (select * from late_items where week = $1)
     select null as by, null as name, ${SUMS} from those union all ${by.join(' union all ')}`,
    [isoDay(monday)],
  );
  return rows;
}
const SUMS = `count(distinct customer_id)::int as customers, count(distinct (item_kind, item_id))::int as items,
  coalesce(sum(days), 0)::int as days`;

/** Promises whose day passed in this week while they were open, as rounds saw it. */
export async function countBroken(pool: Pool, monday: Day): Promise<number> {
  const broken = ledger
    .selectFrom('late_items')
    .select(sql<number>`count(distinct (item_kind, item_id))::int`.as('count'))
    .where('week', '=', isoDay(monday))
    .where('late', '=', 'promise')
    .where('since', '>=', isoDay(monday));
  return (await rowOf(pool, broken))?.count ?? 0;
}

/** An item that was late in a week. */
export interface LateRow {
  readonly customer_id: string;
  readonly item_kind: ItemKind;
  readonly item_id: ItemId;
  readonly stage: string;
  readonly late: Late;
  readonly reason: string | null;
  readonly supplier: string | null;
  readonly owner_id: string | null;
  /** `YYYY-MM-DD`, the first day on which it was late. */
  readonly since: IsoDay;
  /** Working days of the week on which it was. */
  readonly days: number;
  readonly last_day: IsoDay;
}

const ROW = [
  'customer_id',
  'item_kind',
  'item_id',
  'stage',
  'late',
  'reason',
  'supplier',
  'owner_id',
  'since',
  'days',
  'last_day',
] as const;

type Branded = Pick<LateRow, 'item_id' | 'since' | 'last_day'>;

/** Those of the week who have waited longest, the longest first; each item once, where it stood last. */
export function longestLate(pool: Pool, monday: Day, most: number): Promise<readonly LateRow[]> {
  const last = ledger
    .selectFrom('late_items')
    .distinctOn(['item_kind', 'item_id'])
    .select(ROW)
    .where('week', '=', isoDay(monday))
    .orderBy('item_kind')
    .orderBy('item_id')
    .orderBy('last_day', 'desc')
    .orderBy('stage');
  const longest = ledger
    .selectFrom(last.as('l'))
    .select(ROW)
    .$narrowType<Branded>()
    .orderBy('since')
    .orderBy('item_kind')
    .orderBy('item_id')
    .limit(most);
  return rowsOf(pool, longest);
}

/** Where a page of them ended. */
export type LatePlace = Pick<LateRow, 'since' | 'item_kind' | 'item_id' | 'stage'>;

/**
 * Who waited too long in a week, the longest first.
 * @param of one pothole alone; a null name: those whose rows name none. Null: all
 */
export function listLateItems(
  pool: Pool,
  monday: Day,
  of: { readonly by: PotholeBy; readonly name: string | null } | null,
  after: LatePlace | null,
  most: number,
): Promise<readonly LateRow[]> {
  let late = ledger
    .selectFrom('late_items')
    .select(ROW)
    .$narrowType<Branded>()
    .where('week', '=', isoDay(monday))
    .orderBy('since')
    .orderBy('item_kind')
    .orderBy('item_id')
    .orderBy('stage')
    .limit(most);
  if (of !== null) late = late.where(COLUMNS[of.by], 'is not distinct from', of.name);
  if (after !== null)
    late = late.where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple('since', 'item_kind', 'item_id', 'stage'),
        '>',
        tuple(after.since, after.item_kind, after.item_id, after.stage),
      ),
    );
  return rowsOf(pool, late);
}

/**
 * Of the day that was counted last: who was late, and whom nobody has told since it is so: no letter about it went or is going, and
 * no person is known to have spoken with them. The longest first; at most so many.
 */
export function lateUntold(pool: Pool, most: number): Promise<readonly LateRow[]> {
  const counted = ledger
    .selectFrom('days')
    .select(({ fn }) => fn.max('day').as('day'))
    .where('late', 'is not', null);
  const untold = ledger
    .selectFrom('late_items as l')
    .select(ROW)
    .$narrowType<Branded>()
    .where('last_day', '=', counted)
    .where(sql<boolean>`${sql.raw(UNTOLD)}`)
    .orderBy('since')
    .orderBy('item_kind')
    .orderBy('item_id')
    .limit(most);
  return rowsOf(pool, untold);
}
