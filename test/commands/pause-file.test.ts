import { chmod, mkdtemp, rm, stat } from 'node:fs/promises';
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
    // Its delivery has begun no turn since: it stands still, and stays so.
    await worker.until(
      'still',
      async () => (await stat(path.join(folder, 'paused'))).mtimeMs + 3_000 < systemClock.now(),
    );
    await due('during');
    await worker.until(
      'still',
      async () => (await stat(path.join(folder, 'paused'))).mtimeMs + 6_000 < systemClock.now(),
    );
    expect(await submitted()).toEqual(['before']);

    const resumed = await tidings({ cwd: folder, env }, 'resume');
    expect(resumed).toMatchObject({ code: 0, out: expect.stringContaining('is removed') });
    await worker.until('sent', async () => (await submitted()).length === 2);
  } finally {
    worker.kill('SIGTERM');
    await worker.ended();
  }
});
