import { sql } from 'kysely';
import type { Pool } from 'pg';
import { daysOfWeek } from '../../calendar/iso-week.ts';
import { type Day, dateOf, dayOf, type Instant, type IsoDay, isoDay } from '../../calendar/time.ts';
import { changedBy, ledger, rowOf, rowsOf } from '../../database/query.ts';
import { type Figures, type Week, type WeekRows, weekSchema } from '../../week/week.ts';
import { countBroken, sumLateItems } from './late-items.ts';

/** Reads what the ledger knows of a week: of one that is under way, of its days so far. */
export async function readWeekRows(pool: Pool, monday: Day): Promise<WeekRows> {
  const days = daysOfWeek(monday).map(isoDay);
  const [late, promisesBroken, sums, harsh, toMend, mended] = await Promise.all([
    sumLateItems(pool, monday),
    countBroken(pool, monday),
    sumDays(pool, days),
    rowsOf(pool, keptBack(days)),
    readToMend(pool, days),
    countMended(pool, days),
  ]);
  const { counted, ...rest } = sums;
  return { countedDays: counted, late, promisesBroken, days: rest, harsh, toMend, mended };
}

const keptBack = (days: readonly IsoDay[]) =>
  ledger
    .selectFrom('kept_back')
    .select(['because as code', sql<number>`sum(letters)::int`.as('letters')])
    .where('day', 'in', days)
    .groupBy('because');

async function sumDays(
  pool: Pool,
  days: readonly IsoDay[],
): Promise<WeekRows['days'] & { readonly counted: number }> {
  const sumOf = (column: keyof WeekRows['days']) =>
    sql<number | null>`sum(${sql.ref(column)})::int`.as(column);
  const sums = ledger
    .selectFrom('days')
    .select([sumOf('submitted'), sumOf('words_due'), sumOf('words_kept'), sumOf('promises_kept')])
    .select([sumOf('harsh_kept_back'), sql<number>`count(late)::int`.as('counted')])
    .where('day', 'in', days);
  const row = await rowOf(pool, sums);
  if (!row) throw new Error('the days could not be summed');
  return row;
}

/** What the last round of these days set aside and did not know, and whom no letter can reach. */
async function readToMend(pool: Pool, days: readonly IsoDay[]): Promise<WeekRows['toMend']> {
  const { rows } = await pool.query<NonNullable<WeekRows['toMend']>>(
    `select coalesce((totals -> 'counts' ->> 'quarantined')::int, 0) as rows_set_aside,
       coalesce((totals -> 'counts' ->> 'doubtful')::int, 0) as fields_in_doubt,
       coalesce((totals -> 'waits' ->> 'unmapped_stages')::int, 0) as unmapped_stages,
       coalesce((totals -> 'waits' ->> 'unsaid_reasons')::int, 0) as unsaid_reasons,
       (select count(distinct customer_id)::int from tasks
        where done_at is null and why in ('no_address', 'address_refused', 'address_bounced')) as no_address
     from rounds where finished_at is not null and half <> 'dunning' and totals is not null
       and at >= $1::date - 1 and at < $2::date + 2 order by id desc limit 1`,
    [days[0], days.at(-1)],
  );
  return rows[0] ?? null;
}

/** Who was begun to be mended in these days: of each the first contact is watched once. */
async function countMended(pool: Pool, days: readonly IsoDay[]): Promise<number> {
  const { rows } = await pool.query<{ customers: number }>(
    `select count(distinct customer_id)::int as customers from tasks
     where kind = 'watch-contacts' and key like '%/1' and created_at >= $1::date and created_at < $2::date + 1`,
    [days[0], days.at(-1)],
  );
  return rows[0]?.customers ?? 0;
}

/** Keeps a week that is over; one that was kept stays as it is. */
export const keepWeek = (pool: Pool, monday: Day, week: Week, now: Instant): Promise<unknown> =>
  changedBy(
    pool,
    ledger
      .insertInto('weeks')
      .values({ week: isoDay(monday), counted_at: dateOf(now), figures: JSON.stringify(week) })
      .onConflict((conflict) => conflict.column('week').doNothing()),
  );

/** A week that was kept; null: none was, or by a build that counts in another way. */
export async function readWeek(pool: Pool, monday: Day): Promise<Week | null> {
  const row = await rowOf(pool, theWeek(monday).select('figures'));
  return weekSchema.safeParse(row?.figures).data ?? null;
}

/** Whether this week is kept. */
export const isWeekKept = async (pool: Pool, monday: Day): Promise<boolean> =>
  (await rowOf(pool, theWeek(monday).select('week'))) !== null;

const theWeek = (monday: Day) => ledger.selectFrom('weeks').where('week', '=', isoDay(monday));

/** Figures of the weeks kept before this one, by the ISO day of their Monday: the last ones, so many. */
export async function readFiguresBefore(
  pool: Pool,
  monday: Day,
  most: number,
): Promise<ReadonlyMap<IsoDay, Figures>> {
  const before = ledger
    .selectFrom('weeks')
    .select(['week', 'figures'])
    .$narrowType<{ week: IsoDay }>()
    .where('week', '<', isoDay(monday))
    .orderBy('week', 'desc')
    .limit(most);
  const rows = await rowsOf(pool, before);
  return new Map(
    rows.flatMap(({ week, figures }) => {
      const read = weekSchema.safeParse(figures);
      return read.success ? [[week, read.data.figures] as const] : [];
    }),
  );
}

/** Whether anything was counted in a week or before it: a ledger that is younger has nothing to tell of it. */
export async function hasWeek(pool: Pool, monday: Day): Promise<boolean> {
  const counted = ledger
    .selectFrom('days')
    .select('day')
    .where('late', 'is not', null)
    .where('day', '>=', isoDay(monday))
    .where('day', '<', isoDay(dayOf(monday + 7)))
    .limit(1);
  return (await rowOf(pool, counted)) !== null;
}
