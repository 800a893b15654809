import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf } from '../../../src/calendar/time.ts';
import { fixedClock } from '../../../src/clock.ts';
import { importFolder } from '../../../src/source/import/import.ts';
import type { FileIs } from '../../../src/source/import/unnamed-rows.ts';
import { type FreshDatabases, freshDatabases } from '../../support/database.ts';

/** A shop's export holds its open rows alone: what is over is simply no longer in it. */
let databases: FreshDatabases;
let folder = '';
let day = 20;
beforeEach(async () => {
  day = 20;
  databases = await freshDatabases();
  folder = await mkdtemp(path.join(tmpdir(), 'tidings-unnamed-'));
});
afterEach(async () => {
  await databases.close();
  await rm(folder, { recursive: true, force: true });
});

async function orders(ids: readonly string[], fileIs: FileIs = 'not said', stage = 'picking') {
  const rows = ids.map((id) => `${id},C1,${id},2026-11-02,${stage}`);
  await writeFile(
    path.join(folder, 'orders.csv'),
    ['id,customer_id,number,placed_at,stage', ...rows, ''].join('\n'),
  );
  const clock = fixedClock(instantOf(Date.parse(`2026-11-${++day}T06:00:00Z`)));
  const result = await importFolder(databases, folder, {
    clock,
    skipBad: false,
    rejectsFolder: folder,
    fileIs,
  });
  return { ...result, unnamed: result.tables[0]?.unnamed };
}
const marks = async () =>
  (await databases.ledgerPool.query('select id, exports, held from source.unnamed_rows order by id')).rows;
const open = async () =>
  (
    await databases.ledgerPool.query<{ id: string }>(
      'select id from source.orders where closed_at is null order by id',
    )
  ).rows.map(({ id }) => id);

test('what a whole export names no more is not seen, until a later one names it', async () => {
  await orders(['O1', 'O2', 'O3']);
  expect((await orders(['O2', 'O3'])).unnamed).toEqual({ held: 1, closed: 0 });
  expect(await marks()).toEqual([{ id: 'O1', exports: 1, held: true }]);
  await orders(['O2', 'O3']);
  expect(await marks()).toEqual([{ id: 'O1', exports: 2, held: true }]);
  expect((await orders(['O1', 'O2', 'O3'])).unnamed).toEqual({ held: 0, closed: 0 });
  expect(await marks()).toEqual([]);
  expect(await open()).toEqual(['O1', 'O2', 'O3']);
});

test('a file of what changed tells nothing of the rest: by its looks, or because it is said', async () => {
  await orders(['O1', 'O2', 'O3']);
  expect((await orders(['O2'], 'not said', 'sewing')).unnamed).toEqual({ held: 0, closed: 0 });
  expect((await orders(['O2', 'O3'], 'changes')).unnamed).toEqual({ held: 0, closed: 0 });
  expect(await marks()).toEqual([]);
});

test('a file that leaves out more than half holds nothing at once, and what several leave out is not seen', async () => {
  await orders(['O1', 'O2', 'O3', 'O4']);
  expect((await orders(['O4'])).unnamed).toEqual({ held: 0, closed: 0 });
  expect((await orders(['O4'])).unnamed).toEqual({ held: 0, closed: 0 });
  expect((await orders(['O4'])).unnamed).toEqual({ held: 3, closed: 0 });
});

test('a complete file closes what it leaves out, and a later one opens it again', async () => {
  await orders(['O1', 'O2', 'O3']);
  expect((await orders(['O2', 'O3'], 'complete')).unnamed).toEqual({ held: 0, closed: 1 });
  expect(await open()).toEqual(['O2', 'O3']);
  await orders(['O1', 'O2', 'O3'], 'complete');
  expect(await open()).toEqual(['O1', 'O2', 'O3']);
});

test('a complete file that leaves out everything, or far too much, is refused as a whole', async () => {
  const many = Array.from({ length: 201 }, (_, n) => `O${n}`);
  await orders(many);
  await expect(orders([], 'complete')).rejects.toThrow(/leaves out 201 of 201 open rows/);
  await expect(orders(many.slice(60), 'complete', 'sewing')).rejects.toThrow(
    /leaves out 60 of 201 open rows/,
  );
  expect((await open()).length).toBe(201);
  const { rows } = await databases.ledgerPool.query(`select 1 from source.orders where stage = 'sewing'`);
  expect(rows, 'nothing of it was loaded').toEqual([]);
});

test('a file with nothing but its header makes no feed fresh', async () => {
  expect((await orders(['O1'])).feeds).toEqual(['orders']);
  expect((await orders([])).feeds).toEqual([]);
});
