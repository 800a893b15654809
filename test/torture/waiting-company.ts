import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type Instant, isoInstant } from '../../src/calendar/time.ts';
import { openDatabases } from '../../src/database/databases.ts';
import { migrate } from '../../src/database/migrate.ts';
import { readConfig } from '../../src/settings/config.ts';
import { STAFF } from '../support/builders.ts';
import { freshen } from '../support/company.ts';
import { insert } from '../support/company-rows.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { rules } from '../support/policy.ts';
import { warsaw } from '../support/when.ts';

/** A Thursday in office hours: nothing of it waits for the morning. */
export const NOW = warsaw('2026-11-26 09:00');

/** No guard of quantities stands in the way: every customer is to get a letter. */
const DIFFERS = {
  guards: { letters_floor: 1_000_000, newly_stalled_floor: 1_000_000 },
  post: { per_minute: 1_000_000, connections: 3 },
};
export const tortureRules = rules(DIFFERS);

const FILE = path.join(tmpdir(), `tidings-torture-${process.pid}.yaml`);

/** The same policy as a file, for processes of their own; removed at the end. */
export async function policyFile(): Promise<string> {
  const company = {
    name: 'Pracownia Nowak',
    from: 'Pracownia Nowak <kontakt@nowak.example>',
    languages: ['en', 'pl', 'ru'],
  };
  await writeFile(FILE, JSON.stringify({ extends: 'default', ...DIFFERS, company }));
  return FILE;
}

export const removePolicyFile = (): Promise<void> => rm(FILE, { force: true });

export const addStaff = (pool: pg.Pool): Promise<void> =>
  insert(
    pool,
    'people',
    STAFF.map(({ reportsTo, awayUntil: _away, deputyId: _deputy, ...person }) => ({
      ...person,
      reports_to: reportsTo,
    })),
  );

/** Customers `<prefix>1…` who wait for one order each, which has stood still for days: all of them, or none. */
export async function addWaiting(
  pool: pg.Pool,
  prefix: string,
  count: number,
  reachable = true,
): Promise<void> {
  await pool.query(
    `with newcomers as (
       insert into source.customers (id, name, email, language, owner_id)
       select $1 || n, 'Customer ' || n, case when $3 then lower($1) || n || '@kunde.example' end,
              (array['en', 'pl', 'ru'])[1 + n % 3], 'anna'
       from generate_series(1, $2::int) n on conflict do nothing
     )
     insert into source.orders (id, customer_id, number, summary, placed_at, stage, stage_since)
     select 'O-' || $1 || n, $1 || n, 'O-' || $1 || n, 'coat', '2026-11-16T09:00+01'::timestamptz, 'picking',
            '2026-11-17T09:00+01'::timestamptz
     from generate_series(1, $2::int) n on conflict do nothing`,
    [prefix, count, reachable],
  );
}

/** Customers who wait for nothing and owe one invoice each, overdue by more than the grace: all of them, or none. */
export async function addOwing(pool: pg.Pool, prefix: string, count: number): Promise<void> {
  await pool.query(
    `with newcomers as (
       insert into source.customers (id, name, email, language, owner_id)
       select $1 || n, 'Payer ' || n, lower($1) || n || '@kunde.example', 'en', 'anna'
       from generate_series(1, $2::int) n on conflict do nothing
     )
     insert into source.invoices (id, customer_id, number, issued_on, due_on, currency, total, open_amount)
     select 'F-' || $1 || n, $1 || n, 'F-' || $1 || n, '2026-10-01', '2026-11-18'::date - n % 10, 'PLN', 100, 100
     from generate_series(1, $2::int) n on conflict do nothing`,
    [prefix, count],
  );
}

export const freshFeeds = (pool: pg.Pool, now: Instant): Promise<unknown> => freshen(pool, now);

/** A database of the shared server with the staff in it, and a pool that may write to the source. */
export async function emptyCompany(): Promise<{
  readonly databases: FreshDatabases;
  readonly pool: pg.Pool;
}> {
  const databases = await freshDatabases();
  const pool = databases.openSourceForImport();
  await addStaff(pool);
  await freshFeeds(pool, NOW);
  return { databases, pool };
}

/** The same on a server of one's own. */
export async function companyOn(url: string) {
  const databases = await openDatabases(readConfig({ DATABASE_URL: url }));
  await migrate(databases);
  const pool = databases.openSourceForImport();
  await addStaff(pool);
  await freshFeeds(pool, NOW);
  return { databases, pool };
}

export const momentOf = (instant: Instant): string => isoInstant(instant);
