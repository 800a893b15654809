import { tmpdir } from 'node:os';
import { openDatabases } from '../../src/database/databases.ts';
import { readConfig } from '../../src/settings/config.ts';
import { PGBOUNCER, type PoolMode, pooler } from '../support/pooler.ts';
import { type Figure, type Ordeal, skipped, unless } from './ordeal.ts';
import { ownServer } from './own-server.ts';
import { underFaults } from './under-faults.ts';

/** A worker behind PgBouncer, which is killed under it; and the modes of it that no worker can live with. */
export const behindPooler: Ordeal = {
  name: 'pooler',
  story:
    'PgBouncer between the worker and its database: in session mode killed and started again, else refused',
  run: async (setting) => {
    if (PGBOUNCER === null) return [skipped('a pooler', 'no PgBouncer')];
    const server = await ownServer(tmpdir());
    const between = await pooler(server.url, 'session');
    const restarted = {
      name: 'pooler killed and started again',
      inflict: () => between.restart(),
      mend: async () => undefined,
    };
    try {
      const faults = setting.short ? [restarted] : [restarted, restarted, restarted];
      return [
        ...(await underFaults(setting, server, faults, between.url)),
        await isRefused(server.url, 'transaction'),
        await isRefused(server.url, 'statement'),
      ];
    } finally {
      await between.close();
      await server.close();
    }
  },
};

async function isRefused(url: string, mode: PoolMode): Promise<Figure> {
  const between = await pooler(url, mode);
  try {
    const said = await openDatabases(readConfig({ DATABASE_URL: between.url })).then(
      (databases) => databases.close().then(() => ''),
      String,
    );
    return unless(`${mode} mode is refused with a sentence`, said.includes('set pool_mode = session'));
  } finally {
    await between.close();
  }
}
