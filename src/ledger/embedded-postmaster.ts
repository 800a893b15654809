import { execFile } from 'node:child_process';
import { readFile, stat, unlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Places } from '../database/embedded/embedded-cluster.ts';
import { isAlive } from '../database/embedded/process-lock.ts';
import { environmentOfChildren } from './embedded-environment.ts';

/** What postmaster.pid says: the server's process and where it listens. */
export interface Postmaster {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** Reads postmaster.pid; null when there is none, or when its process is gone or is no PostgreSQL on this data. */
export async function findPostmaster(places: Places): Promise<Postmaster | null> {
  const text = await readFile(path.join(places.data, 'postmaster.pid'), 'utf8').catch(() => null);
  if (text === null) return null;
  const lines = text.split('\n').map((line) => line.trim());
  const pid = Number(lines[0]);
  if (!isAlive(pid) || !(await isOurs(pid, places))) return null;
  return { pid, port: Number(lines[3] ?? 0), ready: lines[7] === 'ready' };
}

/**
 * PostgreSQL removes the pid file of a dead process by itself, but refuses to start when it names a living one,
 * though that is somebody else's. Only that case is touched: a server that is just starting keeps its file.
 */
export async function removeAlienPid(places: Places): Promise<void> {
  const file = path.join(places.data, 'postmaster.pid');
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  if (isAlive(pid) && !(await isOurs(pid, places))) await unlink(file).catch(() => undefined);
}

/**
 * After a reboot the id of a server that was killed may belong to somebody else's process, and that may be a PostgreSQL too, on other data.
 * A server works in its data folder: that one is asked, and not the name by which whoever started it called the folder.
 */
async function isOurs(pid: number, places: Places): Promise<boolean> {
  if (!(await isPostgres(pid))) return false;
  const [theirs, ours] = await Promise.all(
    [`/proc/${pid}/cwd`, places.data].map((folder) => stat(folder, { bigint: true }).catch(() => null)),
  );
  // Where the system does not tell, any PostgreSQL is taken for ours.
  return !theirs || !ours || (theirs.ino === ours.ino && theirs.dev === ours.dev);
}

async function isPostgres(pid: number): Promise<boolean> {
  if (process.platform === 'win32') return true;
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() =>
    promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)], { env: environmentOfChildren() }).then(
      ({ stdout }) => stdout,
      () => '',
    ),
  );
  return /postgres(\.exe)?[\0 ]-D[\0 ]/.test(command);
}
