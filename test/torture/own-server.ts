import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { openEmbedded } from '../../src/database/embedded/embedded.ts';
import { accountFor } from '../../src/database/embedded/embedded-account.ts';
import { findBinaries } from '../../src/database/embedded/embedded-binaries.ts';
import { placesUnder } from '../../src/database/embedded/embedded-cluster.ts';
import { startServer, stopServer } from '../../src/database/embedded/embedded-server.ts';
import { findPostmaster } from '../../src/ledger/embedded-postmaster.ts';

/** A PostgreSQL that an ordeal may break. It is as durable as the one that Tidings brings. */
export interface OwnServer {
  readonly url: string;
  /** Its TIDINGS_HOME. */
  readonly home: string;
  /** Fast shutdown, as at an upgrade of the machine. */
  stop(): Promise<void>;
  /** The postmaster is killed with -9, as by the kernel when memory is short. */
  kill(): Promise<void>;
  /** Starts it where it does not run. */
  start(): Promise<void>;
  runs(): Promise<boolean>;
  /** As its administrator. */
  query<Row extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** @param folder where its own folder is made */
export async function ownServer(folder: string): Promise<OwnServer> {
  const home = await mkdtemp(path.join(folder, 'tidings-torture-'));
  const embedded = await openEmbedded(home);
  const places = placesUnder(home);
  const binaries = await findBinaries();
  const account = await accountFor(places.data);
  const runs = async () => (await findPostmaster(places)) !== null;
  const start = async () => {
    if (!(await runs())) await startServer(places, binaries, account, []);
  };
  return {
    url: embedded.url,
    home,
    stop: () => stopServer(places, binaries),
    kill: async () => {
      const found = await findPostmaster(places);
      if (found) process.kill(found.pid, 'SIGKILL');
    },
    start,
    runs,
    query: async <Row extends pg.QueryResultRow>(text: string, values: readonly unknown[] = []) => {
      const client = new pg.Client({ connectionString: embedded.url, options: '-c statement_timeout=0' });
      client.on('error', () => undefined);
      await client.connect();
      try {
        const { rows } = await client.query<Row>(text, [...values]);
        return rows;
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    close: async () => {
      await embedded.close().catch(() => undefined);
      await stopServer(places, binaries);
      await rm(home, { recursive: true, force: true });
    },
  };
}
