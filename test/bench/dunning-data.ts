import type pg from 'pg';

/** How much the customers of the benchmark owe and have paid. */
export interface DunningSize {
  readonly customers: number;
  /** Settled invoices, each with its payment. */
  readonly invoices: number;
  readonly overdue: number;
}

/**
 * Fills the source tables, set-based: two years of settled invoices spread over all customers, nearly all of them paid
 * in time; overdue ones beside them, of every age that the ladder knows; a few with a payment on its way.
 * @param at the round's moment, as PostgreSQL reads it
 */
export async function fillDunning(pool: pg.Pool, size: DunningSize, at: string): Promise<void> {
  const { customers, invoices, overdue } = size;
  const customerOf = (n: string) => `'C' || lpad((1 + ${n} % ${customers})::text, 7, '0')`;
  const today = `'${at}'::date`;
  const statements = [
    `insert into source.people values
       ('p1', 'Anna Maj', 'owner', 'anna@company.example', '+48 22 555 0101', 'p2'),
       ('p2', 'Jan Lis', 'manager', 'jan@company.example', '+48 22 555 0102', null)`,
    `insert into source.customers (id, name, email, billing_email, language, time_zone, country, customer_since, owner_id)
     select 'C' || lpad(n::text, 7, '0'), 'Customer ' || n, 'c' || n || '@customers.example', null,
            (array['pl', 'en', 'ru'])[1 + n % 3], 'Europe/Warsaw', 'PL', ${today} - 900 - n % 3000, 'p1'
     from generate_series(1, ${customers}) n`,
    // An invoice a month or so per customer, as they come: those of one customer lie far apart in the table.
    `insert into source.invoices (id, customer_id, number, issued_on, due_on, currency, total, open_amount, closed_on, updated_at)
     select 'H' || lpad(n::text, 8, '0'), ${customerOf('n')}, 'FV ' || n, due - 14, due, 'PLN', 100 + n % 900, 0,
            due + late, '${at}'
     from generate_series(1, ${invoices}) n,
          lateral (select ${today} - 700 + (n::bigint * 640 / ${invoices})::int as due,
                          case when n % 17 = 0 then 12 else (n % 5)::int - 3 end as late) as day`,
    `insert into source.payments (id, customer_id, invoice_id, amount, currency, status, booked_on, reference, updated_at)
     select 'P' || id, customer_id, id, total, currency, 'booked', closed_on, number, '${at}' from source.invoices`,
    `insert into source.invoices (id, customer_id, number, issued_on, due_on, currency, total, open_amount, updated_at)
     select 'O' || lpad(n::text, 8, '0'), ${customerOf('n')}, 'FV O' || n, ${today} - 16 - n % 60, ${today} - 2 - n % 60,
            'PLN', 100 + n % 900, 100 + n % 900, '${at}'
     from generate_series(1, ${overdue}) n`,
    `insert into source.invoice_lines (invoice_id, line_no, description, amount)
     select id, l, (array['electricity', 'gas'])[l], total / 2 from source.invoices, generate_series(1, 2) l
     where closed_on is null and right(id, 1) = '7'`,
    `insert into source.payments (id, customer_id, invoice_id, amount, currency, status, scheduled_for, updated_at)
     select 'S' || id, customer_id, id, total, currency, 'scheduled', ${today} + 2, '${at}' from source.invoices
     where closed_on is null and right(id, 2) = '33'`,
    `insert into source.feeds select name, '${at}' from unnest(array['orders', 'service_jobs', 'payments']) as name`,
  ];
  for (const statement of statements) await pool.query(statement);
  await pool.query('vacuum analyze');
}
