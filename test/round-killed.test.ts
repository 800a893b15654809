import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packageRoot } from '../src/package-root.ts';
import { warsaw } from './support/builders.ts';
import { aCompany, type Company, freshen } from './support/company.ts';

const NOW = '2026-11-26 10:00';
/** More than one batch of 2,000 items, so that a kill finds some batches kept and others not. */
const CUSTOMERS = 900;

const companies: Company[] = [];
afterAll(async () => {
  await Promise.all(companies.map((company) => company.close()));
});

/** Customers with late orders, jobs, no address, on credit hold, waiting, ready. The same in every company. */
async function aBusyCompany(): Promise<Company> {
  const company = await aCompany();
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
     from generate_series(1, ${CUSTOMERS}) n, generate_series(1, 3) m`,
  );
  await pool.query(
    `insert into source.service_jobs (id, customer_id, number, asset, reported_at, stage, stage_since)
     select 'J' || n, 'K' || n, 'J' || n, 'lift', '2026-11-16T09:00+01'::timestamptz,
            case when n % 10 = 0 then 'credit check' else 'repair' end, '2026-11-17T09:00+01'::timestamptz
     from generate_series(1, ${CUSTOMERS}) n where n % 5 = 0`,
  );
  await freshen(pool, warsaw(NOW));
  return company;
}

const start = (company: Company, wait: 'yes' | 'no'): ChildProcess =>
  fork(path.join(packageRoot, 'test/support/round-process.ts'), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, DATABASE_URL: company.databases.url, AT: NOW, WAIT: wait },
  });

async function said(child: ChildProcess): Promise<{ written: number | null }> {
  for (;;) {
    const [message] = await once(child, 'message');
    if (message !== 'ready') return message;
  }
}

/** Everything that a round leaves behind, apart from which round it was. */
async function finalState(company: Company): Promise<Record<string, unknown[]>> {
  const tables = {
    letters: `select key, id, customer_id, kind, to_address, status, status_reason, facts, about, findings, message_id,
                subject, next_word_by, in_reply_to, decided_at, due_at from letters order by key`,
    cases: 'select * from cases order by id',
    letter_cases: 'select * from letter_cases order by letter_id, case_id',
    tasks: 'select * from tasks order by key',
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
  const child = start(company, 'yes');
  await once(child, 'message');
  const begun = performance.now();
  await said(child);
  whole = performance.now() - begun;
  await once(child, 'exit');
  undisturbed = await finalState(company);
}, 120_000);

test('killed again and again, then run to its end: as if nothing had happened', {
  timeout: 240_000,
}, async () => {
  const company = await aBusyCompany();
  const seen: number[] = [];
  for (let kill = 0; kill < 9; kill++) {
    const child = start(company, 'yes');
    const exit = once(child, 'exit');
    await once(child, 'message');
    // Points all over the round, each run at another one, some of them twice.
    await sleep(whole * ((kill * 0.37) % 1));
    child.kill('SIGKILL');
    await exit;
    seen.push(await lettersSoFar(company));
  }
  const last = start(company, 'yes');
  await said(last);
  await once(last, 'exit');
  const state = await finalState(company);
  expect(undisturbed.letters?.length).toBeGreaterThan(500);
  expect(state.letters).toEqual(undisturbed.letters);
  expect(state.cases).toEqual(undisturbed.cases);
  expect(state.letter_cases).toEqual(undisturbed.letter_cases);
  expect(state.tasks).toEqual(undisturbed.tasks);
  expect(
    seen.some((letters) => letters > 0),
    `letters after each kill: ${seen}`,
  ).toBe(true);
});

test('two processes at once: the second waits its turn and writes nothing twice', {
  timeout: 120_000,
}, async () => {
  const company = await aBusyCompany();
  const children = [start(company, 'yes'), start(company, 'yes')];
  const reports = await Promise.all(children.map(said));
  expect(reports.map(({ written }) => (written === 0 ? 'nothing' : 'all')).sort()).toEqual([
    'all',
    'nothing',
  ]);
  expect(await finalState(company)).toEqual(undisturbed);
});

test('a worker whose tick finds a round under way gives up at once', { timeout: 60_000 }, async () => {
  const company = await aCompany();
  companies.push(company);
  const holder = await company.databases.ledgerPool.connect();
  await holder.query('select pg_advisory_lock(8026001)');
  expect(await said(start(company, 'no'))).toEqual({ written: null });
  holder.release(true);
  expect(await said(start(company, 'no'))).toEqual({ written: 0 });
});
