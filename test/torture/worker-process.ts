import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Instant } from '../../src/calendar/time.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { momentOf } from './waiting-company.ts';

export interface WorkerSetting {
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly policy: string;
  readonly mode: 'deliver' | 'once' | 'work' | 'round' | 'migrate';
  /** It does nothing until it is told to `begin`. */
  readonly wait?: boolean;
  /** Where its clock stands at `epoch` (milliseconds of the machine), and how much faster it goes. */
  readonly start: Instant;
  readonly epoch?: number;
  readonly speed?: number;
  /** Milliseconds between further rounds of a whole worker; 0: only its own. */
  readonly roundEvery?: number;
  readonly nodeArguments?: readonly string[];
}

export interface VitalSigns {
  readonly rss: number;
  readonly heapUsed: number;
  readonly handles: number;
  readonly files: number;
}

/** A worker of test/torture/worker.mjs. */
export interface WorkerProcess {
  readonly pid: number;
  /** Its modules are loaded and its database is open. */
  readonly ready: Promise<void>;
  readonly alive: boolean;
  begin(): void;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop, and waits until it has. Its exit code. */
  stop(): Promise<number | null>;
  /** Resolves when it has ended by itself. */
  ended(): Promise<{
    readonly code: number | null;
    readonly report: unknown;
    readonly errors: string;
  }>;
  vitals(): Promise<VitalSigns>;
}

export function startWorker(setting: WorkerSetting): WorkerProcess {
  const child: ChildProcess = fork(path.join(packageRoot, 'test/torture/worker.mjs'), {
    execArgv: [...(setting.nodeArguments ?? [])],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...process.env,
      DATABASE_URL: setting.databaseUrl,
      SMTP_URL: setting.smtpUrl,
      TIDINGS_POLICY: setting.policy,
      SOURCE_DATABASE_URL: '',
      LOG_LEVEL: 'silent',
      MODE: setting.mode,
      START: momentOf(setting.start),
      EPOCH: String(setting.epoch ?? machineTime()),
      SPEED: String(setting.speed ?? 1),
      WAIT: setting.wait ? '1' : '',
      ROUND_EVERY: String(setting.roundEvery ?? 0),
    },
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-4000);
  });
  let report: unknown = null;
  let ready: () => void = () => undefined;
  const isReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  child.on('message', (said: unknown) => {
    if (said === 'ready') ready();
    else if (isReport(said)) report = said.report;
  });
  const exit = once(child, 'close').then(() => {
    ready();
    return child.exitCode;
  });
  return {
    pid: child.pid ?? 0,
    ready: isReady,
    get alive() {
      return child.exitCode === null && child.signalCode === null;
    },
    begin: () => child.send('begin'),
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
    },
    stop: async () => {
      child.kill('SIGTERM');
      return exit;
    },
    ended: async () => ({ code: await exit, report, errors }),
    vitals: async () => {
      child.send('vitals');
      for (;;) {
        const [said] = await once(child, 'message');
        if (isVitals(said)) return said;
      }
    },
  };
}

/** Milliseconds of the machine's clock, which all processes share. */
export const machineTime = (): number => Math.round(performance.timeOrigin + performance.now());

const isObject = (said: unknown): said is object => typeof said === 'object' && said !== null;
const isReport = (said: unknown): said is { readonly report: unknown } => isObject(said) && 'report' in said;
const isVitals = (said: unknown): said is VitalSigns => isObject(said) && 'heapUsed' in said;
