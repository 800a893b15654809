import type pg from 'pg';

/** How large the company of the benchmark is. */
export interface BenchSize {
  readonly customers: number;
  readonly openOrders: number;
  readonly closedOrders: number;
  /** Open orders out of a hundred whose promise was missed. */
  readonly duePercent: number;
}

/**
 * Fills the source tables, set-based: open orders spread over all customers, the given share of them due, the others
 * placed lately and on time; a tenth of the open orders have two lines; closed orders beside them.
 * @param at the round's moment, as PostgreSQL reads it
 */
export async function fillWaiting(pool: pg.Pool, size: BenchSize, at: string): Promise<void> {
  const { customers, openOrders, closedOrders, duePercent } = size;
  const statements = [
    `insert into source.people values
       ('p1', 'Anna Maj', 'owner', 'anna@company.example', '+48 22 555 0101', 'p2'),
       ('p2', 'Jan Lis', 'manager', 'jan@company.example', '+48 22 555 0102', null)`,
    `insert into source.customers (id, name, salutation, email, language, time_zone, owner_id)
     select 'C' || lpad(n::text, 7, '0'), 'Customer ' || n, null, 'c' || n || '@customers.example',
            (array['pl', 'en', 'ru'])[1 + n % 3], 'Europe/Warsaw', 'p1'
     from generate_series(1, ${customers}) n`,
    `insert into source.orders (id, customer_id, number, summary, placed_at, stage, stage_since, promised_for,
                                owner_id, total, currency, updated_at)
     select 'O' || lpad(n::text, 8, '0'), 'C' || lpad((1 + n % ${customers})::text, 7, '0'), n::text,
            'wedding suit, size ' || (44 + n % 20), '${at}'::timestamptz - interval '1 day', 'picking',
            '${at}'::timestamptz - interval '20 hours',
            ('${at}'::timestamptz + case when n % 100 < ${duePercent} then interval '-3 days' else interval '9 days' end)::date
              + case when n % 100 < ${duePercent} then 0 else (n % 5)::int end,
            'p1', 100 + n % 900, 'PLN', '${at}'::timestamptz - interval '20 hours'
     from generate_series(1, ${openOrders}) n`,
    // A due order was placed long before it was promised.
    `update source.orders set placed_at = placed_at - interval '20 days' where promised_for < '${at}'::date`,
    `insert into source.order_lines (order_id, line_no, description, quantity, stage)
     select o.id, l, 'line ' || l, 1, o.stage from source.orders o, generate_series(1, 2) l
     where right(o.id, 1) = '7'`,
    `insert into source.feeds values ('orders', '${at}'), ('service_jobs', '${at}')`,
  ];
  for (const statement of statements) await pool.query(statement);
  await addClosedOrders(pool, customers, closedOrders, at);
  await pool.query('vacuum analyze');
}

/** History beside the open orders, from years that have passed. */
export async function addClosedOrders(
  pool: pg.Pool,
  customers: number,
  count: number,
  at: string,
): Promise<void> {
  await pool.query(
    `insert into source.orders (id, customer_id, number, summary, placed_at, stage, stage_since, promised_for,
                                owner_id, total, currency, updated_at, closed_at, outcome)
     select 'H' || lpad(n::text, 8, '0'), 'C' || lpad((1 + (n::bigint * 7919) % ${customers})::text, 7, '0'), 'H' || n,
            'trousers', '${at}'::timestamptz - interval '400 days', 'shipped', '${at}'::timestamptz - interval '390 days',
            '${at}'::date - 390, 'p1', 100, 'PLN', '${at}'::timestamptz - interval '390 days',
            '${at}'::timestamptz - interval '390 days', 'shipped'
     from generate_series(1, ${count}) n`,
  );
}
