import type pg from 'pg';

/** A year of a company: so many orders, placed evenly over it. */
export interface ReplaySize {
  readonly orders: number;
  readonly customers: number;
}

/** The year that is filled and played. */
export const YEAR = { from: '2025-01-01', to: '2025-12-31' };

/**
 * Fills the source tables, set-based: each order goes through four stages in 4 to 20 days and is promised for the twelfth day;
 * a sixth of them are late, one of a hundred is never done. Arithmetic instead of chance, so that a run can be repeated.
 */
export async function fillYear(pool: pg.Pool, { orders, customers }: ReplaySize): Promise<void> {
  const statements = [
    `insert into source.people values ('p1', 'Anna Maj', 'owner', 'anna@company.example', '+48 22 555 0101', 'p2'),
       ('p2', 'Jan Lis', 'manager', 'jan@company.example', '+48 22 555 0102', null)`,
    `insert into source.customers (id, name, email, language, owner_id)
     select 'C' || n, 'Customer ' || n, 'c' || n || '@customers.example', (array['pl', 'en', 'ru'])[1 + n % 3], 'p1'
     from generate_series(1, ${customers}) n`,
    `insert into source.orders (id, customer_id, number, summary, placed_at, stage, stage_since, promised_for, owner_id, closed_at)
     select 'O' || n, 'C' || (1 + n % ${customers}), n::text, 'wedding suit, size ' || (44 + n % 20), placed,
            case when open then 'shipped' else 'delivered' end, placed + stay * interval '1 day',
            (placed + interval '12 days')::date, 'p1', case when not open then placed + stay * interval '1 day' end
     from (select n, timestamptz '${YEAR.from} 06:00Z' + (n::float8 / ${orders}) * interval '350 days' as placed,
                  4 + (n::bigint * 7919 % 1000) / 70.0 as stay, n % 100 = 0 as open from generate_series(1, ${orders}) n) orders`,
    `insert into source.stage_events (item_kind, item_id, stage, at)
     select 'order', id, stage, at from (
       select id, 'placed' as stage, placed_at as at from source.orders
       union all select id, 'sewing', placed_at + (stage_since - placed_at) * 0.1 from source.orders
       union all select id, 'shipped', placed_at + (stage_since - placed_at) * 0.7 from source.orders
       union all select id, 'delivered', closed_at from source.orders where closed_at is not null) moves`,
    `insert into source.feeds values ('orders', '${YEAR.to} 23:00Z')`,
  ];
  for (const statement of statements) await pool.query(statement);
  await pool.query('vacuum analyze');
}
