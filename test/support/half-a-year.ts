import type pg from 'pg';

/** Orders of half a year, three each day from 1 June 2026: two working days to pick, four on their way; a tenth takes three weeks. */
export interface HalfAYear {
  /** How many days of it are there. */
  readonly days?: number;
}

export const BEGAN = '2026-06-01';
export const HALF_A_YEAR = 180;

/**
 * Fills customers, orders and stage events: each order is placed at nine, picked at three the next day but one, shipped two days
 * later and delivered four days after that (every tenth: twenty-one), and promised for the tenth day. Arithmetic instead of chance.
 */
export async function fillHalfAYear(pool: pg.Pool, { days = HALF_A_YEAR }: HalfAYear = {}): Promise<void> {
  await pool.query(
    `insert into source.customers (id, name, email, language)
     select 'H' || n, 'Customer ' || n, 'h' || n || '@customers.example', 'en' from generate_series(0, 9) n`,
  );
  await pool.query(
    `insert into source.orders (id, customer_id, number, stage, placed_at, stage_since, promised_for, closed_at)
     select 'P' || n, 'H' || n % 10, n::text, 'delivered', placed, came, placed::date + 10, came
     from (select n, timestamptz '${BEGAN} 09:00+02' + n / 3 * interval '1 day' as placed,
                  timestamptz '${BEGAN} 14:00+02' + (n / 3 + case when n % 10 = 0 then 25 else 8 end) * interval '1 day' as came
           from generate_series(0, $1) n) orders`,
    [3 * days - 1],
  );
  await pool.query(
    `insert into source.stage_events (item_kind, item_id, stage, at)
     select 'order', id, stage, at from (
       select id, 'placed' as stage, placed_at as at from source.orders where id like 'P%'
       union all select id, 'picking', placed_at + interval '2 days 6 hours' from source.orders where id like 'P%'
       union all select id, 'shipped', placed_at + interval '4 days' from source.orders where id like 'P%'
       union all select id, 'delivered', closed_at from source.orders where id like 'P%') moves`,
  );
}
