import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Logger } from 'pino';

const run = promisify(execFile);

/** Milliseconds; the program waits until its word was taken. */
const PATIENCE = 10_000;

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The service manager that started us, where one did (sd_notify(3)): it hears when we are ready and when we stop, and
 * again and again that we live. Node has no datagram sockets of the kind it listens on, so `systemd-notify` speaks for us;
 * the unit needs NotifyAccess=all.
 */
export class ServiceManager {
  readonly #socket: string | undefined;
  readonly #watchdog: number | null;
  readonly #path: string;
  readonly #log: Pick<Logger, 'warn' | 'error'>;
  #timer: NodeJS.Timeout | undefined;

  constructor(env: Environment, pid: number, log: Pick<Logger, 'warn' | 'error'>) {
    this.#socket = env.NOTIFY_SOCKET || undefined;
    this.#watchdog = watchdogOf(env, pid);
    this.#path = env.PATH ?? '/usr/bin:/bin';
    this.#log = log;
  }

  /**
   * From here on we work, and say so as long as nothing hangs.
   * @param silent names what hangs
   */
  async ready(status: string, silent: () => readonly string[]): Promise<void> {
    await this.#tell('READY=1', `STATUS=${status}`);
    if (this.#socket === undefined || this.#watchdog === null) return;
    this.#timer = setInterval(() => void this.#sayThatWeLive(silent()), this.#watchdog / 2);
    this.#timer.unref();
  }

  async stopping(): Promise<void> {
    await this.#tell('STOPPING=1', 'STATUS=Finishing what is under way');
  }

  /** Nothing more is said. */
  close(): void {
    clearInterval(this.#timer);
  }

  async #sayThatWeLive(hanging: readonly string[]): Promise<void> {
    if (hanging.length === 0) return this.#tell('WATCHDOG=1');
    this.#log.error(
      { hanging },
      'A part of the worker hangs: the service manager is not told that we live, and starts us again.',
    );
  }

  async #tell(...words: readonly string[]): Promise<void> {
    if (this.#socket === undefined) return;
    try {
      // Nothing else of the environment: it holds secrets.
      const env = { NOTIFY_SOCKET: this.#socket, PATH: this.#path };
      await run('systemd-notify', words, { env, timeout: PATIENCE });
    } catch (error) {
      this.#log.warn(
        { err: error },
        'The service manager could not be told how we are: is systemd-notify installed, and NotifyAccess=all set?',
      );
    }
  }
}

/** Milliseconds within which the manager wants to hear of us; null: it does not watch, or watches another process. */
function watchdogOf(env: Environment, pid: number): number | null {
  const microseconds = Number(env.WATCHDOG_USEC ?? 0);
  const isOurs = env.WATCHDOG_PID === undefined || Number(env.WATCHDOG_PID) === pid;
  return isOurs && microseconds > 0 ? microseconds / 1_000 : null;
}
