import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { PURPOSES } from '../../src/database/purposes.ts';
import { lineProxy } from '../support/line-proxy.ts';
import { type Ordeal, report, zero } from './ordeal.ts';
import { ownServer } from './own-server.ts';
import { underFaults } from './under-faults.ts';

/** The longest that a line of a round may be silent, and a minute for the tick that comes after. */
const RECOVERS_WITHIN = Math.max(PURPOSES.rounds.ledger.silence, PURPOSES.rounds.source.silence) + 60_000;

/** A router that loses every line to the database, so that nothing comes through and nothing is closed. */
export const silentLine: Ordeal = {
  name: 'silent',
  inEarnest: true,
  story: 'every line to the database falls silent and stays open, under a worker that is never started again',
  run: async (setting) => {
    const server = await ownServer(tmpdir());
    const proxy = await lineProxy(server.url);
    let forgotten = 0;
    const silent = {
      name: 'every line silent',
      inflict: async () => {
        // In the middle of a round and a delivery: they stand over several lines then.
        while (proxy.lines < 3) await sleep(5);
        forgotten += proxy.forget();
      },
      mend: async () => undefined,
      recoversWithin: RECOVERS_WITHIN,
    };
    try {
      const faults = setting.short ? [silent] : [silent, silent, silent];
      return [
        ...(await underFaults(setting, server, faults, proxy.url)),
        report('lines that fell silent', forgotten),
        zero('times that no line was there to fall silent', forgotten >= 3 * faults.length ? 0 : 1),
      ];
    } finally {
      await proxy.close();
      await server.close();
    }
  },
};
