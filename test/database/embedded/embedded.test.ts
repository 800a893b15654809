import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openEmbedded } from '../../../src/database/embedded/embedded.ts';
import { isAlive } from '../../../src/database/embedded/process-lock.ts';
import { type Child, startChild } from '../../support/child.ts';

let home = '';
let children: Child[] = [];

let made = '';
beforeAll(async () => {
  made = await mkdtemp(path.join(tmpdir(), 'tidings-embedded-'));
  await openEmbedded(made).then((opened) => opened.close());
});
afterAll(() => rm(made, { recursive: true, force: true }));

/** A home with a database that was made before: to make one anew takes longer than what most of these look at. */
const inUse = (): void => {
  // With its owner: run by root, PostgreSQL is another account's.
  for (const part of ['postgres', 'postgres.password'])
    execFileSync('cp', ['-a', path.join(made, part), home]);
};

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'tidings-embedded-'));
  children = [];
});
afterEach(async () => {
  await Promise.all(children.map((child) => child.kill()));
  const pid = serverPid();
  if (pid !== null && isAlive(pid)) process.kill(pid, 'SIGQUIT');
  await until(() => serverPid() === null || !isAlive(serverPid() ?? 0));
  await rm(home, { recursive: true, force: true });
});

const start = async (): Promise<Child> => {
  const child = await startChild('test/support/embedded-child.ts', [home]);
  children.push(child);
  return child;
};

const serverPid = (): number | null => {
  const file = path.join(home, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
};

/** Whether somebody's connection to this port of the machine stands, as Linux tells. */
const isAsked = (port: number): boolean => {
  const there = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const ESTABLISHED = '01';
  return readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .some(([, , remote, state]) => remote?.endsWith(there) && state === ESTABLISHED);
};

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(25);
}

