import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { round } from '../../src/round/round.ts';
import type { FreshDatabases } from '../support/database.ts';
import { tidings } from '../support/tidings.ts';
import { finishDelivery } from './finish-delivery.ts';
import { invariants } from './invariants.ts';
import { judgePost } from './judge-post.ts';
import { type MailRecord, mailRecord } from './mail-record.ts';
import { type Figure, type Ordeal, report, type Setting, unless, zero } from './ordeal.ts';
import { between, oneOf, randomFrom } from './random.ts';
import { addOwing, addWaiting, emptyCompany, NOW, policyFile, tortureRules } from './waiting-company.ts';
import { machineTime, startWorker, type WorkerProcess } from './worker-process.ts';

const WORKERS = 4;
/** Simulated minutes pass in two seconds: leases of ten minutes lapse while the killing goes on. */
const SPEED = 30;
/** Nothing came in for so long: kill all the same, in whatever the workers are doing. */
const PATIENCE = 3_000;

export const kills: Ordeal = {
  name: 'kills',
  story: 'four delivering processes are killed with -9 at random moments and started again',
  run: async (setting) => {
    const [letters, killings] = setting.short ? [500, 6] : [10_000, 100];
    const { databases, pool } = await emptyCompany();
    const record = await mailRecord();
    try {
      await addWaiting(pool, 'K', Math.round(letters * 0.65));
      await addOwing(pool, 'M', Math.round(letters * 0.3));
      await addWaiting(pool, 'S', Math.round(letters * 0.05), false);
      const world = {
        databases,
        rules: tortureRules,
        clock: fixedClock(NOW),
        templates: await Templates.shipped(),
      };
      const written = await round(world, { wait: true });
      setting.say(
        `${written?.written} letters to customers written, and ${written?.handed_over} matters handed over`,
      );
      const expected = await countLetters(databases);
      const stage = { databases, record, policy: await policyFile(), epoch: machineTime() };
      const { kinds, restarts } = await killAtRandom(setting, stage, { letters: expected, killings });
      record.delay = 0;
      const passes = await finishDelivery(
        databases.ledgerPool,
        { databaseUrl: databases.url, smtpUrl: record.url, policy: stage.policy },
        instantOf(NOW + (machineTime() - stage.epoch) * SPEED),
      );
      return [
        ...kinds,
        report('killed with -9, and started again', restarts),
        report('further passes until all had ended', passes),
        ...(await judgePost(databases.ledgerPool, record, expected)),
        zero(
          'uncertain letters that `tidings letters --status uncertain` does not list',
          await unlisted(databases),
        ),
        await invariants(databases.ledgerPool, setting.say),
      ];
    } finally {
      await pool.end();
      await record.close();
      await databases.close();
    }
  },
};

interface Scene {
  readonly databases: FreshDatabases;
  readonly record: MailRecord;
  readonly policy: string;
  readonly epoch: number;
}

/** Each kill falls some letters after the one before, on one worker of the four, whatever it is doing. */
async function killAtRandom(
  setting: Setting,
  scene: Scene,
  { letters, killings }: { readonly letters: number; readonly killings: number },
): Promise<{ readonly kinds: readonly Figure[]; readonly restarts: number }> {
  const random = randomFrom(setting.seed);
  const { databases, record } = scene;
  const kinds = await kindsOf(databases);
  const start = () =>
    startWorker({
      databaseUrl: databases.url,
      smtpUrl: record.url,
      policy: scene.policy,
      mode: 'deliver',
      start: NOW,
      epoch: scene.epoch,
      speed: SPEED,
    });
  const workers: WorkerProcess[] = Array.from({ length: WORKERS }, start);
  // A letter takes a moment, as it does with a real server: kills find letters under way.
  record.delay = 5;
  // Some are left when the last kill falls.
  const gap = Math.floor((2 * letters * 0.75) / killings);
  for (let kill = 0; kill < killings; kill++) {
    const wanted = record.received.length + between(random, 1, gap);
    const patience = performance.now() + PATIENCE;
    while (record.received.length < wanted && performance.now() < patience) await sleep(2);
    await sleep(between(random, 0, 30));
    const doomed = oneOf(random, workers);
    await doomed.kill();
    workers[workers.indexOf(doomed)] = start();
    setting.progress(kill + 1, killings);
  }
  await Promise.all(workers.map((worker) => worker.kill()));
  return { kinds, restarts: killings };
}

async function countLetters({ ledgerPool }: FreshDatabases): Promise<number> {
  const { rows } = await ledgerPool.query<{ n: number }>('select count(*)::int as n from letters');
  return rows[0]?.n ?? 0;
}

async function kindsOf({ ledgerPool }: FreshDatabases): Promise<readonly Figure[]> {
  const { rows } = await ledgerPool.query<{ status: number; reminders: number; staff: number }>(
    `select count(*) filter (where audience = 'customer' and not starts_with(kind, 'reminder-'))::int as status,
            count(*) filter (where starts_with(kind, 'reminder-'))::int as reminders,
            count(*) filter (where audience = 'staff')::int as staff from letters`,
  );
  const [{ status = 0, reminders = 0, staff = 0 } = {}] = rows;
  return [
    report('status updates', status),
    report('reminders', reminders),
    report('letters to staff', staff),
    unless('of each kind there are some', status > 0 && reminders > 0 && staff > 0),
  ];
}

/** How many uncertain letters the command does not name. */
async function unlisted({ ledgerPool, url }: FreshDatabases): Promise<number> {
  const { rows } = await ledgerPool.query<{ id: string }>(
    `select id from letters where status = 'uncertain'`,
  );
  const { code, out, err } = await tidings(
    { cwd: '/tmp', env: { DATABASE_URL: url } },
    'letters',
    '--status',
    'uncertain',
    '--staff',
  );
  if (code !== 0) throw new Error(`tidings letters ended with ${code}: ${err}`);
  return rows.filter(({ id }) => !out.includes(id)).length;
}
