import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pino from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { Pulse } from '../../src/gate/pulse.ts';
import { deliver } from '../../src/post/queue/deliver.ts';
import { captureTransport } from '../../src/post/server/capture.ts';
import { ServiceManager } from '../../src/worker/service-manager.ts';
import { freshDatabases } from '../support/database.ts';
import { asWritten, deliveryRules, quiet } from '../support/delivery.ts';
import { eventually } from '../support/eventually.ts';
import { freePort } from '../support/free-port.ts';
import { startTidings } from '../support/tidings.ts';

const MINUTE = 60_000;
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-notify-'));
  // Stands for systemd's program: keeps what it is told, and what it could see.
  await writeFile(
    path.join(folder, 'systemd-notify'),
    `#!/bin/sh\nprintf '%s\\n' "$*" >> "${folder}/told"\n/usr/bin/env >> "${folder}/env"\n`,
  );
  await chmod(path.join(folder, 'systemd-notify'), 0o755);
});
// What was told last may be on its way to a file there.
afterEach(() => rm(folder, { recursive: true, maxRetries: 50, retryDelay: 100 }));

const told = () => readFile(path.join(folder, 'told'), 'utf8').catch(() => '');
const environment = (env: Record<string, string> = {}) => ({
  NOTIFY_SOCKET: '/run/nowhere',
  WATCHDOG_USEC: '100000',
  PATH: folder,
  ...env,
});

test('a worker says that it is ready once it can work, lives, and stops; and shows no secret to who says so', async () => {
  const databases = await freshDatabases();
  const worker = startTidings(
    {
      cwd: folder,
      env: {
        DATABASE_URL: databases.url,
        TIDINGS_HOME: path.join(folder, 'home'),
        TIDINGS_ADDRESS: `127.0.0.1:${await freePort()}`,
        CONSOLE_ADDRESS: 'off',
        NOTIFY_SOCKET: '/run/nowhere',
        WATCHDOG_USEC: '400000',
        PATH: `${folder}:${process.env.PATH}`,
      },
    },
    'run',
  );
  await worker.until('alive', async () => (await told()).includes('WATCHDOG=1'));
  worker.kill('SIGTERM');
  const { code, err } = await worker.ended();
  expect({ code, err: err.includes('could not be told') }).toEqual({ code: 0, err: false });
  await eventually(async () => expect(await told()).toContain('STOPPING=1'));
  const lines = (await told()).trim().split('\n');
  expect(lines[0]).toMatch(/^READY=1 STATUS=Running for /);
  expect(lines.filter((line) => line.startsWith('READY'))).toHaveLength(1);
  const seen = await readFile(path.join(folder, 'env'), 'utf8');
  expect(seen).toContain('NOTIFY_SOCKET=/run/nowhere');
  expect(seen).not.toContain('DATABASE_URL');
  await databases.close();
});

test('nobody is told that a worker lives while a part of it hangs', async () => {
  const lines: string[] = [];
  const log = pino({}, { write: (line: string) => lines.push(line) });
  const manager = new ServiceManager(environment(), process.pid, log);
  let hanging: readonly string[] = ['delivery'];
  await manager.ready('running', () => hanging);
  await eventually(() => expect(lines.length).toBeGreaterThan(3));
  expect(await told()).not.toContain('WATCHDOG');
  expect(lines[0]).toMatch(/"hanging":\["delivery"\].*hangs/);
  hanging = [];
  while (!(await told()).includes('WATCHDOG=1')) await sleep(20);
  manager.close();
});

test.each([
  ['nobody started us', { NOTIFY_SOCKET: '' }],
  ['it watches another process', { WATCHDOG_PID: '1' }],
])('nothing is said of living where %s', async (_what, env) => {
  const manager = new ServiceManager(environment(env), process.pid, pino({ level: 'silent' }));
  await manager.ready('running', () => []);
  await sleep(200);
  manager.close();
  expect(await told()).not.toContain('WATCHDOG');
});

