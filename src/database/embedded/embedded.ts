import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { ConfigurationFailure } from '../../failure.ts';
import { findPostmaster, type Postmaster } from '../../ledger/embedded-postmaster.ts';
import { isCut } from '../database-fault.ts';
import { accountFor } from './embedded-account.ts';
import { type Binaries, findBinaries } from './embedded-binaries.ts';
import { ensureCluster, makeHome, type Places, passwordIn, placesUnder } from './embedded-cluster.ts';
import { startServer, stopServer, untilReady } from './embedded-server.ts';
import { withProcessLock } from './process-lock.ts';

const DATABASE = 'tidings';
/** Every process that uses the server keeps one session of this name open: how the last one knows it is the last. */
const PRESENCE = 'tidings presence';
const LEAVE_MS = 1_000;
/** Longer than a killed server needs to be gone. */
const DYING_MS = 500;

/** A running embedded PostgreSQL, shared with any other process of the same TIDINGS_HOME. */
export interface Embedded {
  /** With the password: print it through `showUrl` only. */
  readonly url: string;
  /** Leaves it, and stops it when nobody else is connected. End your own connections first. */
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Further `name=value` settings of the server, if this process is the one that starts it. */
  readonly settings?: readonly string[];
}

/**
 * Opens the PostgreSQL under `home`: makes it at first use, starts it when it does not run, recovers it when it
 * was killed, and joins it when another process runs it already.
 * @param home absolute path of TIDINGS_HOME; made when absent.
 * @throws ConfigurationFailure saying what to do when it can't be had.
 */
export async function openEmbedded(home: string, options: EmbeddedOptions = {}): Promise<Embedded> {
  const places = placesUnder(home);
  const binaries = await findBinaries();
  const account = await accountFor(places.data);
  await makeHome(home, account);
  // The lock is kept until our presence is visible: a closing process must not stop the server between.
  const { url, presence } = await withProcessLock(places.lock, async () => {
    await ensureCluster(places, binaries, account);
    const enter = async (): Promise<{ readonly url: string; readonly presence: pg.Client }> => {
      const running = (await findPostmaster(places)) && (await untilReady(places));
      const server = running ?? (await startServer(places, binaries, account, options.settings ?? []));
      const base = await addressOf(places, server);
      await ensureDatabase(`${base}/postgres`, places);
      return { url: `${base}/${DATABASE}`, presence: await connect(`${base}/${DATABASE}`, places) };
    };
    // A server that is killed this very moment still has its file and its name, and cuts us off: the next look knows better.
    return enter().catch(async (error: unknown) => {
      if (!isCut(error) && !(error instanceof ConfigurationFailure && isCut(error.cause))) throw error;
      await sleep(DYING_MS);
      return enter();
    });
  });
  let closing: Promise<void> | undefined;
  return {
    url,
    close: () => {
      closing ??= leave(places, binaries, presence);
      return closing;
    },
  };
}

async function leave(places: Places, binaries: Binaries, presence: pg.Client): Promise<void> {
  await withProcessLock(places.lock, async () => {
    try {
      const alone = await isLast(presence).catch(() => isLastAnew(places));
      await presence.end().catch(() => undefined);
      if (alone) await stopServer(places, binaries);
    } catch {
      // The server is gone already, so there is nothing to leave.
      await presence.end().catch(() => undefined);
    }
  });
}

/** No other process is present, and no person's session is cut off. Sessions just ended linger for a moment. */
async function isLast(presence: pg.Client): Promise<boolean> {
  for (const until = performance.now() + LEAVE_MS; ; ) {
    const { rows } = await presence.query<{ present: number; sessions: number }>(
      `select count(*) filter (where application_name = $1)::int as present, count(*)::int as sessions
         from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
      [PRESENCE],
    );
    const others = rows[0];
    if (!others || others.present > 0) return false;
    if (others.sessions === 0) return true;
    if (performance.now() > until) return false;
  }
}

/** Our own session was cut, though the server may run: somebody must still stop it. */
async function isLastAnew(places: Places): Promise<boolean> {
  const running = await findPostmaster(places);
  if (running === null) return false;
  const session = await connect(`${await addressOf(places, running)}/${DATABASE}`, places);
  try {
    return await isLast(session);
  } finally {
    await session.end();
  }
}

const addressOf = async (places: Places, { port }: Postmaster): Promise<string> =>
  `postgres://postgres:${encodeURIComponent(await passwordIn(places))}@127.0.0.1:${port}`;

async function ensureDatabase(url: string, places: Places): Promise<void> {
  const client = await connect(url, places);
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function connect(url: string, places: Places): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: PRESENCE,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  });
  // A server that dies under us is noticed by the next query of the pools, not by this idle session.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    const rejected = error instanceof Error && 'code' in error && error.code === '28P01';
    throw new ConfigurationFailure(
      rejected
        ? `The embedded PostgreSQL does not accept the password in ${places.password}. Put the file back from a ` +
            `backup, or move ${places.data} away to begin with an empty database.`
        : `The embedded PostgreSQL in ${places.data} does not answer (${String(error)}); see ${places.log}.`,
      { cause: error },
    );
  }
}
