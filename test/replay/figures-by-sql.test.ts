import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isoDay } from '../../src/calendar/time.ts';
import type { FigureCode } from '../../src/replay/figures/figure.ts';
import { type ReplayReport, replayReport, replayReportSchema } from '../../src/replay/figures/report.ts';
import { play } from '../../src/replay/playing/play.ts';
import { readHistory } from '../../src/replay/reading/read-history.ts';
import { day, rules, warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';

/*
 * The figures once more, by another way: the letters as lines of JSON in a table, beside the company's own tables, and SQL that
 * knows nothing of the code that counts.
 */
const ORDERS = 400;
const SPAN = { from: day('2026-03-02'), to: day('2026-06-30') };

let company: Company;
let report: ReplayReport;
beforeAll(async () => {
  company = await aCompany({ waiting: { silence: '6 working days' } });
  await fill();
  const theRules = rules({ waiting: { silence: '6 working days' } });
  const history = await readHistory(company.databases.sourcePool, theRules, warsaw('2026-07-01 12:00'));
  const playing = play(history, theRules, SPAN);
  let step = playing.next();
  while (!step.done) step = playing.next();
  const played = step.value;
  report = replayReportSchema.parse(replayReport(history, played));
  await company.pool.query('create table source.replayed (line jsonb)');
  const lines = played.letters.map((letter) => ({
    audience: letter.audience,
    day: isoDay(letter.day),
    at: letter.at,
    items: letter.items.map((item) => ({
      ...item,
      expected: item.expected === null ? null : isoDay(item.expected),
    })),
  }));
  await company.pool.query('insert into source.replayed select jsonb_array_elements($1::jsonb)', [
    JSON.stringify(lines),
  ]);
});
afterAll(async () => {
  await company.pool.query('drop table source.replayed');
  await company.close();
});

/** Orders of some months: a third late, some never done, each through three stages; by arithmetic, so that a run can be repeated. */
async function fill(): Promise<void> {
  await company.pool.query(`
    insert into source.customers (id, name, email, language)
    select 'N' || n, 'Customer ' || n, 'n' || n || '@nowak.example', 'en' from generate_series(1, ${ORDERS}) n`);
  await company.pool.query(`
    insert into source.orders (id, customer_id, number, placed_at, stage, stage_since, promised_for, closed_at, outcome)
    select 'N' || n, 'N' || n, n::text, placed, case when n % 23 = 0 then 'shipped' else 'delivered' end,
           placed + stay * interval '1 day', (placed + interval '12 days')::date,
           case when n % 23 <> 0 then placed + stay * interval '1 day' end, null
    from (select n, timestamptz '2026-03-02 10:00+01' + (n * 7 % 100) * interval '1 day' + (n % 9) * interval '1 hour' as placed,
                 3 + (n * 13 % 17) as stay from generate_series(1, ${ORDERS}) n) orders`);
  await company.pool.query(`
    insert into source.stage_events (item_kind, item_id, stage, at)
    select 'order', id, stage, at from (
      select id, 'placed' as stage, placed_at as at from source.orders
      union all select id, 'from supplier', placed_at + (stage_since - placed_at) * 0.3 from source.orders
      union all select id, 'shipped', placed_at + (stage_since - placed_at) * 0.8 from source.orders
      union all select id, 'delivered', closed_at from source.orders where closed_at is not null) moves`);
  await freshen(company.pool, warsaw('2026-06-30 23:00'));
}

/** Of each order: its day of promise, the day it was done, and what became of it; and every letter about it. */
const BASIS = `
  with fates as (
    select id, promised_for as promised, (closed_at at time zone 'Europe/Warsaw')::date as done from source.orders),
  decided as (
    select *, case when done <= promised and done between date '2026-03-02' and date '2026-06-30' then 'on_time'
                   when (done is null or done > promised) and promised >= date '2026-03-02' and promised < date '2026-06-30' then 'late'
              end as outcome
    from fates),
  told as (
    select (line ->> 'day')::date as day, (line ->> 'at')::bigint as at, item ->> 'id' as id, (item ->> 'warned')::boolean as warned,
           (item ->> 'expected')::date as expected, item ->> 'said' as said
    from source.replayed, jsonb_array_elements(line -> 'items') item where line ->> 'audience' = 'customer'),
  each as (
    select d.*, (select count(*) from told t where t.id = d.id) as letters,
           exists (select from told t where t.id = d.id and t.day <= d.promised) as before,
           exists (select from told t where t.id = d.id and t.day <= d.promised and t.warned) as warned
    from decided d)`;

async function sql(select: string): Promise<readonly number[]> {
  const { rows } = await company.pool.query<(string | null)[]>({
    text: `${BASIS} ${select}`,
    rowMode: 'array',
  });
  return (rows[0] ?? []).map(Number);
}

const figure = (code: FigureCode) => report.figures.find((each) => each.code === code);
const parts = (code: FigureCode) => [figure(code)?.part, figure(code)?.whole];

describe('the slow way comes to the same', () => {
  test('late ones with any letter before the day broke, and of all with one, the late ones', async () => {
    const late = await sql(
      `select count(*) filter (where before), count(*) from each where outcome = 'late'`,
    );
    expect(parts('late_any_letter')).toEqual(late);
    const all = await sql(
      `select count(*) filter (where outcome = 'late'), count(*) from each where before and outcome is not null`,
    );
    expect(parts('any_letter_truly_late')).toEqual(all);
    expect(Math.min(...late, ...all)).toBeGreaterThan(20);
  });

  test('late ones warned before the day broke, and of all warned, the late ones', async () => {
    expect(parts('late_warned')).toEqual(
      await sql(`select count(*) filter (where warned), count(*) from each where outcome = 'late'`),
    );
    const precision = await sql(
      `select count(*) filter (where outcome = 'late'), count(*) from each where warned and outcome is not null`,
    );
    expect(parts('warned_truly_late')).toEqual(precision);
    expect(precision[1]).toBeGreaterThan(5);
  });

  test('those in time who were written to, and how many letters each', async () => {
    const written = await sql(
      `select count(*) filter (where letters > 0), count(*) from each where outcome = 'on_time'`,
    );
    expect(parts('on_time_written')).toEqual(written);
    expect(parts('on_time_letters')).toEqual(
      await sql(`select sum(letters), count(*) from each where outcome = 'on_time'`),
    );
    expect(Math.min(...written)).toBeGreaterThan(20);
  });

  test('days named against days that came', async () => {
    const errors = `select abs(done - expected) as error from told join fates using (id) where expected is not null and done is not null`;
    const [median, count] = await sql(
      `select percentile_cont(0.5) within group (order by error), count(*) from (${errors}) errors`,
    );
    expect([figure('expected_error')?.value, figure('expected_error')?.whole]).toEqual([median, count]);
    expect(parts('expected_within_three')).toEqual(
      await sql(`select count(*) filter (where error <= 3), count(*) from (${errors}) errors`),
    );
    expect(count).toBeGreaterThan(5);
  });

  test('follow-ups that say the same', async () => {
    expect(parts('follow_ups_same')).toEqual(
      await sql(`select count(*) filter (where said = before), count(*) from (
        select said, lag(said) over (partition by id order by at) as before, row_number() over (partition by id order by at) as nth
        from told) told where nth > 1`),
    );
    expect(figure('follow_ups_same')?.whole).toBeGreaterThan(20);
  });

  test('the naive rule: open on the promised morning, on days that are working days', async () => {
    const naive = report.naive.find(({ rule }) => rule === 'open_on_the_morning');
    const [warned, late] = await sql(`
      select count(*), count(*) filter (where d.outcome = 'late') from decided d join source.orders o using (id)
      where d.outcome is not null and extract(isodow from promised) < 6
        and promised not in ('2026-04-06', '2026-05-01', '2026-05-03', '2026-06-04')
        and placed_at <= (promised + time '08:00') at time zone 'Europe/Warsaw'
        and (closed_at is null or closed_at > (promised + time '08:00') at time zone 'Europe/Warsaw')`);
    // Promises on days of rest are asked on the morning before: those are not in this count.
    expect(naive?.warned).toBeGreaterThanOrEqual(warned ?? 0);
    expect(naive?.late_warned).toBeGreaterThanOrEqual(late ?? 0);
    expect(late).toBeGreaterThan(20);
  });
});
