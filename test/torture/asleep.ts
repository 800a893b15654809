import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { round } from '../../src/round/round.ts';
import { finishDelivery, unfinished } from './finish-delivery.ts';
import { invariants } from './invariants.ts';
import { judgePost } from './judge-post.ts';
import { type MailRecord, mailRecord } from './mail-record.ts';
import { type Figure, type Ordeal, report, type Setting, zero } from './ordeal.ts';
import { addOwing, addWaiting, emptyCompany, NOW, policyFile, tortureRules } from './waiting-company.ts';
import { machineTime, startWorker } from './worker-process.ts';

/** Leases of ten minutes are over in twenty seconds. */
const SPEED = 30;
const LEASE_OVER = 22_000;
/** So long the other one has at most. */
const PATIENCE = 300_000;
const MOST_UNTRIED = 5;

/** A worker is stopped in the middle of 160 reminders, past its leases, and another delivers meanwhile. */
export const asleep: Ordeal = {
  name: 'sleep',
  story: 'a delivering worker is stopped past its leases, another takes over, and the first one wakes',
  run: async (setting: Setting) => {
    const { databases, pool } = await emptyCompany();
    const record = await mailRecord();
    try {
      await addOwing(pool, 'M', 160);
      await addWaiting(pool, 'K', setting.short ? 40 : 400);
      const templates = await Templates.shipped();
      await round({ databases, rules: tortureRules, clock: fixedClock(NOW), templates }, { wait: true });
      const { rows } = await databases.ledgerPool.query<{ n: number }>(
        'select count(*)::int as n from letters',
      );
      const worker = {
        databaseUrl: databases.url,
        smtpUrl: record.url,
        policy: await policyFile(),
        start: NOW,
        epoch: machineTime(),
        speed: SPEED,
      };
      record.delay = 20;
      const sleeper = startWorker({ ...worker, mode: 'deliver' });
      while (record.received.length < 30) await sleep(2);
      process.kill(sleeper.pid, 'SIGSTOP');
      await sleep(LEASE_OVER);
      record.delay = 0;
      const tookBefore = record.received.length;
      const other = startWorker({ ...worker, mode: 'deliver' });
      await until(async () => (await unfinished(databases.ledgerPool)) === 0);
      const after = record.received.length;
      process.kill(sleeper.pid, 'SIGCONT');
      await sleep(5_000);
      const sentAwake = record.received.length - after;
      await sleeper.stop();
      await other.stop();
      const end = instantOf(NOW + (machineTime() - worker.epoch) * SPEED);
      await finishDelivery(
        databases.ledgerPool,
        { databaseUrl: databases.url, smtpUrl: record.url, policy: worker.policy },
        end,
      );
      const untried = await uncertainUntried(databases.ledgerPool, record);
      return [
        report('taken by the mail server before the worker was stopped', tookBefore),
        report('sent by the other one meanwhile', after - tookBefore),
        report('sent after the first one woke', sentAwake),
        report('uncertain reminders that nobody had tried', untried),
        zero(`  of these more than ${MOST_UNTRIED}`, Math.max(0, untried - MOST_UNTRIED)),
        ...(await judgePost(databases.ledgerPool, record, rows[0]?.n ?? 0)),
        await invariants(databases.ledgerPool, setting.say),
      ] satisfies readonly Figure[];
    } finally {
      await pool.end();
      await record.close();
      await databases.close();
    }
  },
};

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + PATIENCE; performance.now() < end; await sleep(200))
    if (await holds()) return;
}

async function uncertainUntried(
  pool: Awaited<ReturnType<typeof emptyCompany>>['databases']['ledgerPool'],
  record: MailRecord,
): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(`select id from letters where status = 'uncertain'`);
  const reached = new Set(record.received.map(({ letter }) => letter));
  return rows.filter(({ id }) => !reached.has(id)).length;
}
