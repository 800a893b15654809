import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, symlink } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { packageRoot } from '../../src/settings/package-root.ts';

/** What a command printed and how it ended. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
  /** Milliseconds from start to end. */
  readonly ms: number;
}

/** A process of `tidings` that goes on. */
export interface Running {
  readonly pid: number;
  out(): string;
  err(): string;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when this holds. @throws with all that was printed when the process ends before, or it took too long on the busiest machine. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>;
  ended(): Promise<Ran>;
}

export interface Place {
  /** Working folder: one without a policy.yaml, unless the test wants one. */
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the package to run instead of this one. */
  readonly root?: string;
}

/** Variables that would make a test depend on who runs it. */
const OURS = [
  'DATABASE_URL',
  'SOURCE_DATABASE_URL',
  'SMTP_URL',
  'NOTIFY_SOCKET',
  'IMAP_URL',
  'LOG_LEVEL',
  'FORCE_COLOR',
  'NODE_OPTIONS',
];

/**
 * Milliseconds: far longer than a machine needs for anything, as long as it has others to do besides. Letters of a delivery that a
 * busy database cut off are taken up again after the ten minutes of their lease.
 */
const PATIENCE = 15 * 60_000;

/** Runs a command to its end, as a shell would. */
export const tidings = (place: Place, ...args: readonly string[]): Promise<Ran> =>
  startTidings(place, ...args).ended();

/** Starts a command as users run it. */
export function startTidings({ cwd, env = {}, root }: Place, ...args: readonly string[]): Running {
  const began = performance.now();
  const child: ChildProcess = spawn(
    process.execPath,
    [path.join(root ?? packageRoot, 'dist/main.js'), ...args],
    {
      cwd,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let out = '';
  let err = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  let over = false;
  const end = once(child, 'close').then((): Ran => {
    over = true;
    return { code: child.exitCode, out, err, ms: performance.now() - began };
  });
  return {
    pid: child.pid ?? 0,
    out: () => out,
    err: () => err,
    kill: (signal) => child.kill(signal),
    until: async (what, holds) => {
      for (const limit = performance.now() + PATIENCE; !(await holds()); await sleep(50)) {
        if (over || performance.now() > limit) throw new Error(`never ${what}:\n${out}\n${err}`);
      }
    },
    ended: () => end,
  };
}

function cleanEnvironment(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !OURS.includes(name) && !name.startsWith('TIDINGS_'),
  );
  return Object.fromEntries(own);
}

/** A copy of the package in `folder`, in which a test may break something. */
export async function packageCopy(folder: string): Promise<string> {
  const parts = ['emails', 'db', 'policy.yaml', 'package.json', 'tsconfig.json', 'dist'];
  for (const part of parts)
    await cp(path.join(packageRoot, part), path.join(folder, part), { recursive: true });
  await symlink(path.join(packageRoot, 'node_modules'), path.join(folder, 'node_modules'));
  return folder;
}
