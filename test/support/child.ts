import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { packageRoot } from '../../src/settings/package-root.ts';
import { javaScriptOf } from './javascript.ts';

/** A real process that runs a TypeScript file and says something line by line. */
export interface Child {
  readonly pid: number;
  /** The next line that it prints; fails with what it wrote to stderr when it ends instead. */
  line(): Promise<string>;
  tell(text: string): void;
  kill(): Promise<void>;
  /** Its exit code, once it has ended. */
  ended(): Promise<number | null>;
}

/** @param file relative to the repository. */
export async function startChild(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<Child> {
  const child: ChildProcess = spawn(process.execPath, [await javaScriptOf(file), ...args], {
    cwd: packageRoot,
    env: { ...process.env, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  if (!child.stdout || !child.stderr || !child.stdin || child.pid === undefined)
    throw new Error(`${file} did not start`);
  const { stdin, pid } = child;
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const exit = once(child, 'close').then(() => child.exitCode);
  return {
    pid,
    line: async () => {
      const next = await lines.next();
      if (next.done) throw new Error(`${file} ended: ${errors}`);
      return next.value;
    },
    tell: (text) => stdin.write(`${text}\n`),
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    ended: () => exit,
  };
}
