import type pg from 'pg';
import { type Column, describeStatement } from './describe.ts';
import type { Statement } from './statements.ts';

/** What the driver makes of a value, by the name of its type; of JSON nobody knows. */
const READ_AS: Readonly<Record<string, string>> = {
  text: 'string',
  name: 'string',
  varchar: 'string',
  uuid: 'string',
  regclass: 'string',
  date: 'string',
  int8: 'string',
  numeric: 'string',
  int2: 'number',
  int4: 'number',
  oid: 'number',
  float8: 'number',
  bool: 'boolean',
  timestamptz: 'Date',
  bytea: 'Buffer',
  json: 'unknown',
  jsonb: 'unknown',
  _text: 'string[]',
  _name: 'string[]',
  _int8: 'string[]',
  _int4: 'number[]',
};

/** What is wrong with statements, by the server that has their tables: `place: what`. The client keeps their temporary tables. */
export async function faultsOf(
  client: pg.PoolClient,
  statements: readonly Statement[],
): Promise<readonly string[]> {
  const { rows } = await client.query<{ oid: number; typname: string }>('select oid, typname from pg_type');
  const typeNames = new Map(rows.map(({ oid, typname }) => [oid, typname]));
  for (const { sql } of statements)
    if (sql.startsWith('create temp table if not exists'))
      await client.query(sql.replace(/ on commit .*$/, ''));
  const faults: string[] = [];
  // A transaction may begin with its settings, in one text: the server describes one command at a time.
  for (const { at, sql, row } of statements)
    for (const command of sql.startsWith('begin; ') ? sql.split('; ') : [sql]) {
      const described = await describeStatement(client, command);
      const found =
        'refused' in described ? [described.refused] : rowFaults(described.columns, row, typeNames);
      faults.push(...found.map((fault) => `${at}: ${fault}`));
    }
  return faults;
}

/** @param row what the code says; null: nothing */
function rowFaults(
  columns: readonly Column[],
  row: ReadonlyMap<string, string> | null,
  typeNames: ReadonlyMap<number, string>,
): readonly string[] {
  if (row === null) return [];
  const given = new Set(columns.map(({ name }) => name));
  const missing = [...row.keys()].filter((name) => !given.has(name)).map((name) => `no column ${name}`);
  const others = columns.flatMap(({ name, type }) =>
    columnFaults(name, typeNames.get(type) ?? String(type), row.get(name)),
  );
  return [...missing, ...others];
}

function columnFaults(name: string, type: string, said: string | undefined): readonly string[] {
  if (said === undefined) return [`the row has no ${name}`];
  const read = READ_AS[type];
  if (read === undefined) return [`what does the driver make of ${name}, a ${type}?`];
  return read === said || read === 'unknown' || said === 'unknown'
    ? []
    : [`${name} is ${type}, and no ${said}`];
}
