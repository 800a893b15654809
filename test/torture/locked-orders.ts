import { setTimeout as sleep } from 'node:timers/promises';
import { instantOf, MINUTE } from '../../src/calendar/time.ts';
import { fixedClock } from '../../src/clock.ts';
import { Templates } from '../../src/ledger/documents/templates.ts';
import { round } from '../../src/round/round.ts';
import { putLetters } from '../support/outbox.ts';
import { finishDelivery } from './finish-delivery.ts';
import { invariants } from './invariants.ts';
import { judgePost } from './judge-post.ts';
import { mailRecord } from './mail-record.ts';
import { type Ordeal, report, zero } from './ordeal.ts';
import { addOwing, addWaiting, emptyCompany, NOW, policyFile, tortureRules } from './waiting-company.ts';
import { startWorker } from './worker-process.ts';

/** Longer than the tables are waited for. */
const LOCKED_FOR = 40_000;

/** Somebody locks the orders while letters are delivered, and goes away again. */
export const lockedOrders: Ordeal = {
  name: 'lock',
  inEarnest: true,
  story: 'the orders are locked while letters about them, letters to people and letters about alarms are due',
  run: async (setting) => {
    const { databases, pool } = await emptyCompany();
    const { ledgerPool } = databases;
    const record = await mailRecord();
    const other = databases.openSourceForImport();
    const locker = await other.connect();
    try {
      await addWaiting(pool, 'K', 100);
      await addOwing(pool, 'M', 50);
      await addWaiting(pool, 'S', 20, false);
      const templates = await Templates.shipped();
      await round({ databases, rules: tortureRules, clock: fixedClock(NOW), templates }, { wait: true });
      await putLetters(ledgerPool, [
        { id: 'alarm-before', kind: 'alarm', audience: 'staff', decidedAt: NOW },
      ]);
      const written = await count(`true`);
      await locker.query('begin; lock table source.orders in access exclusive mode');
      const worker = {
        databaseUrl: databases.url,
        smtpUrl: record.url,
        policy: await policyFile(),
        start: NOW,
      };
      const delivering = startWorker({ ...worker, mode: 'deliver' });
      await delivering.ready;
      await sleep(LOCKED_FOR / 2);
      // While everything else is being asked about.
      await putLetters(ledgerPool, [{ id: 'alarm-amid', kind: 'alarm', audience: 'staff', decidedAt: NOW }]);
      await sleep(LOCKED_FOR / 2);
      const stuck = await count(`kind = 'alarm' and status <> 'submitted'`);
      const people = await count(`audience = 'staff' and kind <> 'alarm'`);
      const unsent = await count(`audience = 'staff' and kind <> 'alarm' and status <> 'submitted'`);
      const waiting = await count(`status = 'retry' and status_reason like '%did not answer%'`);
      await locker.query('rollback');
      await delivering.stop();
      const passes = await finishDelivery(ledgerPool, worker, instantOf(NOW + MINUTE));
      return [
        zero('letters about alarms that waited for the locked table', stuck),
        report('letters to people, who are asked of another table', people),
        zero('  of these waited for the locked table', unsent),
        report('letters that wait and say why', waiting),
        report('further passes until all had ended', passes),
        zero('letters that went to nobody', await count(`status <> 'submitted'`)),
        ...(await judgePost(ledgerPool, record, written)),
        await invariants(ledgerPool, setting.say),
      ];
    } finally {
      locker.release(true);
      await other.end();
      await pool.end();
      await record.close();
      await databases.close();
    }

    async function count(which: string): Promise<number> {
      const { rows } = await ledgerPool.query<{ n: number }>(
        `select count(*)::int as n from letters where ${which}`,
      );
      return rows[0]?.n ?? 0;
    }
  },
};
