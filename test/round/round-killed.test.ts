import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { warsaw } from '../support/builders.ts';
import { aCompany, type Company, freshen } from '../support/company.ts';
import { javaScriptOf } from '../support/javascript.ts';

const NOW = '2026-11-26 10:00';
/** As test/support/round-process.ts has it. */
const UNGUARDED = { guards: { letters_floor: 100_000, newly_stalled_floor: 100_000 } };
const CUSTOMERS = 600;
/** Orders on time amid the others: more than one batch of 8,000 items, so that a kill finds some batches kept and others not. */
const ON_TIME = 7_000;

const companies: Company[] = [];
afterAll(async () => {
  await Promise.all(companies.map((company) => company.close()));
});

/** Customers with late orders, jobs, no address, on credit hold, waiting, ready, overdue. The same in every company. */
async function aBusyCompany(): Promise<Company> {
  const company = await aCompany(UNGUARDED);
  companies.push(company);
  const { pool } = company;
  await pool.query(
    `insert into source.customers (id, name, email, language, owner_id)
     select 'K' || n, 'Customer ' || n, case when n % 17 = 0 then null else 'k' || n || '@kunde.example' end,
            (array['en', 'pl', 'ru'])[1 + n % 3], 'anna'
     from generate_series(1, ${CUSTOMERS}) n`,
  );
  await pool.query(
    `insert into source.orders (id, customer_id, number, summary, placed_at, stage, stage_since, promised_for)
     select 'O' || n || '-' || m, 'K' || n, 'O' || n || '-' || m, 'coat', '2026-11-16T09:00+01'::timestamptz,
            (array['picking', 'from warehouse', 'ready', 'waiting for customer', 'sewing', 'shipped'])[1 + (n + m) % 6],
            '2026-11-17T09:00+01'::timestamptz, case when n % 4 = 0 then '2026-11-24'::date end
     from generate_series(1, ${CUSTOMERS}) n, generate_series(1, 4) m`,
  );
  // In byte order K3Q stands between K39 and K4.
  await pool.query(`insert into source.customers (id, name) values ('K3Q', 'On time')`);
  await pool.query(
    `insert into source.orders (id, customer_id, number, placed_at, stage, stage_since, promised_for)
     select 'Q' || n, 'K3Q', 'Q' || n, '2026-11-25T09:00+01', 'picking', '2026-11-26T08:00+01', '2026-12-10'
     from generate_series(1, ${ON_TIME}) n`,
  );
  await pool.query(
    `insert into source.service_jobs (id, customer_id, number, asset, reported_at, stage, stage_since)
     select 'J' || n, 'K' || n, 'J' || n, 'lift', '2026-11-16T09:00+01'::timestamptz,
            case when n % 10 = 0 then 'credit check' else 'repair' end, '2026-11-17T09:00+01'::timestamptz
     from generate_series(1, ${CUSTOMERS}) n where n % 5 = 0`,
  );
  await pool.query(
    `insert into source.customers (id, name, email, language, owner_id)
     select 'M' || n, 'Payer ' || n, 'm' || n || '@kunde.example', 'en', 'anna' from generate_series(1, 60) n`,
  );
  // They owe, and wait for nothing; of those who wait, some owe too, and get the update and no reminder.
  await pool.query(
    `insert into source.invoices (id, customer_id, number, issued_on, due_on, currency, total, open_amount)
     select 'F-' || id, id, 'F-' || id, '2026-10-01', '2026-11-16'::date - right(id, 1)::int * 5, 'PLN', 100, 100
     from source.customers where id like 'M%' or id like 'K%7'`,
  );
  await pool.query(
    `insert into source.payments (id, customer_id, amount, currency, status, booked_on)
     select 'P-' || id, id, 100, 'PLN', 'unallocated', '2026-11-25' from source.customers where id like 'M%3'`,
  );
  await freshen(pool, warsaw(NOW));
  return company;
}

/** A process that is ready to begin a round. */
interface Ready {
  begin(): void;
  /** The first batch is kept. */
  readonly progress: Promise<void>;
  kill(): Promise<void>;
  /** How many letters it wrote, once it has ended. */
  readonly written: Promise<number>;
}

