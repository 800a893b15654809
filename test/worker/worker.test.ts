import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DAY, MINUTE } from '../../src/calendar/time.ts';
import { zoneOf } from '../../src/calendar/zone.ts';
import { systemClock } from '../../src/clock.ts';
import { type Databases, openDatabases } from '../../src/database/databases.ts';
import { loadDemo } from '../../src/demo/load.ts';
import { round } from '../../src/round/round.ts';
import { readConfig } from '../../src/settings/config.ts';
import { loadRules } from '../../src/settings/load-policy.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { demoFile } from '../demo/demo-files.ts';
import { freshDatabases } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { shippedTemplates } from '../support/shipped-templates.ts';
import { type Running, startTidings } from '../support/tidings.ts';

// Real workers on the real clock: the demo company is dated around today, and its policy writes at any hour.
const DEMO_POLICY = path.join(packageRoot, 'db/demo/policy.yaml');
let folder: string;
const workers: Running[] = [];
/** Milliseconds: so long does none of these take, on a machine that has time; and on one that is busy with others. */
const A_TEST = 5 * MINUTE;
const ENOUGH = 30 * MINUTE;
beforeEach(async () => {
  // With the next day a round has more to write.
  const left = DAY - zoneOf('Europe/Warsaw').minuteOfDay(systemClock.now()) * MINUTE;
  if (left < A_TEST) await sleep(left);
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-worker-'));
  // Run by root, the embedded PostgreSQL is another account's, which must pass through.
  await chmod(folder, 0o755);
});
afterEach(async () => {
  for (const worker of workers.splice(0)) {
    worker.kill('SIGTERM');
    await worker.ended();
  }
  await rm(folder, { recursive: true, force: true });
});

interface Worker extends Running {
  readonly home: string;
  get(page: string): Promise<{ status: number; body: string }>;
}

async function startWorker(
  name: string,
  env: Record<string, string> = {},
  ...args: string[]
): Promise<Worker> {
  const port = await freePort();
  const home = path.join(folder, name);
  const running = startTidings(
    {
      cwd: folder,
      env: {
        TIDINGS_HOME: home,
        TIDINGS_ADDRESS: `127.0.0.1:${port}`,
        CONSOLE_ADDRESS: 'off',
        LOG_LEVEL: 'trace',
        ...env,
      },
    },
    'run',
    ...args,
  );
  workers.push(running);
  const get = async (page: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${page}`);
    return { status: response.status, body: await response.text() };
  };
  return { ...running, home, get };
}

const begun = (worker: Worker) => worker.until('running', () => worker.out().includes('Running for'));
const ready = (worker: Worker) =>
  worker.until('ready', async () => (await worker.get('/readyz').catch(() => null))?.status === 200);

async function stop(worker: Worker): Promise<void> {
  worker.kill('SIGTERM');
  expect((await worker.ended()).code).toBe(0);
}

/** Looks into the embedded database of a home, as another process of it. */
async function within<T>(home: string, look: (databases: Databases) => Promise<T>): Promise<T> {
  const databases = await openDatabases(readConfig({ TIDINGS_HOME: home }));
  try {
    return await look(databases);
  } finally {
    await databases.close();
  }
}

const one = async ({ ledgerPool }: Databases, query: string) => (await ledgerPool.query(query)).rows[0];
const COUNTS = `select (select count(*)::int from source.customers) as customers, (select count(*)::int from source.people) as people,
  (select count(*)::int from source.orders) as orders, (select count(*)::int from letters) as letters,
  (select count(distinct key)::int from letters) as keys, (select count(*)::int from tasks) as tasks`;
/** Of the letters of today: the demo remembers reminders of the weeks before, and its formal one waits for a person. */
const submitted = async (databases: Databases) =>
  await one(
    databases,
    `select count(*) filter (where status not in ('submitted', 'held'))::int as left,
            count(*) filter (where status = 'submitted')::int as n
     from letters where decided_at > now() - interval '1 day'`,
  );
const whatIsLeft = async ({ ledgerPool }: Databases): Promise<string> => {
  const { rows } = await ledgerPool.query<{ state: string }>(
    `select concat_ws(' ', id, kind, status, status_reason, attempts, leased_by, lease_until, due_at) as state
     from letters where status not in ('submitted', 'held') and decided_at > now() - interval '1 day'`,
  );
  return rows.map(({ state }) => state).join('\n');
};
const captured = async (home: string) =>
  (await readdir(path.join(home, 'outbox')).catch(() => [])).filter((name) => name.endsWith('.eml'));

const signInAt = (address: string, password: string): Promise<Response> =>
  fetch(`http://${address}/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ name: 'admin', password }),
  });

