import type { Pool } from 'pg';
import { daysOfWeek } from '../../calendar/iso-week.ts';
import { type Day, type Instant, type IsoDay, isoDay, isoInstant } from '../../calendar/time.ts';
import { type Figures, type Week, type WeekRows, weekSchema } from '../../week/week.ts';
import { countBroken, sumLateItems } from './late-items.ts';

/** Reads what the ledger knows of a week: of one that is under way, of its days so far. */
export async function readWeekRows(pool: Pool, monday: Day): Promise<WeekRows> {
  const days = daysOfWeek(monday).map(isoDay);
  const [late, promisesBroken, sums, harsh, toMend, mended] = await Promise.all([
    sumLateItems(pool, monday),
    countBroken(pool, monday),
    sumDays(pool, days),
    pool.query<{ code: string; letters: number }>(
      `select because as code, sum(letters)::int as letters from kept_back where day = any($1::date[]) group by 1`,
      [days],
    ),
    readToMend(pool, days),
    countMended(pool, days),
  ]);
  const { counted, ...rest } = sums;
  return { countedDays: counted, late, promisesBroken, days: rest, harsh: harsh.rows, toMend, mended };
}

async function sumDays(
  pool: Pool,
  days: readonly IsoDay[],
): Promise<WeekRows['days'] & { readonly counted: number }> {
  const { rows } = await pool.query<WeekRows['days'] & { counted: number }>(
    `select sum(submitted)::int as submitted, sum(words_due)::int as words_due, sum(words_kept)::int as words_kept,
       sum(promises_kept)::int as promises_kept, sum(harsh_kept_back)::int as harsh_kept_back, count(late)::int as counted
     from days where day = any($1::date[])`,
    [days],
  );
  const [row] = rows;
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
  pool.query(
    'insert into weeks (week, counted_at, figures) values ($1, $2, $3) on conflict (week) do nothing',
    [isoDay(monday), isoInstant(now), JSON.stringify(week)],
  );

/** A week that was kept; null: none was, or by a build that counts in another way. */
export async function readWeek(pool: Pool, monday: Day): Promise<Week | null> {
  const { rows } = await pool.query<{ figures: unknown }>('select figures from weeks where week = $1', [
    isoDay(monday),
  ]);
  return weekSchema.safeParse(rows[0]?.figures).data ?? null;
}

/** Whether this week is kept. */
export async function isWeekKept(pool: Pool, monday: Day): Promise<boolean> {
  const { rowCount } = await pool.query('select from weeks where week = $1', [isoDay(monday)]);
  return rowCount === 1;
}

/** Figures of the weeks kept before this one, by the ISO day of their Monday: the last ones, so many. */
export async function readFiguresBefore(
  pool: Pool,
  monday: Day,
  most: number,
): Promise<ReadonlyMap<IsoDay, Figures>> {
  const { rows } = await pool.query<{ week: IsoDay; figures: unknown }>(
    'select week, figures from weeks where week < $1 order by week desc limit $2',
    [isoDay(monday), most],
  );
  return new Map(
    rows.flatMap(({ week, figures }) => {
      const read = weekSchema.safeParse(figures);
      return read.success ? [[week, read.data.figures] as const] : [];
    }),
  );
}

/** Whether anything was counted in a week or before it: a ledger that is younger has nothing to tell of it. */
export async function hasWeek(pool: Pool, monday: Day): Promise<boolean> {
  const { rowCount } = await pool.query(
    'select from days where late is not null and day >= $1 and day < $1::date + 7 limit 1',
    [isoDay(monday)],
  );
  return rowCount === 1;
}