/** How many sessions of processes that use it the server has. */
async function present(url: string): Promise<number> {
  const asked = "select from pg_stat_activity where application_name = 'tidings presence'";
  return (await query(url, asked)).length;
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

describe('the embedded database', () => {
  it('is made once, keeps its rows, orders by bytes, and is gone after the last one leaves', async () => {
    const first = await openEmbedded(home);
    const settings = `select current_setting('server_encoding') as encoding, 'Z' < 'a' as bytes, upper('ż') as upper`;
    expect(await query(first.url, settings)).toEqual([{ encoding: 'UTF8', bytes: true, upper: 'Ż' }]);
    await query(first.url, 'create table kept as select 42 as answer');
    await first.close();
    expect(serverPid()).toBeNull();
    const again = await openEmbedded(home);
    expect(again.url).toBe(first.url);
    expect(await query(again.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await again.close();
    await again.close();
  });

  it('listens on loopback alone, asks for a password, and keeps that to its owner', async () => {
    inUse();
    const opened = await openEmbedded(home);
    expect(await query(opened.url, 'show listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
    const url = new URL(opened.url);
    url.password = 'guessed';
    await expect(query(url.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(path.join(home, 'postgres.password')).mode & 0o777).toBe(0o600);
    await opened.close();
  });

  it('is found by a second process, and outlives the first one when that is killed', async () => {
    inUse();
    const first = await start();
    const url = await first.line();
    const pid = serverPid();
    const second = await start();
    expect(await second.line()).toBe(url);
    await first.kill();
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
    expect(serverPid()).toBe(pid);
    // The server hears of it some moments later.
    await until(async () => (await present(url)) === 1);
    second.tell('close');
    expect(await second.line()).toBe('closed');
    expect(serverPid()).toBeNull();
  });

  it('runs on while another process uses it', async () => {
    inUse();
    const first = await start();
    const url = await first.line();
    const second = await start();
    await second.line();
    first.tell('close');
    expect(await first.line()).toBe('closed');
    expect(await query(url, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is not taken away from a person who looks into it', async () => {
    inUse();
    const opened = await openEmbedded(home);
    const person = new pg.Client({ connectionString: opened.url });
    await person.connect();
    await opened.close();
    expect((await person.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await person.end();
    // The next one to come and go finds nobody there and ends it.
    await openEmbedded(home).then((next) => next.close());
    expect(serverPid()).toBeNull();
  });

  it('recovers when everything was killed', async () => {
    inUse();
    const first = await start();
    const url = await first.line();
    await query(url, 'create table kept as select 42 as answer');
    const pid = serverPid() ?? 0;
    await first.kill();
    process.kill(pid, 'SIGKILL');
    expect(existsSync(path.join(home, 'postgres', 'postmaster.pid'))).toBe(true);
    const again = await openEmbedded(home);
    expect(await query(again.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
    await again.close();
  });

  it.runIf(process.platform === 'linux')(
    'recovers when the server dies while it is being asked',
    async () => {
      const first = await start();
      const port = Number(new URL(await first.line()).port);
      const pid = serverPid() ?? 0;
      await first.kill();
      // The kernel takes its connections, and nobody answers them.
      process.kill(pid, 'SIGSTOP');
      await until(() => !isAsked(port));
      const again = openEmbedded(home);
      await until(() => isAsked(port));
      process.kill(pid, 'SIGKILL');
      const opened = await again;
      expect(await query(opened.url, 'select 1 as one')).toEqual([{ one: 1 }]);
      await opened.close();
    },
  );

  it("recovers when the killed server's id belongs to another process by now", async () => {
    inUse();
    await openEmbedded(home).then((opened) => opened.close());
    writeFileSync(
      path.join(home, 'postgres', 'postmaster.pid'),
      `${process.pid}\n${home}/postgres\n1\n5432\n\n\n\nready\n`,
    );
    const again = await openEmbedded(home);
    expect(await query(again.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.close();
  });

  it('recovers when that process is another PostgreSQL, and leaves that one alone', async () => {
    inUse();
    const other = await openEmbedded(made);
    const [pid, , ...rest] = readFileSync(path.join(made, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    await openEmbedded(home).then((opened) => opened.close());
    writeFileSync(
      path.join(home, 'postgres', 'postmaster.pid'),
      [pid, path.join(home, 'postgres'), ...rest].join('\n'),
    );
    const again = await openEmbedded(home);
    expect(new URL(again.url).port).not.toBe(new URL(other.url).port);
    expect(serverPid()).not.toBe(Number(pid));
    expect(await query(again.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await again.close();
    expect(await query(other.url, 'select 2 as two')).toEqual([{ two: 2 }]);
    await other.close();
  });

  it.runIf(process.platform === 'linux')('sees nothing of our secrets, nor does what makes it', async () => {
    process.env.SMTP_PASSWORD = 'sesame';
    try {
      const opened = await openEmbedded(home);
      const names = readFileSync(`/proc/${serverPid()}/environ`, 'utf8')
        .split('\0')
        .map((line) => line.split('=')[0])
        .filter((name) => name !== '');
      const needed = ['PATH', 'LD_LIBRARY_PATH', 'TMPDIR', 'LC_ALL'];
      // PostgreSQL sets some for the locale itself.
      expect(
        names.filter((name) => name !== undefined && !needed.includes(name) && !/^(LC_|PG)/.test(name)),
      ).toEqual([]);
      expect(names).toContain('PATH');
      await opened.close();
    } finally {
      delete process.env.SMTP_PASSWORD;
    }
  });

  it('is made by one of two processes that start at once', async () => {
    const both = await Promise.all([start(), start(), start()]);
    const urls = await Promise.all(both.map((child) => child.line()));
    expect(new Set(urls).size).toBe(1);
    for (const child of both) child.tell('close');
    await Promise.all(both.map((child) => child.ended()));
    expect(serverPid()).toBeNull();
  });

  it('begins again after a crash in the middle of its making', async () => {
    // Left by a process that was killed: half a cluster aside, and a lock of a process that is no more.
    mkdirSync(path.join(home, 'postgres.new-4194300'));
    writeFileSync(path.join(home, 'postgres.new-4194300', 'PG_VERSION'), '18\n');
    writeFileSync(path.join(home, 'postgres.lock'), '4194300 123');
    const opened = await openEmbedded(home);
    expect(
      readdirSync(home).filter((name) => name.startsWith('postgres.new') || name.endsWith('.lock')),
    ).toEqual([]);
    await opened.close();
  });

  it('survives being killed at any moment of its first start', async () => {
    for (const after of [150, 350, 550, 900]) {
      const child = await start();
      await sleep(after);
      await child.kill();
    }
    const opened = await openEmbedded(home);
    expect(await query(opened.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    await opened.close();
    expect(serverPid()).toBeNull();
  });

  it('moves to another port when its own was taken', async () => {
    inUse();
    const first = await openEmbedded(home);
    await first.close();
    const { createServer } = await import('node:net');
    const taken = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    const again = await openEmbedded(home);
    expect(new URL(again.url).port).not.toBe(new URL(first.url).port);
    await again.close();
    taken.close();
  });

  it('says what to do when its password was lost', async () => {
    inUse();
    writeFileSync(path.join(home, 'postgres.password'), 'another');
    await expect(openEmbedded(home)).rejects.toThrow(/does not accept the password in .*postgres\.password/);
  });
});