async function aProcess(company: Company): Promise<Ready> {
  const child = fork(await javaScriptOf('test/support/round-process.ts'), {
    env: { ...process.env, DATABASE_URL: company.databases.url, AT: NOW },
  });
  const exit = once(child, 'exit');
  await once(child, 'message');
  const progress = once(child, 'message').then(() => undefined);
  const report = new Promise<number>((resolve) => {
    child.on('message', (said: unknown) => {
      if (typeof said === 'object' && said !== null && 'written' in said) resolve(Number(said.written));
    });
  });
  const written = Promise.all([report, exit]).then(([letters]) => letters);
  // That of a killed process never comes.
  written.catch(() => undefined);
  return {
    begin: () => child.send('begin'),
    progress,
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    written,
  };
}

/** Everything that a round leaves behind, apart from which round it was. */
async function finalState(company: Company): Promise<Record<string, unknown[]>> {
  const tables = {
    letters: `select key, id, customer_id, audience, kind, to_address, status, status_reason, facts, about, findings, message_id,
                subject, next_word_by, in_reply_to, decided_at, due_at from letters order by key`,
    cases: 'select * from cases order by id',
    letter_cases: 'select * from letter_cases order by letter_id, case_id',
    tasks: 'select * from tasks order by key',
    reminders: 'select * from reminders order by letter_id, invoice_id',
  };
  const state: Record<string, unknown[]> = {};
  for (const [table, query] of Object.entries(tables))
    state[table] = (await company.databases.ledgerPool.query(query)).rows;
  return state;
}

const lettersSoFar = async (company: Company): Promise<number> => {
  const { rows } = await company.databases.ledgerPool.query<{ n: number }>(
    'select count(*)::int as n from letters',
  );
  return rows[0]?.n ?? 0;
};

let undisturbed: Record<string, unknown[]>;
let whole: number;
beforeAll(async () => {
  const company = await aBusyCompany();
  const begun = performance.now();
  await company.round(warsaw(NOW));
  whole = performance.now() - begun;
  undisturbed = await finalState(company);
});

test('killed at eight points, then run to its end by two processes at once: as if nothing had happened', async () => {
  const company = await aBusyCompany();
  const seen: number[] = [];
  let next = aProcess(company);
  for (let kill = 0; kill < 8; kill++) {
    const doomed = await next;
    next = aProcess(company);
    doomed.begin();
    // Points all over a round, in no order, and some just after a batch was kept. The next process gets ready meanwhile.
    if (kill % 3 === 1) await doomed.progress;
    else await sleep((whole * ((kill * 3 + 1) % 8)) / 8);
    await doomed.kill();
    seen.push(await lettersSoFar(company));
  }
  const both = await Promise.all([next, aProcess(company)]);
  for (const { begin } of both) begin();
  await Promise.all(both.map(({ written }) => written));

  const state = await finalState(company);
  expect(undisturbed.letters?.length).toBeGreaterThan(400);
  expect(undisturbed.reminders?.length).toBeGreaterThan(20);
  for (const table of ['letters', 'cases', 'letter_cases', 'tasks', 'reminders'])
    expect(state[table], `${table}; letters after each kill: ${seen}`).toEqual(undisturbed[table]);
  expect(
    seen.some((letters) => letters > 0),
    `some kill must fall between two batches: ${seen}`,
  ).toBe(true);
});

test('two rounds at once in two processes: the second waits, and finds nothing left to write', async () => {
  const company = await aBusyCompany();
  const both = await Promise.all([aProcess(company), aProcess(company)]);
  for (const { begin } of both) begin();
  const written = await Promise.all(both.map((one) => one.written));
  expect(written.toSorted((a, b) => a - b)).toEqual([0, undisturbed.letters?.filter(isToCustomer).length]);
  expect(await finalState(company)).toEqual(undisturbed);
});

const isToCustomer = (letter: unknown): boolean =>
  typeof letter === 'object' && letter !== null && 'audience' in letter && letter.audience === 'customer';
