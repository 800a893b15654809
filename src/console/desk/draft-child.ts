import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type DraftRequest, READY } from './draft-messages.ts';

/** Old space of the process in MB: three times what the largest shipped letter needs with its libraries. */
export const MEMORY_MB = 256;
/** Loading takes a second; on a machine that is busy with a round it may take many. */
const START_MS = 60_000;

/** The answer as it came, or why there is none. */
export type ChildAnswer =
  | { readonly answer: unknown }
  | { readonly ended: 'too slow' | 'broke' | 'not started' | 'closed' };

/**
 * One process that judges drafts, one at a time. It is started when it is first wanted and kept warm; one that does not
 * answer in time, or breaks, is killed and replaced. Unless it is at work it keeps nobody from ending.
 */
export class DraftChild {
  #child: Running | null = null;
  #closed = false;

  warm(): void {
    if (!this.#closed) this.#child ??= start();
  }

  /** @param limit milliseconds, from when the process is ready */
  async ask(request: DraftRequest, limit: number): Promise<ChildAnswer> {
    this.warm();
    const running = this.#child;
    if (running === null) return { ended: 'closed' };
    holdOn(running.process);
    if (!(await running.ready)) {
      this.#end();
      return { ended: this.#closed ? 'closed' : 'not started' };
    }
    const ending = await answerOf(running.process, request, limit);
    if ('answer' in ending) return ending;
    this.#end();
    // Whoever writes a draft goes on writing it: the next question finds a process that is warm.
    this.warm();
    return this.#closed ? { ended: 'closed' } : ending;
  }

  close(): void {
    this.#closed = true;
    this.#end();
  }

  #end(): void {
    this.#child?.process.kill('SIGKILL');
    this.#child = null;
  }
}

interface Running {
  readonly process: ChildProcess;
  /** False: it ended before it was ready. */
  readonly ready: Promise<boolean>;
}

/** Compiled it is JavaScript; from the source, in tests and with tsx, it is TypeScript like this file. */
const FROM_SOURCE = import.meta.url.endsWith('.ts');
const FILE = fileURLToPath(
  new URL(FROM_SOURCE ? './draft-process.ts' : './draft-process.js', import.meta.url),
);

function start(): Running {
  const child = fork(FILE, [], {
    execArgv: [
      `--max-old-space-size=${MEMORY_MB}`,
      '--disallow-code-generation-from-strings',
      ...(FROM_SOURCE ? ['--import', import.meta.resolve('tsx')] : []),
    ],
    // Not ours: it holds secrets.
    env: {},
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  // It could not be started, or not be written to: its end says so.
  child.on('error', () => child.kill('SIGKILL'));
  const ready = new Promise<boolean>((resolve) => {
    const patience = setTimeout(() => resolve(false), START_MS).unref();
    const settle = (is: boolean): void => {
      clearTimeout(patience);
      resolve(is);
    };
    child.once('message', (message) => settle(message === READY));
    child.once('exit', () => settle(false));
    child.once('error', () => settle(false));
  });
  letGo(child);
  return { process: child, ready };
}

function answerOf(child: ChildProcess, request: DraftRequest, limit: number): Promise<ChildAnswer> {
  return new Promise<ChildAnswer>((resolve) => {
    const end = (ending: ChildAnswer): void => {
      clearTimeout(timer);
      child.off('message', onMessage);
      child.off('exit', onExit);
      letGo(child);
      resolve(ending);
    };
    const onMessage = (answer: unknown): void => end({ answer });
    const onExit = (): void => end({ ended: 'broke' });
    const timer = setTimeout(() => end({ ended: 'too slow' }), limit);
    child.on('message', onMessage);
    child.on('exit', onExit);
    if (child.exitCode !== null || child.signalCode !== null) onExit();
    else child.send(request, (error) => error && onExit());
  });
}

/** A process that has nothing to do must not keep ours alive. */
function letGo(child: ChildProcess): void {
  child.unref();
  child.channel?.unref();
}

function holdOn(child: ChildProcess): void {
  child.ref();
  child.channel?.ref();
}
