import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

/** As Debian and Ubuntu ship it. Null: it is not there. */
function findPgBouncer(): string | null {
  for (const command of ['pgbouncer', '/usr/sbin/pgbouncer'])
    try {
      execFileSync(command, ['--version'], { stdio: 'ignore' });
      return command;
    } catch {
      // Not under this name.
    }
  return null;
}

export const PGBOUNCER = findPgBouncer();
if (PGBOUNCER === null)
  console.warn('SKIPPED: the tests of a pooler need PgBouncer: apt-get install pgbouncer');

export type PoolMode = 'session' | 'transaction' | 'statement';

export interface Pooler {
  /** The database by way of the pooler. */
  readonly url: string;
  /** Ends it at once, as a crash would, and starts it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

/** @param url of one database of a PostgreSQL, with user and password */
export async function pooler(url: string, mode: PoolMode): Promise<Pooler> {
  const behind = new URL(url);
  const folder = await mkdtemp('/var/tmp/tidings-pooler-');
  const port = await freePort();
  const name = behind.pathname.slice(1);
  const conf = path.join(folder, 'pgbouncer.ini');
  await writeFile(
    conf,
    `[databases]
${name} = host=${behind.hostname} port=${behind.port} user=${decodeURIComponent(behind.username)} password=${decodeURIComponent(behind.password)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = ${mode}
default_pool_size = 30
`,
  );
  // It refuses to run as root.
  const asRoot = userInfo().uid === 0;
  await chmod(folder, 0o755);
  await chmod(conf, 0o644);
  let child = await start(conf, port, asRoot);
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String(port);
  return {
    url: through.href,
    restart: async () => {
      await kill();
      child = await start(conf, port, asRoot);
    },
    close: async () => {
      await kill();
      await rm(folder, { recursive: true });
    },
  };
}

async function start(conf: string, port: number, asRoot: boolean): Promise<ChildProcess> {
  const child = spawn(PGBOUNCER ?? 'pgbouncer', ['-q', ...(asRoot ? ['-u', 'nobody'] : []), conf], {
    stdio: 'ignore',
  });
  while (!(await answers(port))) {
    if (child.exitCode !== null) throw new Error(`pgbouncer ended with ${child.exitCode}`);
    await sleep(20);
  }
  return child;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
