import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabases } from '../../../src/database/databases.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { createSourceContract, extendSourceContract } from '../../../src/database/source-schema.ts';
import { readConfig } from '../../../src/settings/config.ts';
import { CONTRACT } from '../../../src/source/contract/contract.ts';
import { checkContract } from '../../../src/source/contract/contract-check.ts';
import { dropDatabase, emptyDatabase, type FreshDatabases, freshDatabases } from '../../support/database.ts';

describe('the source contract', () => {
  let databases: FreshDatabases;
  beforeAll(async () => {
    databases = await freshDatabases();
  });
  afterAll(() => databases.close());
  const ask = async (text: string) => (await databases.ledgerPool.query(text)).rows;

  it('says the same in SQL as in data: names, types, what is required, what is the key', async () => {
    const rows = await ask(
      `select table_name, column_name as name, data_type, is_nullable = 'NO' and column_default is null as required,
              column_default as fallback
         from information_schema.columns where table_schema = 'source' and table_name <> 'unnamed_rows' order by table_name, ordinal_position`,
    );
    const types: Record<string, string> = { timestamptz: 'timestamp with time zone' };
    const data = CONTRACT.flatMap((table) =>
      table.columns.map((column) => ({
        table_name: table.name,
        name: column.name,
        data_type: types[column.type] ?? column.type,
        required: column.required,
        fallback: column.fallback ?? null,
      })),
    );
    const sorted = (list: { table_name: string; name: string }[]) =>
      [...list].sort((a, b) => (`${a.table_name} ${a.name}` < `${b.table_name} ${b.name}` ? -1 : 1));
    expect(sorted(rows)).toEqual(sorted(data));
    const keys = await ask(
      `select c.relname as name, array_agg(a.attname::text order by k.ord) as key
         from pg_constraint x join pg_class c on c.oid = x.conrelid
        cross join unnest(x.conkey) with ordinality k(num, ord)
         join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num
        where x.connamespace = 'source'::regnamespace and x.contype in ('p', 'u') and c.relname <> 'unnamed_rows' group by 1`,
    );
    const wanted = CONTRACT.map((table) => ({ name: table.name, key: table.key }));
    const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
    expect([...keys].sort(byName)).toEqual([...wanted].sort(byName));
  });

  it('checks the same lists of values in SQL as in data', async () => {
    const rows = await ask(
      `select c.relname || ': ' || pg_get_constraintdef(x.oid) as text from pg_constraint x
         join pg_class c on c.oid = x.conrelid where x.connamespace = 'source'::regnamespace and x.contype = 'c'`,
    );
    const checks: string[] = rows.map((row) => row.text);
    const lists = CONTRACT.flatMap((table) =>
      table.columns.flatMap((column) => (column.oneOf ? [{ table, column }] : [])),
    );
    expect(checks).toHaveLength(lists.length);
    for (const { table, column } of lists) {
      const check = checks.find(
        (text) => text.startsWith(`${table.name}: `) && text.includes(`(${column.name} = `),
      );
      const values = [...(check ?? '').matchAll(/'(\w+)'::text/g)].map((match) => match[1]);
      expect(values, `${table.name}.${column.name}`).toEqual(column.oneOf);
    }
  });

  it('has a comment on every table and column', async () => {
    const bare = await ask(
      `select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum >= 0
        where c.relnamespace = 'source'::regnamespace and c.relkind = 'r' and not a.attisdropped
          and (col_description(c.oid, a.attnum) is null or obj_description(c.oid) is null)`,
    );
    expect(bare).toEqual([]);
  });

  it('can be created again, and under another name', async () => {
    await createSourceContract(databases.ledgerPool);
    await createSourceContract(databases.ledgerPool, 'my "ERP"');
    expect(await checkContract(databases.sourcePool, 'source')).toEqual([]);
    expect(await checkContract(databases.sourcePool, 'my "ERP"')).toEqual([]);
  });

  /** What the contract has gained since its first edition. */
  const CAME_LATER = `
    drop table source.customer_contacts, source.shipments, source.unnamed_rows;
    alter table source.people drop away_until, drop deputy_id;
    alter table source.customers drop phone, drop kind, drop parent_id, drop merged_into;
    alter table source.orders drop lane, drop supplier, drop collect_at;
    alter table source.service_jobs drop lane, drop supplier, drop collect_at;
    alter table source.order_lines drop kind;
    alter table source.invoices drop kind, drop payer_id;
    alter table source.feeds drop complete;`;

  it('gives tables of the first edition what has come since, and keeps their rows', async () => {
    const url = await emptyDatabase();
    const old = await openDatabases(readConfig({ DATABASE_URL: url }));
    await migrate(old);
    await old.ledgerPool.query(CAME_LATER);
    await old.ledgerPool.query(`insert into source.people (id, name, role) values ('a', 'Anna', 'owner')`);
    expect(await checkContract(old.sourcePool, 'source')).not.toEqual([]);
    await migrate(old);
    expect(await checkContract(old.sourcePool, 'source')).toEqual([]);
    expect((await old.sourcePool.query('select from source.unnamed_rows')).rowCount).toBe(0);
    const { rows } = await old.sourcePool.query('select id, deputy_id from source.people');
    expect(rows).toEqual([{ id: 'a', deputy_id: null }]);
    await expect(
      old.ledgerPool.query(`insert into source.customers (id, name, kind) values ('c', 'C', 'gang')`),
    ).rejects.toThrow('customers_kind_check');
    expect(await extendSourceContract(old.ledgerPool)).toBe(false);
    await old.close();
    await dropDatabase(url);
  });

  it('leaves tables alone that lack something of the first edition: somebody took it away', async () => {
    const url = await emptyDatabase();
    const own = await openDatabases(readConfig({ DATABASE_URL: url }));
    await migrate(own);
    await own.ledgerPool.query(CAME_LATER);
    for (const taken of ['alter table source.orders drop promised_for', 'drop table source.payments']) {
      await own.ledgerPool.query(taken);
      await migrate(own);
      const { rows } = await own.sourcePool.query(
        `select to_regclass('source.payments') is null as gone, count(*)::int as added from information_schema.columns
         where table_schema = 'source' and column_name in ('lane', 'promised_for') and table_name = 'orders'`,
      );
      expect(rows).toEqual([{ gone: taken.startsWith('drop'), added: 0 }]);
    }
    await own.close();
    await dropDatabase(url);
  });

  it('leaves a schema alone in which the company has a view', async () => {
    const url = await emptyDatabase();
    const own = await openDatabases(readConfig({ DATABASE_URL: url }));
    await own.ledgerPool.query(`
      create schema source;
      comment on schema source is 'What the company knows: its customers, orders, jobs, invoices and payments. Tidings reads it.';
      create table source.people (id text primary key, name text, role text);
      create view source.customers as select 'c'::text as id, 'Wisniewska'::text as name;`);
    await migrate(own);
    const { rows } = await own.sourcePool.query(
      `select relname as name from pg_class where relnamespace = 'source'::regnamespace and relkind in ('r', 'v') order by 1`,
    );
    expect(rows.map(({ name }) => name)).toEqual(['customers', 'people']);
    await own.close();
    await dropDatabase(url);
  });

  it('is created by a migration under the name that policy gives, and nowhere else', async () => {
    const url = await emptyDatabase();
    const other = await openDatabases(readConfig({ DATABASE_URL: url }), { sourceSchema: 'erp' });
    await migrate(other, 'erp');
    const { rows } = await other.sourcePool.query(
      'select distinct schemaname as name from pg_tables order by 1',
    );
    expect(rows.map((row) => row.name)).toEqual(['erp', 'information_schema', 'pg_catalog', 'tidings']);
    await other.close();
    await dropDatabase(url);
  });

  it('is checked column by column, against tables and views', async () => {
    await createSourceContract(databases.ledgerPool, 'erp');
    await databases.ledgerPool.query(`
      drop table erp.payments;
      alter table erp.customers rename language to langage;
      alter table erp.orders drop column number;
      alter table erp.orders alter stage_since type timestamp;
      alter table erp.invoices alter total type double precision;
      alter table erp.people rename to employees;
      create view erp.people as
        select id, name, role, email, phone::varchar, reports_to, away_until, deputy_id from erp.employees;`);
    const faults = await checkContract(databases.sourcePool, 'erp');
    expect(faults.map(({ table, column, problem }) => `${table}.${column} ${problem}`).sort()).toEqual([
      'customers.language is missing; did you mean langage?, so letters are in the company’s first language',
      'invoices.total is float8, not numeric: money must not be a float, it rounds',
      'orders.number is missing (it is required)',
      "orders.stage_since is timestamp, not timestamptz: use `stage_since at time zone 'your zone'`",
      'payments.null is missing from schema erp, so money that is on its way holds no reminder, and records go by the day an invoice was closed',
    ]);
  });

  it('names every table of a schema that is not there', async () => {
    expect(await checkContract(databases.sourcePool, 'nowhere')).toHaveLength(CONTRACT.length);
  });
});
