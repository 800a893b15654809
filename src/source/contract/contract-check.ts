import type pg from 'pg';
import { didYouMean } from '../../policy/nearest.ts';
import { CONTRACT, type Column, type ColumnType } from './contract.ts';

/** Where the company's tables do not keep the contract. */
export interface ContractFault {
  readonly table: string;
  /** null: the table itself. */
  readonly column: string | null;
  /** What is wrong and what to do: a clause that follows the name. */
  readonly problem: string;
}

interface Found {
  readonly table: string;
  readonly readable: boolean;
  readonly column: string;
  readonly type: string;
}

/** PostgreSQL's types that can be read as each type of the contract. Money as a float is not one: it rounds. */
const FAMILY: Readonly<Record<ColumnType, readonly string[]>> = {
  text: ['text', 'varchar', 'bpchar', 'name', 'citext'],
  timestamptz: ['timestamptz'],
  date: ['date'],
  numeric: ['numeric', 'int2', 'int4', 'int8'],
  integer: ['int2', 'int4'],
  boolean: ['bool'],
};

/**
 * Compares the tables or views of `schema` with the source contract, column by column, in one query.
 * A column that may be null is no fault: views often can't say otherwise, and rows are looked at one by one.
 */
export async function checkContract(pool: pg.Pool, schema: string): Promise<ContractFault[]> {
  const { rows } = await pool.query<Found>(
    `select c.relname::text as "table",
            has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') as readable,
            a.attname::text as "column",
            coalesce(b.typname, t.typname)::text as type
       from pg_namespace n
       join pg_class c on c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v', 'm', 'f')
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       join pg_type t on t.oid = a.atttypid
       left join pg_type b on b.oid = t.typbasetype and t.typtype = 'd'
      where n.nspname = $1`,
    [schema],
  );
  const tables = groupByTable(rows);
  return CONTRACT.flatMap((table) => {
    const found = tables.get(table.name);
    if (found === undefined) return [missingTable(table.name, schema, tables.keys())];
    if (!found[0]?.readable) {
      return [
        {
          table: table.name,
          column: null,
          problem: `can not be read: grant select on ${schema}.${table.name}`,
        },
      ];
    }
    return table.columns.flatMap((column) => columnFault(table.name, column, found));
  });
}

function missingTable(table: string, schema: string, present: Iterable<string>): ContractFault {
  const hint = didYouMean(
    table,
    [...present].filter((name) => !CONTRACT.some((known) => known.name === name)),
  );
  const problem = `is missing from schema ${schema}${hint} (db/source-contract.sql shows it; an empty view will do)`;
  return { table, column: null, problem };
}

function columnFault(table: string, column: Column, found: readonly Found[]): ContractFault[] {
  const present = found.find((row) => row.column === column.name);
  if (present === undefined && column.optional) return [];
  if (present === undefined) {
    const hint = didYouMean(
      column.name,
      found.map((row) => row.column),
    );
    const advice = column.required
      ? 'it is required'
      : `\`null::${column.type} as ${column.name}\` will do in a view`;
    return [{ table, column: column.name, problem: `is missing${hint} (${advice})` }];
  }
  if (FAMILY[column.type].includes(present.type)) return [];
  return [
    {
      table,
      column: column.name,
      problem: `is ${present.type}, not ${column.type}: ${cure(column, present.type)}`,
    },
  ];
}

function cure(column: Column, type: string): string {
  if (column.type === 'timestamptz' && type === 'timestamp')
    return `use \`${column.name} at time zone 'your zone'\``;
  if (column.type === 'numeric' && type.startsWith('float')) return 'money must not be a float, it rounds';
  return `cast it with \`${column.name}::${column.type}\``;
}

function groupByTable(rows: readonly Found[]): Map<string, Found[]> {
  const tables = new Map<string, Found[]>();
  for (const row of rows) {
    const list = tables.get(row.table);
    if (list) list.push(row);
    else tables.set(row.table, [row]);
  }
  return tables;
}
