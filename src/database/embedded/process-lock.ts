import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { ConfigurationFailure } from '../../failure.ts';
import { environmentOfChildren } from '../../ledger/embedded-environment.ts';

const POLL_MS = 50;

/**
 * Runs `work` while no other process holds the lock file. A holder that died is recognised by its process id
 * together with the time it started, because a restarted container hands out the same ids again.
 * @throws ConfigurationFailure when a living process holds it for longer than `patienceMs`.
 */
export async function withProcessLock<T>(
  file: string,
  work: () => Promise<T>,
  patienceMs = 120_000,
): Promise<T> {
  const mine = `${process.pid} ${await birthOf(process.pid)}`;
  const until = performance.now() + patienceMs;
  while (!(await take(file, mine))) {
    await removeStale(file);
    if (performance.now() > until) {
      const holder = (await readFile(file, 'utf8').catch(() => '?')).split(' ')[0];
      throw new ConfigurationFailure(
        `Process ${holder} has held ${file} for too long. End that process, or remove the file if it is none of ours.`,
      );
    }
    await sleep(POLL_MS);
  }
  try {
    return await work();
  } finally {
    await unlink(file).catch(() => undefined);
  }
}

async function take(file: string, mine: string): Promise<boolean> {
  try {
    await writeFile(file, mine, { flag: 'wx', mode: 0o600 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Two waiting processes must not both remove: the second would remove the first one's fresh lock. */
async function removeStale(file: string): Promise<void> {
  if (!(await isStale(file))) return;
  const gate = `${file}.stale`;
  try {
    await mkdir(gate);
  } catch {
    // The gate is held for microseconds; one that is older was left by a process that was killed there.
    const since = await stat(gate).then(
      (found) => performance.timeOrigin + performance.now() - found.mtimeMs,
      () => 0,
    );
    if (since > 5_000) await rm(gate, { recursive: true, force: true });
    return;
  }
  try {
    if (await isStale(file)) await unlink(file).catch(() => undefined);
  } finally {
    await rm(gate, { recursive: true, force: true });
  }
}

async function isStale(file: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return false;
  const [pid, ...birth] = text.split(' ');
  if (text === '') return emptyForLong(file);
  return !isAlive(Number(pid)) || (await birthOf(Number(pid))) !== birth.join(' ');
}

/** Between creating and writing the file is empty; a process killed there leaves it so. */
async function emptyForLong(file: string): Promise<boolean> {
  const found = await stat(file).catch(() => null);
  return found !== null && performance.timeOrigin + performance.now() - found.mtimeMs > 5_000;
}

/** Whether a process with this id exists, whoever owns it. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** When a process started, as a text that only compares equal; empty where the system does not tell. */
async function birthOf(pid: number): Promise<string> {
  if (process.platform === 'win32') return '';
  const procStat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
  if (procStat !== null) {
    // Field 22, counted after the command name, which may itself hold blanks and brackets.
    return procStat.slice(procStat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  }
  return promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)], {
    env: environmentOfChildren(),
  }).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined;
