import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { to as copyTo } from 'pg-copy-streams';
import { packageRoot } from '../../src/package-root.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { addClosedOrders, type BenchSize, fillWaiting } from './waiting-data.ts';

const AT = '2026-11-18T10:00:00+01:00';
const REPEATS = 3;

export interface RoundBench {
  readonly items: number;
  readonly letters: number;
  /** Seconds, medians. */
  readonly copy: number;
  readonly round: number;
  readonly ratio: number;
  /** The same round before the closed orders were there. */
  readonly withoutHistory: number;
  /** Peak resident memory of the worker. */
  readonly megabytes: number;
}

/** A dry round over a large company, beside COPYing the same open rows out, in the same run, interleaved. */
export async function benchRound(size: BenchSize): Promise<RoundBench> {
  const databases = await freshDatabases();
  try {
    const pool = databases.openSourceForImport();
    await fillWaiting(pool, { ...size, closedOrders: 0 }, AT);
    const before = await measure(databases);
    await addClosedOrders(pool, size.customers, size.closedOrders, AT);
    await pool.query('vacuum analyze source.orders');
    await pool.end();
    const after = await measure(databases);
    return { ...after, ratio: after.round / after.copy, withoutHistory: before.round };
  } finally {
    await databases.close();
  }
}

async function measure(databases: FreshDatabases) {
  const copies: number[] = [];
  const rounds: DryRound[] = [];
  await timeCopy(databases);
  for (let repeat = 0; repeat < REPEATS; repeat += 1) {
    copies.push(await timeCopy(databases));
    rounds.push(await timeRound(databases));
  }
  return {
    items: rounds[0]?.looked.orders ?? 0,
    letters: rounds[0]?.letters ?? 0,
    copy: median(copies),
    round: median(rounds.map(({ seconds }) => seconds)),
    megabytes: Math.max(...rounds.map(({ megabytes }) => megabytes)),
  };
}

/** The floor: the same open rows, all columns, out through COPY, in order of their customers as a round needs them. */
async function timeCopy(databases: FreshDatabases): Promise<number> {
  const client = await databases.sourcePool.connect();
  const started = performance.now();
  const rows = client.query(copyTo('copy (select * from source.orders where closed_at is null) to stdout'));
  await pipeline(rows, new Writable({ write: (_chunk, _encoding, done) => done() }));
  client.release();
  return (performance.now() - started) / 1000;
}

interface DryRound {
  readonly seconds: number;
  readonly megabytes: number;
  readonly letters: number;
  readonly looked: { readonly orders: number };
}

async function timeRound(databases: FreshDatabases): Promise<DryRound> {
  const child = fork(path.join(packageRoot, 'test/bench/dry-round.mjs'), [AT], {
    execArgv: [],
    env: { ...process.env, DATABASE_URL: databases.url, SOURCE_DATABASE_URL: '', TIDINGS_POLICY: '' },
  });
  const [measured] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the dry round ended without a figure'))),
  ]);
  return measured;
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
