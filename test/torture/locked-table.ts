import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Ordeal, unless } from './ordeal.ts';
import { ownServer } from './own-server.ts';
import { type DatabaseFault, underFaults } from './under-faults.ts';

/** A round waits for a minute, and the watch of that minute comes after it. */
const TOLD_WITHIN = 180_000;

/** An export that locks a table, hangs, and is ended by whoever was told of it. */
export const lockedTable: Ordeal = {
  name: 'locked',
  inEarnest: true,
  story: 'an export locks the orders and hangs, until whoever is told by an alarm ends the process it names',
  run: async (setting) => {
    const server = await ownServer(tmpdir());
    let export_: pg.Client | null = null;
    let told: string | null = null;
    let pid = 0;
    const locked: DatabaseFault = {
      name: 'orders locked',
      inflict: async () => {
        export_ = new pg.Client({ connectionString: server.url, application_name: 'nightly export' });
        export_.on('error', () => undefined);
        await export_.connect();
        const { rows } = await export_.query<{ pid: number }>('select pg_backend_pid() as pid');
        pid = rows[0]?.pid ?? 0;
        await export_.query('begin; lock table source.orders in access exclusive mode');
        for (const until = performance.now() + TOLD_WITHIN; performance.now() < until; await sleep(200)) {
          const [alarm] = await server.query<{ why: string }>(
            `select why from tidings.alarms where code = 'source_locked' and subject = 'source.orders' and ended_at is null`,
          );
          if (alarm === undefined) continue;
          told = alarm.why;
          setting.say(alarm.why);
          return;
        }
      },
      mend: async () => {
        await server.query('select pg_terminate_backend($1)', [pid]);
      },
      figures: () => [unless('the alarm named the table, the process and its program', names(told, pid))],
    };
    try {
      return await underFaults(setting, server, [locked]);
    } finally {
      await server.close();
    }
  },
};

const names = (why: string | null, pid: number): boolean =>
  ['source.orders', `process ${pid} `, '"nightly export"'].every((each) => why?.includes(each));
