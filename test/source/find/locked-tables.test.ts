import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findLocked } from '../../../src/source/find/locked-tables.ts';
import { type RoledDatabase, roledDatabase } from '../../support/roles.ts';

let company: RoledDatabase;
let reader: pg.Pool;
beforeAll(async () => {
  company = await roledDatabase();
  reader = new pg.Pool({ connectionString: company.urlOf('source'), max: 2 });
});
afterAll(async () => {
  await reader.end();
  await company.close();
});

/** Somebody else's session that keeps these tables until the work is done. */
async function whileLocked<T>(tables: string, work: (pid: number) => Promise<T>): Promise<T> {
  const holder = new pg.Client({ connectionString: company.url, application_name: 'nightly export' });
  await holder.connect();
  try {
    await holder.query(`begin; lock table ${tables} in access exclusive mode`);
    const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid');
    return await work(rows[0]?.pid ?? 0);
  } finally {
    await holder.end();
  }
}

test('nothing is locked where everybody can read, however much is being written', async () => {
  const writer = await company.admin.connect();
  await writer.query("begin; insert into source.people (id, name, role) values ('p', 'P', 'owner')");
  expect(await findLocked(reader, 'source')).toEqual([]);
  await writer.query('rollback');
  writer.release();
});

test('a locked table is found, with the process that keeps it; since when only for who may see that', async () => {
  await whileLocked('source.orders', async (pid) => {
    const user = decodeURIComponent(new URL(company.url).username);
    const by = { pid, application: 'nightly export', user };
    expect(await findLocked(reader, 'source')).toEqual([
      { table: 'source.orders', by: [{ ...by, ms: null }] },
    ]);
    expect(await findLocked(company.admin, 'source')).toEqual([
      { table: 'source.orders', by: [{ ...by, ms: expect.any(Number) }] },
    ]);
  });
  expect(await findLocked(reader, 'source')).toEqual([]);
});

test('so is a view whose table is locked, and a table that is not there is none', async () => {
  await company.admin.query(
    `create schema erp; alter table source.orders set schema erp; create view source.orders as select * from erp.orders;
     drop table source.payment_plans`,
  );
  await company.applyRoles();
  await whileLocked('erp.orders', async () => {
    expect((await findLocked(reader, 'source')).map(({ table }) => table)).toEqual(['source.orders']);
  });
});
