import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { packageRoot } from '../../src/settings/package-root.ts';
import { type FreshDatabases, freshDatabases } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { putAddressedLetters } from '../support/outbox.ts';
import { startTidings, tidings } from '../support/tidings.ts';

let folder: string;
let databases: FreshDatabases;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-brake-'));
  await chmod(folder, 0o755);
  databases = await freshDatabases();
  // The disk of the database is full: as PostgreSQL says it, wherever a row of a pause would need room.
  await databases.ledgerPool.query(
    `create function full_disk() returns trigger language plpgsql as
       $$ begin raise exception 'could not extend file "base/1/2": No space left on device' using errcode = '53100'; end $$;
     create trigger full_disk before insert on pauses for each row execute function full_disk()`,
  );
});
afterEach(async () => {
  await databases.close();
  await rm(folder, { recursive: true, force: true });
});

test('a database without room for a pause does not keep a person from pausing: a file stops the worker, and resume removes it', async () => {
  const port = await freePort();
  const env = {
    DATABASE_URL: databases.url,
    TIDINGS_HOME: folder,
    TIDINGS_ADDRESS: `127.0.0.1:${port}`,
    CONSOLE_ADDRESS: 'off',
  };
  const policy = path.join(packageRoot, 'db/demo/policy.yaml');
  const worker = startTidings({ cwd: folder, env }, 'run', '--policy', policy);
  const submitted = async () => {
    const { rows } = await databases.ledgerPool.query<{ id: string }>(
      `select id from letters where status = 'submitted' order by id`,
    );
    return rows.map(({ id }) => id);
  };
  const due = (id: string) =>
    putAddressedLetters(databases.ledgerPool, [{ id, decidedAt: systemClock.now() }]);
  /** Until its delivery has got on so many times: each turn, and each look for the file while it is paused, counts. */
  const beats = async (times: number): Promise<void> => {
    let last = Number.POSITIVE_INFINITY;
    let heard = 0;
    await worker.until('another turn', async () => {
      const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
      const age = Number(/^tidings_pulse_seconds\{part="delivery"\} ([\d.e-]+)$/m.exec(metrics)?.[1]);
      if (age < last) heard += 1;
      last = age;
      // The first is the one before it was asked.
      return heard > times;
    });
  };
  try {
    await worker.until('running', () => worker.out().includes('Running for'));
    await due('before');
    await worker.until('sent', async () => (await submitted()).length === 1);

    const paused = await tidings({ cwd: folder, env }, 'pause', '--why', 'wrong prices');
    expect(paused.out).toContain('The database has no room left');
    expect(paused.out).toContain(`Paused by the file ${folder}/paused instead`);
    expect({ code: paused.code, err: paused.err }, 'other machines may go on').toEqual({
      code: 1,
      err: expect.stringContaining('make a file `paused` in theirs too'),
    });
    await worker.until('paused', async () => {
      const ready = await fetch(`http://127.0.0.1:${port}/readyz`);
      return (await ready.text()).includes('paused_since');
    });
    const once = await tidings({ cwd: folder, env }, 'deliver', '--once', '--policy', policy);
    expect(once).toMatchObject({ code: 1, err: expect.stringContaining('Paused by the file') });
    // Between two turns of its delivery it has looked for the file: it stands still, and stays so.
    await beats(3);
    await due('during');
    await beats(3);
    expect(await submitted()).toEqual(['before']);

    const resumed = await tidings({ cwd: folder, env }, 'resume');
    expect(resumed).toMatchObject({ code: 0, out: expect.stringContaining('is removed') });
    await worker.until('sent', async () => (await submitted()).length === 2);
  } finally {
    worker.kill('SIGTERM');
    await worker.ended();
  }
});