test('the first start makes the demo and tells of it; the worker goes on through cut connections; the second start makes none', {
  timeout: ENOUGH,
}, async () => {
  const console = `127.0.0.1:${await freePort()}`;
  const worker = await startWorker('first', { CONSOLE_ADDRESS: console });
  await begun(worker);
  const password = new RegExp(`Console: http://${console}\n  Sign in as admin, .*password (\\w{20})\n`);
  const given = password.exec(worker.out())?.[1] ?? '';
  const entered = await signInAt(console, given);
  expect([entered.status, entered.headers.get('location')]).toEqual([303, '/']);
  expect(worker.err()).not.toContain(given);
  expect(worker.out()).toMatch(/A demo company with \d+ customers was made/);
  expect(worker.out()).toMatch(
    /Written: \d+ letters[\s\S]*Letters as \.eml files, nothing left this machine/,
  );
  expect((await captured(worker.home)).length).toBeGreaterThan(20);
  await ready(worker);
  const metrics = (await worker.get('/metrics')).body;
  expect(metrics).toContain('tidings_last_round_timestamp_seconds');

  const { before, personal } = await within(worker.home, async (databases) => {
    const { rows } = await databases.sourcePool.query<{ word: string }>(
      `select name as word from source.customers union select email from source.customers where email is not null
       union select contact_name from source.orders where contact_name is not null`,
    );
    await databases.ledgerPool.query(
      `update letters set status = 'queued', submitted_at = null where id = (select min(id) from letters where kind = 'late' and decided_at > now() - interval '1 hour');
       select pg_terminate_backend(pid) from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()`,
    );
    await worker.until('back', async () => (await submitted(databases).catch(() => null))?.left === 0);
    return { before: await one(databases, COUNTS), personal: rows.map(({ word }) => word) };
  });
  await ready(worker);
  await stop(worker);
  expect(await readdir(path.join(worker.home, 'postgres'))).not.toContain('postmaster.pid');
  expect(personal.length).toBeGreaterThan(60);
  const leaked = personal.filter((word) => worker.err().includes(word) || metrics.includes(word));
  expect(leaked).toEqual([]);

  const second = await startWorker('first', { CONSOLE_ADDRESS: console });
  await begun(second);
  expect(second.out(), 'the password is said once').toMatch(
    new RegExp(`Console: http://${console}\nRunning`),
  );
  expect((await signInAt(console, given)).status, 'and holds until its user changes it').toBe(303);
  await ready(second);
  expect(second.out()).not.toContain('demo');
  expect(await within(second.home, (databases) => one(databases, COUNTS))).toEqual(before);
  await stop(second);
});

test('a first start that is killed at any moment, again and again, ends with the demo whole, exactly once', {
  timeout: ENOUGH,
}, async () => {
  const moments = Array.from({ length: 3 }, () => Math.round(500 + Math.random() * 5_000));
  for (const moment of moments) {
    const doomed = await startWorker('killed');
    await sleep(moment);
    doomed.kill('SIGKILL');
    await doomed.ended();
  }
  const last = await startWorker('killed');
  await begun(last);
  await ready(last);
  const { rules } = await loadRules({ file: DEMO_POLICY, env: {}, cwd: folder });
  const { found, again } = await within(last.home, async (databases) => {
    const found = await one(databases, COUNTS);
    const world = { databases, rules, clock: systemClock, templates: await shippedTemplates() };
    // A letter of the day before that was cut off is withdrawn when its turn comes, and written anew by the next round; the worker sends
    // meanwhile, and its turn may come after that.
    let again: Awaited<ReturnType<typeof round>> = null;
    await last.until('settled', async () => {
      await round(world, { wait: true });
      again = await round(world, { dryRun: true });
      return again?.written === 0;
    });
    return { found, again };
  });
  expect({ moments, ...found }).toMatchObject({
    moments,
    customers: demoFile('company', 'customers').length,
    people: demoFile('company', 'people').length,
    orders: demoFile('history', 'orders').length + demoFile('company', 'orders').length,
    keys: found.letters,
  });
  expect(found.letters).toBeGreaterThan(20);
  expect(again, 'nobody who waits was forgotten').toMatchObject({ written: 0, tasks: [] });
  await stop(last);
});

test('two workers on one database share the work: no round overlaps another, no letter goes twice', {
  timeout: ENOUGH,
}, async () => {
  const databases = await freshDatabases();
  const { rules } = await loadRules({ file: DEMO_POLICY, env: {}, cwd: folder });
  await loadDemo(databases, rules, systemClock, await shippedTemplates());
  const env = { DATABASE_URL: databases.url };
  const pair = [
    await startWorker('a', env, '--policy', DEMO_POLICY),
    await startWorker('b', env, '--policy', DEMO_POLICY),
  ];
  for (const worker of pair) {
    await begun(worker);
    await ready(worker);
    expect(worker.out(), 'only an embedded database gets the demo').not.toContain('demo');
    const sent = worker.until('all sent', async () => {
      const { left, n } = await submitted(databases);
      return n > 20 && left === 0;
    });
    await sent.catch(async (error) => {
      throw new Error(`${error}\nLeft:\n${await whatIsLeft(databases)}`);
    });
  }
  const files = (await Promise.all(pair.map(({ home }) => captured(home)))).flat();
  expect(new Set(files).size).toBe(files.length);
  expect(files).toHaveLength((await submitted(databases)).n);
  const overlapping = await databases.ledgerPool.query(
    `select from rounds a join rounds b on a.id < b.id
       and (a.started_at, a.finished_at) overlaps (b.started_at, b.finished_at)`,
  );
  expect(overlapping.rows).toEqual([]);
  const sweeps = () =>
    one(databases, 'select count(*)::int as n, count(finished_at)::int as done from sweeps');
  await pair[0]?.until('swept', async () => (await sweeps()).done === 1);
  expect(await sweeps(), 'once a day, whoever does it').toEqual({ n: 1, done: 1 });
  await Promise.all(pair.map(stop));
  await databases.close();
});

test('a port that is taken ends the start with 2 and one clear line', { timeout: ENOUGH }, async () => {
  const databases = await freshDatabases();
  const port = Number(new URL(databases.url).port);
  const worker = await startWorker('taken', {
    DATABASE_URL: databases.url,
    TIDINGS_ADDRESS: `127.0.0.1:${port}`,
    CONSOLE_ADDRESS: 'off',
  });
  const { code, err } = await worker.ended();
  expect(err.trim().split('\n')).toEqual([
    expect.stringMatching(/^TIDINGS_ADDRESS: cannot listen on .*Choose another port\.$/),
  ]);
  expect(code).toBe(2);
  await databases.close();
});