test('a part hangs when it got on for the last time more than ten minutes ago', () => {
  const pulse = new Pulse(0);
  const hanging = (now: number) => pulse.hanging(now).map(({ part }) => part);
  expect(hanging(10 * MINUTE)).toEqual([]);
  expect(hanging(10 * MINUTE + 1)).toEqual(['rounds', 'delivery']);
  pulse.beat('delivery', 5 * MINUTE);
  expect(hanging(12 * MINUTE)).toEqual(['rounds']);
  expect(pulse.ages(12 * MINUTE)).toEqual([
    { part: 'rounds', ms: 12 * MINUTE },
    { part: 'delivery', ms: 7 * MINUTE },
  ]);
});

test('that a part hangs is news once, and so is that it gets on again', () => {
  const pulse = new Pulse(0);
  pulse.beat('delivery', 5 * MINUTE);
  expect(pulse.news(9 * MINUTE)).toEqual({ hang: [], again: [] });
  expect(pulse.news(11 * MINUTE)).toEqual({ hang: [{ part: 'rounds', ms: 11 * MINUTE }], again: [] });
  expect(pulse.news(12 * MINUTE)).toEqual({ hang: [], again: [] });
  pulse.beat('rounds', 13 * MINUTE);
  expect(pulse.news(14 * MINUTE)).toEqual({ hang: [], again: ['rounds'] });
  expect(pulse.news(16 * MINUTE)).toEqual({ hang: [{ part: 'delivery', ms: 11 * MINUTE }], again: [] });
});

test('delivery that waits for a lock without end does not count as alive', async () => {
  const databases = await freshDatabases();
  const stop = new AbortController();
  let turns = 0;
  const delivering = deliver({
    databases,
    rules: deliveryRules(),
    clock: systemClock,
    transport: captureTransport(folder),
    recipients: asWritten,
    lastLook: async () => new Map(),
    once: false,
    signal: stop.signal,
    log: quiet,
    onTurn: () => {
      turns++;
    },
  });
  while (turns === 0) await sleep(20);
  const holder = await databases.openSourceForImport().connect();
  await holder.query('begin; lock table tidings.letters in access exclusive mode');
  const waits =
    "select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
  const before = turns;
  while ((await holder.query(waits)).rowCount === 0) await sleep(50);
  // The turn that had begun before the lock may still end; left alone, delivery looks every two seconds.
  await sleep(5_000);
  expect(turns).toBeLessThanOrEqual(before + 1);
  await holder.query('commit');
  stop.abort();
  await delivering;
  holder.release(true);
  await databases.close();
});

/** A socket as systemd's own: takes words, and closes what comes along with a BARRIER. */
const RECEIVER = `
import array, os, socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM); s.bind(sys.argv[1]); print("bound", flush=True)
while True:
    data, ancillary, _, _ = s.recvmsg(4096, 1024)
    for _, _, fds in ancillary:
        for fd in array.array("i", fds): os.close(fd)
    print(data.decode().replace("\\n", " "), flush=True)
`;
const isThere = (program: string): boolean => {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

// Where systemd is not installed, its place is taken by the script above in all other tests.
if (isThere('systemd-notify') && isThere('python3')) {
  test('the real systemd-notify reaches a real socket', async () => {
    const socket = path.join(folder, 'socket');
    const receiver = spawn('python3', ['-c', RECEIVER, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    let heard = '';
    receiver.stdout.on('data', (chunk: Buffer) => {
      heard += chunk.toString();
    });
    while (!existsSync(socket)) await sleep(20);
    const warned: string[] = [];
    const manager = new ServiceManager(
      { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '100000', PATH: process.env.PATH },
      process.pid,
      pino({}, { write: (line: string) => warned.push(line) }),
    );
    await manager.ready('Running for Corner Cycles', () => []);
    while (!heard.includes('WATCHDOG=1')) await sleep(20);
    await manager.stopping();
    manager.close();
    expect(heard).toMatch(/READY=1 STATUS=Running for Corner Cycles/);
    expect(heard).toContain('STOPPING=1');
    expect(warned).toEqual([]);
    receiver.kill();
    await once(receiver, 'close');
  });
} else console.warn('The real systemd-notify is not tried: it or python3 is not installed here.');
