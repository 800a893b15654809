import { execFile, spawn } from 'node:child_process';
import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ConfigurationFailure } from '../../failure.ts';
import type { SystemAccount } from './embedded-account.ts';
import type { Binaries } from './embedded-binaries.ts';
import { explainServer, type Places } from './embedded-cluster.ts';
import { environmentOfChildren } from './embedded-environment.ts';
import { findPostmaster, type Postmaster, removeAlienPid } from './embedded-postmaster.ts';

const POLL_MS = 25;
/** A server that was killed replays its log at start; with max_wal_size below that ends well within this. */
const START_MS = 60_000;
const STOP_MS = 30_000;
const LOG_LIMIT = 5_000_000;

/**
 * Starts the server as a process of its own, which outlives us, on the remembered port or a free one.
 * Call it under the process lock.
 * @param settings further `name=value` settings of the server.
 * @throws ConfigurationFailure when it does not come up, with what to do.
 */
export async function startServer(
  places: Places,
  binaries: Binaries,
  account: SystemAccount,
  settings: readonly string[],
): Promise<Postmaster> {
  await removeAlienPid(places);
  const remembered = Number(await readFile(places.port, 'utf8').catch(() => '0'));
  for (const port of [await freePort(remembered), await freePort(0), await freePort(0)]) {
    const started = await tryStart(places, binaries, account, [
      'listen_addresses=127.0.0.1',
      `port=${port}`,
      ...settings,
    ]);
    if (started === null) continue;
    await writeFile(places.port, String(started.port));
    return started;
  }
  throw new ConfigurationFailure(
    `Every port tried for the embedded PostgreSQL was taken; see ${places.log}. Start again, or set DATABASE_URL.`,
  );
}

/** Null when the port was taken meanwhile. */
async function tryStart(
  places: Places,
  binaries: Binaries,
  account: SystemAccount,
  settings: readonly string[],
): Promise<Postmaster | null> {
  const log = await openLog(places.log);
  const from = (await log.stat()).size;
  const flags = [
    'unix_socket_directories=',
    'logging_collector=off',
    'timezone=UTC',
    'max_wal_size=2GB',
    ...settings,
  ];
  const child = spawn(binaries.postgres, ['-D', places.data, ...flags.flatMap((flag) => ['-c', flag])], {
    ...account,
    detached: true,
    windowsHide: true,
    env: environmentOfChildren(),
    stdio: ['ignore', log.fd, log.fd],
    cwd: '/',
  });
  let ended: string | null = null;
  child.on('error', (error) => {
    ended = String(error);
  });
  child.on('exit', (code, signal) => {
    ended = `it ended with ${signal ?? code}`;
  });
  child.unref();
  try {
    for (const until = performance.now() + START_MS; performance.now() < until; await sleep(POLL_MS)) {
      const found = await findPostmaster(places);
      if (found?.ready) return found;
      if (ended === null) continue;
      const said = `${await readTail(places.log, from)}\n${ended}`;
      if (/Address already in use/.test(said)) return null;
      // The children of a server that was killed need a moment to notice it.
      if (/shared memory block .* is still in use/.test(said)) {
        await sleep(500);
        return await tryStart(places, binaries, account, settings);
      }
      throw explainServer(fatalLines(said), places.data);
    }
  } finally {
    await log.close();
  }
  throw new ConfigurationFailure(
    `The embedded PostgreSQL did not become ready within ${START_MS / 1000} s; see ${places.log}.`,
  );
}

/** Waits for a server that another process started a moment ago. */
export async function untilReady(places: Places): Promise<Postmaster | null> {
  for (const until = performance.now() + START_MS; performance.now() < until; await sleep(POLL_MS)) {
    const found = await findPostmaster(places);
    if (found === null || found.ready) return found;
  }
  return null;
}

/** Fast shutdown: sessions are ended, everything is written. Waits until it is done. */
export async function stopServer(places: Places, binaries: Binaries): Promise<void> {
  const found = await findPostmaster(places);
  if (found === null) return;
  if (process.platform === 'win32') {
    // Windows has no SIGINT for another process; pg_ctl speaks to the server through its pipe.
    await promisify(execFile)(binaries.pgCtl, ['stop', '-m', 'fast', '-D', places.data], {
      env: environmentOfChildren(),
    });
    return;
  }
  process.kill(found.pid, 'SIGINT');
  for (const until = performance.now() + STOP_MS; performance.now() < until; await sleep(POLL_MS)) {
    if ((await findPostmaster(places)) === null) return;
  }
}

/** The wanted port of 127.0.0.1 if nobody listens on it, else one that the system picks. */
async function freePort(wanted: number): Promise<number> {
  return await new Promise<number>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => (wanted === 0 ? reject(error) : resolve(freePort(0))));
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : wanted));
    });
  });
}

/** The server's log starts again when it has grown large: nobody rotates it. */
async function openLog(file: string) {
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size > LOG_LIMIT) await truncate(file);
  return await open(file, 'a', 0o600);
}

async function readTail(file: string, from: number): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  return Buffer.from(text).subarray(from).toString().slice(-4000);
}

const fatalLines = (said: string): string => {
  const lines = said.split('\n').filter((line) => /FATAL|PANIC|HINT|DETAIL|error/i.test(line));
  return lines.length > 0 ? lines.join('\n') : said;
};
