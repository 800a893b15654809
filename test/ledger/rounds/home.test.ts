import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabases } from '../../../src/database/databases.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { tripText } from '../../../src/guards/trip-text.ts';
import { readLedgerSigns } from '../../../src/ledger/alarms/signs.ts';
import { releaseGuarded } from '../../../src/ledger/letter-states/guarded.ts';
import { settleHome } from '../../../src/ledger/rounds/home.ts';
import { readConfig } from '../../../src/settings/config.ts';
import { aCompany, type Company } from '../../support/company.ts';
import { dropDatabase, emptyDatabase } from '../../support/database.ts';
import { putLetters } from '../../support/outbox.ts';
import { warsaw } from '../../support/when.ts';

const NOW = warsaw('2026-11-26 10:00');

describe('a ledger', () => {
  let company: Company;
  beforeEach(async () => {
    company = await aCompany();
  });
  afterEach(() => company.close());
  const settle = () => settleHome(company.databases.ledgerPool, null, NOW);
  const statuses = async () => {
    const { rows } = await company.databases.ledgerPool.query<{ id: string; status: string }>(
      'select id, status from letters order by id',
    );
    return Object.fromEntries(rows.map(({ id, status }) => [id, status]));
  };
  /** As after `pg_restore --clean`: the same rows in tables of their own. */
  const restoreInPlace = () =>
    company.databases.ledgerPool.query(
      `alter table home rename to before; create table home (like before including all);
       insert into home select * from before; drop table before`,
    );

  test('that lives where it did is left alone, however often one looks', async () => {
    await putLetters(company.databases.ledgerPool, [{ id: 'a', kind: 'reminder-plain', decidedAt: NOW }]);
    expect([await settle(), await settle(), await settle()]).toEqual([null, null, null]);
    expect(await statuses()).toEqual({ a: 'queued' });
  });

  test('whose tables were loaded from a dump holds what waits and what comes, until a person says go', async () => {
    const pool = company.databases.ledgerPool;
    await settle();
    await putLetters(pool, [
      { id: 'a', kind: 'reminder-plain', decidedAt: NOW },
      { id: 'b', decidedAt: NOW },
      { id: 'c', decidedAt: NOW },
      { id: 'd', kind: 'alarm', decidedAt: NOW },
    ]);
    await pool.query("update letters set status = 'submitted', submitted_at = decided_at where id = 'c'");
    await restoreInPlace();
    const trip = await settle();
    expect(trip).toMatchObject({ guard: 'restored', letters: 2 });
    expect(trip && tripText(trip)).toContain('its tables were made anew; was a backup restored');
    expect(await statuses()).toEqual({ a: 'held', b: 'held', c: 'submitted', d: 'queued' });
    expect(await settle(), 'it is said once').toBe(null);
    await company.haveOrder({
      id: 'O1',
      stage_since: '2026-11-12T09:00+01',
      placed_at: '2026-11-11T09:00+01',
    });
    const { guard, guard_id } = await company.round(NOW);
    expect({ guard, guard_id }).toEqual({ guard: trip && tripText(trip), guard_id: trip?.id });
    const signs = await readLedgerSigns(pool, NOW);
    // With the letter about the order, and the list of the day for its owner.
    expect(signs.guards).toMatchObject([{ id: trip?.id, guard: 'restored', letters: 4 }]);

    const decision = { guardId: trip?.id ?? '', by: 'Ola', at: NOW };
    expect((await releaseGuarded(pool, { ...decision, most: 1 })).ended).toBe(false);
    expect((await releaseGuarded(pool, { ...decision, most: null })).ended).toBe(true);
    expect(await company.round(NOW)).toMatchObject({ guard: null });
  });
});

test('a copy in another database of the server trips too', async () => {
  const urls = [await emptyDatabase()];
  const settleAt = async (url: string) => {
    const databases = await openDatabases(readConfig({ DATABASE_URL: url }));
    await migrate(databases);
    const trip = await settleHome(databases.ledgerPool, null, NOW);
    await databases.close();
    return trip;
  };
  expect(await settleAt(urls[0] ?? '')).toBe(null);
  urls.push(await emptyDatabase(new URL(urls[0] ?? '').pathname.slice(1)));
  expect((await settleAt(urls[1] ?? ''))?.why).toEqual([{ code: 'moved', part: 'database' }]);
  for (const url of urls) await dropDatabase(url);
});

test('the embedded database may restart and be moved aside and back, and a copy of its folder is found out', async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'tidings-home-'));
  await chmod(home, 0o755);
  const look = async () => {
    const databases = await openDatabases(readConfig({ TIDINGS_HOME: home }));
    try {
      await migrate(databases);
      return await settleHome(databases.ledgerPool, databases.dataFolder, NOW);
    } finally {
      await databases.close();
    }
  };
  try {
    expect(await look()).toBe(null);
    expect(await look(), 'after a restart').toBe(null);
    const data = path.join(home, 'postgres');
    await rename(data, `${data}.aside`);
    await rename(`${data}.aside`, data);
    expect(await look(), 'the same folder').toBe(null);
    await promisify(execFile)('cp', ['-a', data, `${data}.backup`]);
    await rename(data, `${data}.lost`);
    await rename(`${data}.backup`, data);
    expect((await look())?.why).toEqual([{ code: 'moved', part: 'folder' }]);
  } finally {
    await rm(home, { recursive: true, force: true });
  }
});
