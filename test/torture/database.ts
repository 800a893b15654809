import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { fullDisk } from './full-disk.ts';
import type { Ordeal } from './ordeal.ts';
import { ownServer } from './own-server.ts';
import { randomFrom } from './random.ts';
import { type DatabaseFault, underFaults } from './under-faults.ts';

const DOWN = 3_000;

const stopped: DatabaseFault = {
  name: 'stopped (fast) and started',
  inflict: async (server) => {
    await server.stop();
    await sleep(DOWN);
  },
  mend: (server) => server.start(),
};

const killed: DatabaseFault = {
  name: 'killed with -9 and started',
  inflict: async (server) => {
    await server.kill();
    await sleep(DOWN / 3);
  },
  mend: (server) => server.start(),
};

/** Every 50 ms some connection is cut, in whatever it is doing: rounds, claims, settling. */
const cut = (random: () => number): DatabaseFault => ({
  name: 'connections cut at random',
  inflict: async (server) => {
    for (const until = performance.now() + DOWN; performance.now() < until; await sleep(50)) {
      await server.query(
        `select pg_terminate_backend(pid) from (
           select pid from pg_stat_activity where application_name = 'tidings' order by md5(pid::text || $1) limit 1
         ) as one`,
        [String(random())],
      );
    }
  },
  mend: async () => undefined,
});

/** So short that every larger statement is ended in its middle; sessions have it from their start. */
const impatient: DatabaseFault = {
  name: 'a statement timeout of 3 ms',
  inflict: async (server) => {
    await server.query('alter database tidings set statement_timeout = 3');
    await server.query(CUT_ALL);
    await sleep(DOWN);
  },
  mend: async (server) => {
    await server.query('alter database tidings reset statement_timeout');
    await server.query(CUT_ALL);
  },
};
const CUT_ALL = `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tidings'`;

export const database: Ordeal = {
  name: 'database',
  story:
    'PostgreSQL stopped, killed, cut off, impatient and full, under a worker that is never started again',
  run: async (setting) => {
    const server = await ownServer(tmpdir());
    const faults = [stopped, killed, cut(randomFrom(setting.seed)), impatient];
    try {
      if (setting.short) return await underFaults(setting, server, faults.slice(1, 3));
      const figures = await underFaults(setting, server, [...faults, ...faults]);
      return [...figures, ...(await fullDisk(setting))];
    } finally {
      await server.close();
    }
  },
};
