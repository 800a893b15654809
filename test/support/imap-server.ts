import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { userInfo } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { freePort } from './free-port.ts';

/** Dovecot 2.3, as Debian and Ubuntu ship it in dovecot-imapd. Null: it is not there. */
function findDovecot(): string | null {
  for (const command of ['dovecot', '/usr/sbin/dovecot', '/usr/local/sbin/dovecot'])
    try {
      const version = execFileSync(command, ['--version'], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      if (version.startsWith('2.3.')) return command;
    } catch {
      // Not under this name.
    }
  return null;
}

export const DOVECOT = findDovecot();
if (DOVECOT === null)
  console.warn('SKIPPED: the tests of the mailbox need Dovecot 2.3: apt-get install dovecot-imapd');

export interface ImapTestServer {
  /** A URL of a mailbox of its own for this user; any user exists. */
  url(user: string): string;
  /** Puts a raw mail into the user's INBOX. */
  put(user: string, ...raw: readonly string[]): Promise<void>;
  /** What lies in a folder: the raw mails and whether somebody has seen them. */
  mailsIn(user: string, folder: string): Promise<readonly { readonly raw: string; readonly seen: boolean }[]>;
  /** Somebody removes a folder with what is in it. */
  drop(user: string, folder: string): Promise<void>;
  stop(): Promise<void>;
  /** Again, on the same port, with the same mails. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const PASSWORD = 'sésame/öffne';
/** Milliseconds in which it starts, on the busiest machine. */
const PATIENCE = 200_000;

/** A real IMAP server on loopback, of this test alone, in a folder that other accounts may enter. */
export async function imapServer(): Promise<ImapTestServer> {
  const home = await mkdtemp('/var/tmp/tidings-imap-');
  const port = await freePort();
  const mails = path.join(home, 'mails');
  await chmod(home, 0o755);
  await mkdir(mails);
  const owner = mailOwner();
  if (owner.asRoot) await chown(mails, owner.uid, owner.gid);
  const conf = path.join(home, 'dovecot.conf');
  await writeFile(conf, configuration(home, mails, port, owner));
  let child: ChildProcess | null = null;

  const server: ImapTestServer = {
    url: (user) => `imap://${user}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    put: (user, ...raws) =>
      withClient(port, user, async (client) => {
        for (const raw of raws) await client.append('INBOX', Buffer.from(raw));
      }),
    mailsIn: (user, folder) =>
      withClient(port, user, async (client) => {
        const { exists } = await client.mailboxOpen(folder, { readOnly: true });
        const found = exists === 0 ? [] : await client.fetchAll('1:*', { source: true, flags: true });
        return found.map(({ source, flags }) => ({
          raw: source?.toString() ?? '',
          seen: flags?.has('\\Seen') === true,
        }));
      }),
    drop: (user, folder) =>
      withClient(port, user, async (client) => {
        await client.mailboxDelete(folder);
      }),
    start: async () => {
      child = spawn(DOVECOT ?? 'dovecot', ['-F', '-c', conf], { stdio: 'ignore', detached: true });
      await greeted(port, path.join(home, 'log'));
    },
    stop: async () => {
      if (child === null || child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
      // Those that serve a client outlive it.
      endGroup(child.pid);
      child = null;
    },
    close: async () => {
      await server.stop();
      await rm(home, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** Ends whoever is left of a process group. */
function endGroup(leader: number | undefined): void {
  try {
    if (leader !== undefined) process.kill(-leader, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}

interface Owner {
  readonly asRoot: boolean;
  readonly uid: number;
  readonly gid: number;
}

/** Whose the mails are. Dovecot keeps none as root. */
function mailOwner(): Owner {
  const { uid, gid } = userInfo();
  return uid === 0 ? { asRoot: true, uid: idOf('-u'), gid: idOf('-g') } : { asRoot: false, uid, gid };
}

const said = (program: string, ...args: readonly string[]): string =>
  execFileSync(program, [...args], { encoding: 'utf8' }).trim();
const idOf = (which: '-u' | '-g'): number => Number(said('id', which, 'nobody'));

function configuration(home: string, mails: string, port: number, owner: Owner): string {
  const me = userInfo().username;
  // As root it takes the accounts of its package; else everything runs as ourselves.
  const accounts = owner.asRoot
    ? ''
    : `default_internal_user = ${me}\ndefault_login_user = ${me}\ndefault_internal_group = ${said('id', '-gn')}\n`;
  return `${accounts}
base_dir = ${home}/run
state_dir = ${home}/state
log_path = ${home}/log
ssl = no
protocols = imap
disable_plaintext_auth = no
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:${mails}/%u
passdb {
  driver = static
  args = password=${PASSWORD}
}
userdb {
  driver = static
  args = uid=${owner.uid} gid=${owner.gid} home=${mails}/%u
}
service imap-login {
  chroot =
  inet_listener imap {
    address = 127.0.0.1
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
}

async function greeted(port: number, log: string): Promise<void> {
  for (const limit = performance.now() + PATIENCE; performance.now() < limit; await sleep(50)) {
    const socket = connect(port, '127.0.0.1');
    const answered = await Promise.race([
      once(socket, 'data').then(
        () => true,
        () => false,
      ),
      sleep(PATIENCE / 10, false, { ref: false }),
    ]);
    socket.destroy();
    if (answered) return;
  }
  throw new Error(`Dovecot did not start: ${await readFile(log, 'utf8').catch(() => 'it has no log')}`);
}

async function withClient<Result>(
  port: number,
  user: string,
  work: (client: ImapFlow) => Promise<Result>,
): Promise<Result> {
  const client = new ImapFlow({
    host: '127.0.0.1',
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user, pass: PASSWORD },
    logger: false,
    disableAutoIdle: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.logout();
  }
}
