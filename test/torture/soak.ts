import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { instantOf } from '../../src/calendar/time.ts';
import { PURPOSES } from '../../src/database/purposes.ts';
import type { FreshDatabases } from '../support/database.ts';
import { finishDelivery } from './finish-delivery.ts';
import { invariants } from './invariants.ts';
import { judgePost } from './judge-post.ts';
import { type MailRecord, mailRecord } from './mail-record.ts';
import { type Figure, type Ordeal, report, type Setting, unless, zero } from './ordeal.ts';
import { addOwing, addWaiting, emptyCompany, NOW, policyFile } from './waiting-company.ts';
import { machineTime, startWorker, type VitalSigns, type WorkerProcess } from './worker-process.ts';

/** Each second so many orders come to stand still, and so many invoices to be overdue. */
const STALLS = 8;
const OVERDUE = 2;
/** What came is settled after so many seconds: the open business stays the same, only the history grows. */
const SETTLED_AFTER = 60;
/** Half an hour of the machine is a working day of the company. */
const SPEED = 15;
const ROUND_EVERY = 5_000;
const WARM_UP = 0.3;
const MEGABYTE = 2 ** 20;

/** It has played so many before it is looked at: what it loads and compiles takes as long as the machine is busy. */
const WARM_UP_ROUNDS = 2;
/** A worker that has more to wait for has more connections open, up to these; and those of the ordeal itself. */
const { rounds, delivery } = PURPOSES;
const MOST_CONNECTIONS =
  rounds.ledger.most + rounds.source.most + delivery.ledger.most + delivery.source.most + 3;

/** What counts as flat, from the middle of the soak to its end; handles and files beside those of connections. */
const TOLERANCE = { share: 0.1, megabytes: 8, handles: 5, files: 8, connections: 3 };

interface Sample extends VitalSigns {
  /** Seconds since the start. */
  readonly at: number;
  readonly connections: number;
}

export const soak: Ordeal = {
  name: 'soak',
  story: `a worker under steady load: ${STALLS} new stalls and ${OVERDUE} overdue invoices a second`,
  run: async (setting) => {
    const { databases, pool } = await emptyCompany();
    const record = await mailRecord();
    const setup = { databaseUrl: databases.url, smtpUrl: record.url, policy: await policyFile() };
    const epoch = machineTime();
    const worker = startWorker({
      ...setup,
      mode: 'work',
      start: NOW,
      epoch,
      speed: SPEED,
      roundEvery: ROUND_EVERY,
      nodeArguments: ['--expose-gc'],
    });
    try {
      await worker.ready;
      const samples = await loadSteadily(setting, worker, pool, databases);
      await untilQuiet(record);
      const stopped = await worker.stop();
      const end = instantOf(NOW + (machineTime() - epoch) * SPEED);
      const passes = await finishDelivery(databases.ledgerPool, setup, end);
      return [
        ...figuresOf(samples),
        unless('the worker lived to the end, and stopped when it was asked to', stopped === 0),
        report('further passes until all had ended', passes),
        ...(await judgePost(databases.ledgerPool, record, 0)),
        await invariants(databases.ledgerPool, setting.say),
      ];
    } finally {
      await worker.kill();
      await pool.end();
      await record.close();
      await databases.close();
    }
  },
};

async function loadSteadily(
  { minutes, progress }: Setting,
  worker: WorkerProcess,
  pool: pg.Pool,
  databases: FreshDatabases,
): Promise<readonly Sample[]> {
  const seconds = minutes * 60;
  const sampleEvery = minutes < 5 ? 3 : 15;
  const samples: Sample[] = [];
  const load = async (second: number) => {
    await addWaiting(pool, `W${second}x`, STALLS);
    await addOwing(pool, `F${second}x`, OVERDUE);
    await settle(pool, second - SETTLED_AFTER);
  };
  let first = 0;
  for (; worker.alive && (await roundsPlayed(databases)) < WARM_UP_ROUNDS; first++) {
    await load(first);
    await sleep(1_000);
  }
  const began = performance.now();
  for (let second = 0; second < seconds; second++) {
    await load(first + second);
    if (second % sampleEvery === 0) {
      if (!worker.alive) throw new Error('the worker ended under load');
      const signs = await worker.vitals();
      samples.push({ ...signs, at: second, connections: await connections(databases) });
    }
    progress(second + 1, seconds);
    await sleep(Math.max(0, began + (second + 1) * 1000 - performance.now()));
  }
  return samples;
}

