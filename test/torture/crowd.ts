import { readdir } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { packageRoot } from '../../src/settings/package-root.ts';
import { dropDatabase, emptyDatabase } from '../support/database.ts';
import { finishDelivery, unfinished } from './finish-delivery.ts';
import { invariants } from './invariants.ts';
import { judgePost } from './judge-post.ts';
import { mailRecord } from './mail-record.ts';
import { type Figure, report, type Setting, unless, zero } from './ordeal.ts';
import { addOwing, addWaiting, emptyCompany, NOW, policyFile } from './waiting-company.ts';
import { startWorker, type WorkerSetting } from './worker-process.ts';

const ROUNDS = 3;
const WORKERS = 10;
const MIGRATING = 8;

/** Several processes that begin the same at one word. Their reports, and how many failed. */
async function together(
  count: number,
  setting: WorkerSetting,
): Promise<{ readonly reports: readonly unknown[]; readonly failed: number }> {
  const workers = Array.from({ length: count }, () => startWorker({ ...setting, wait: true }));
  await Promise.all(workers.map(({ ready }) => ready));
  for (const worker of workers) worker.begin();
  const ends = await Promise.all(workers.map((worker) => worker.ended()));
  for (const { code, errors } of ends)
    if (code !== 0) console.error(`  a process ended with ${code}: ${errors}`);
  return { reports: ends.map((end) => end.report), failed: ends.filter(({ code }) => code !== 0).length };
}

/** Rounds at once, then ten workers at once on what they wrote. */
export async function crowd({ short, say }: Setting): Promise<readonly Figure[]> {
  const { databases, pool } = await emptyCompany();
  const record = await mailRecord();
  const [waiting, owing] = short ? [300, 100] : [3_000, 1_000];
  try {
    await addWaiting(pool, 'K', waiting);
    await addOwing(pool, 'M', owing);
    const setup = { databaseUrl: databases.url, smtpUrl: record.url, policy: await policyFile(), start: NOW };
    const rounds = await together(ROUNDS, { ...setup, mode: 'round' });
    const written = rounds.reports.map((each) => numberIn(each, 'written'));
    const { rows } = await databases.ledgerPool.query<{ letters: number; customers: number; all: number }>(
      `select count(*) filter (where audience = 'customer')::int as letters, count(*)::int as all,
              count(distinct customer_id) filter (where audience = 'customer')::int as customers from letters`,
    );
    // Of people, the list of the day goes too.
    const { letters = 0, customers = 0, all = 0 } = rows[0] ?? {};
    const delivery = await together(WORKERS, { ...setup, mode: 'once' });
    const shares = delivery.reports.map((each) => numberIn(each, 'submitted'));
    // A machine with no time for all of them lets one wait for its connection: then its reminders go later, unasked they go never.
    const later = await unfinished(databases.ledgerPool);
    if (later > 0) await finishDelivery(databases.ledgerPool, setup, NOW);
    const judged = await judgePost(databases.ledgerPool, record, all);
    return [
      report(`${ROUNDS} rounds at once: letters that each wrote`, written.join(', ')),
      zero('rounds that failed', rounds.failed),
      zero('letters that no round says it wrote, or more than one', Math.abs(letters - sum(written))),
      zero(
        'customers written to twice, or not at all',
        Math.abs(letters - customers) + waiting + owing - customers,
      ),
      report(`${WORKERS} workers at once: letters that each sent`, shares.join(', ')),
      zero('workers that failed', delivery.failed),
      report('letters that waited, because the database did not answer in time', later),
      zero('letters that no worker says it sent, or more than one', Math.abs(all - later - sum(shares))),
      zero('letters taken more or less than once', Math.abs(record.received.length - all)),
      ...judged.filter(({ must }) => must === 'zero'),
      await invariants(databases.ledgerPool, say),
    ];
  } finally {
    await pool.end();
    await record.close();
    await databases.close();
  }
}

/** Eight processes migrate a database that is empty. */
export async function migrations(): Promise<readonly Figure[]> {
  const url = await emptyDatabase();
  const files = (await readdir(path.join(packageRoot, 'db/migrations'))).filter((name) =>
    name.endsWith('.sql'),
  );
  try {
    const { reports, failed } = await together(MIGRATING, {
      databaseUrl: url,
      smtpUrl: 'smtp://127.0.0.1:1',
      policy: await policyFile(),
      start: NOW,
      mode: 'migrate',
    });
    const applied = reports.flatMap((each) => (Array.isArray(each) ? each.map(String) : []));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('tidings.letters') is not null and to_regclass('source.orders') is not null as there`,
    );
    await client.end();
    return [
      report(`${MIGRATING} processes migrate an empty database; migrations`, files.length),
      zero('processes that failed', failed),
      zero(
        'migrations applied twice, or never',
        Math.abs(applied.length - new Set(applied).size) + files.length - new Set(applied).size,
      ),
      unless('the tables are there, ours and those of the contract', rows[0]?.there === true),
    ];
  } finally {
    await dropDatabase(url);
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

function numberIn(report: unknown, key: string): number {
  if (typeof report !== 'object' || report === null) return 0;
  return Number(Reflect.get(report, key) ?? 0);
}