/** The order is made and the invoice paid. */
async function settle(pool: pg.Pool, second: number): Promise<void> {
  if (second < 0) return;
  await pool.query(
    `update source.orders set stage = 'ready', closed_at = placed_at + interval '10 days'
     where customer_id = any(select 'W' || $1 || 'x' || n from generate_series(1, $2::int) n)`,
    [second, STALLS],
  );
  await pool.query(
    `update source.invoices set open_amount = 0, closed_on = '2026-11-26'
     where customer_id = any(select 'F' || $1 || 'x' || n from generate_series(1, $2::int) n)`,
    [second, OVERDUE],
  );
}

async function roundsPlayed({ ledgerPool }: FreshDatabases): Promise<number> {
  const { rows } = await ledgerPool.query<{ n: number }>('select count(finished_at)::int as n from rounds');
  return rows[0]?.n ?? 0;
}

async function connections({ ledgerPool }: FreshDatabases): Promise<number> {
  const { rows } = await ledgerPool.query<{ n: number }>(
    `select count(*)::int as n from pg_stat_activity
     where datname = current_database() and backend_type = 'client backend'`,
  );
  return rows[0]?.n ?? 0;
}

/** Until nothing came for a few rounds: what is queued has gone. */
async function untilQuiet({ received }: MailRecord): Promise<void> {
  for (let quiet = 0, before = -1; quiet < 4; quiet = before === received.length ? quiet + 1 : 0) {
    before = received.length;
    await sleep(ROUND_EVERY / 2);
  }
}

function figuresOf(samples: readonly Sample[]): readonly Figure[] {
  const warm = samples.slice(Math.floor(samples.length * WARM_UP));
  const third = Math.max(1, Math.floor(warm.length / 3));
  const begin = mean(warm.slice(0, third));
  const middle = mean(warm.slice(third, 2 * third));
  const last = mean(warm.slice(-third));
  const inMegabytes = (value: number) => (value / MEGABYTE).toFixed(1);
  const stages = (of: (sample: Means) => number | string) => [begin, middle, last].map(of).join(' / ');
  const grown = (of: 'rss' | 'heapUsed') =>
    last[of] > begin[of] * (1 + TOLERANCE.share) + TOLERANCE.megabytes * MEGABYTE;
  const more = (of: 'handles' | 'files') =>
    last[of] - last.connections > begin[of] - begin.connections + TOLERANCE[of];
  const moreConnections =
    last.connections > Math.max(begin.connections, MOST_CONNECTIONS) + TOLERANCE.connections;
  return [
    report(`samples, the first ${WARM_UP * 100}% of ${samples.length} left out as warm-up`, warm.length),
    report(
      'resident memory, MB: start / middle / end',
      stages(({ rss }) => inMegabytes(rss)),
    ),
    report(
      'heap after collection, MB: start / middle / end',
      stages(({ heapUsed }) => inMegabytes(heapUsed)),
    ),
    report('heap slope, MB an hour', (slope(warm) / MEGABYTE).toFixed(1)),
    report(
      'open handles: start / middle / end',
      stages(({ handles }) => handles.toFixed(1)),
    ),
    report(
      'open descriptors: start / middle / end',
      stages(({ files }) => files.toFixed(1)),
    ),
    report(
      'connections to PostgreSQL: start / middle / end',
      stages((each) => each.connections.toFixed(1)),
    ),
    unless(
      `resident memory flat within ${TOLERANCE.share * 100}% and ${TOLERANCE.megabytes} MB`,
      !grown('rss'),
    ),
    unless(`heap flat within ${TOLERANCE.share * 100}% and ${TOLERANCE.megabytes} MB`, !grown('heapUsed')),
    unless(`handles beside connections flat within ${TOLERANCE.handles}`, !more('handles')),
    unless(`descriptors beside connections flat within ${TOLERANCE.files}`, !more('files')),
    unless(
      `connections flat within ${TOLERANCE.connections}, or not above the ${MOST_CONNECTIONS} there may be`,
      !moreConnections,
    ),
    zero('samples without a figure', samples.filter(({ heapUsed }) => !(heapUsed > 0)).length),
  ];
}

type Means = Omit<Sample, 'at'>;

function mean(samples: readonly Sample[]): Means {
  const of = (key: keyof Means) => samples.reduce((sum, each) => sum + each[key], 0) / samples.length;
  return {
    rss: of('rss'),
    heapUsed: of('heapUsed'),
    handles: of('handles'),
    files: of('files'),
    connections: of('connections'),
  };
}

/** Bytes of heap an hour, by least squares. */
function slope(samples: readonly Sample[]): number {
  const at = samples.reduce((sum, each) => sum + each.at, 0) / samples.length;
  const heap = samples.reduce((sum, each) => sum + each.heapUsed, 0) / samples.length;
  const above = samples.reduce((sum, each) => sum + (each.at - at) * (each.heapUsed - heap), 0);
  const below = samples.reduce((sum, each) => sum + (each.at - at) ** 2, 0);
  return below === 0 ? 0 : (above / below) * 3600;
}
