import type pg from 'pg';
import { didYouMean } from '../../policy/nearest.ts';
import { CONTRACT, type Column, type ColumnType, type Table } from './contract.ts';
import { lossOf } from './losses.ts';
import { lookAtSchema, type Present } from './present.ts';
import { REASONS_TO_WRITE } from './source-tables.ts';

/** Where the company's tables do not keep the contract. */
export interface ContractFault {
  /** `loss`: it is optional and counts as null, or as empty; `fault`: nothing can be done, or wrong things would be. */
  readonly is: 'fault' | 'loss';
  readonly table: string;
  /** null: the table itself. */
  readonly column: string | null;
  /** What is wrong and what to do, or what is lost: a clause that follows the name. */
  readonly problem: string;
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
 * A column that may be null is no fault: views often can't say otherwise, and rows are looked at one by one. Nor is an optional
 * one that is not there; of one that nothing uses yet, nothing is said.
 */
export async function checkContract(pool: pg.Pool, schema: string): Promise<readonly ContractFault[]> {
  const present = await lookAtSchema(pool, schema);
  return CONTRACT.flatMap((table) => tableFaults(table, present, schema));
}

function tableFaults({ name, columns }: Table, present: Present, schema: string): readonly ContractFault[] {
  const found = present.get(name);
  if (found === undefined) return [missingTable(name, present, schema)];
  if (!found.readable) {
    const problem = `can not be read: grant select on ${schema}.${name}`;
    return [{ is: 'fault', table: name, column: null, problem }];
  }
  return columns.flatMap((column) => columnFault(name, column, found.columns));
}

function missingTable(table: Table['name'], present: Present, schema: string): ContractFault {
  const others = [...present.keys()].filter((name) => !CONTRACT.some((known) => known.name === name));
  const hint = didYouMean(table, others);
  const isNeeded =
    table === 'customers' ||
    (REASONS_TO_WRITE.includes(table) && !REASONS_TO_WRITE.some((name) => present.has(name)));
  const lost = isNeeded ? '(db/source-contract.sql shows it)' : `, so ${lossOf(table, null)}`;
  const problem = `is missing from schema ${schema}${hint}${isNeeded ? ' ' : ''}${lost}`;
  return { is: isNeeded ? 'fault' : 'loss', table, column: null, problem };
}

function columnFault(
  table: Table['name'],
  column: Column,
  found: ReadonlyMap<string, string>,
): ContractFault[] {
  const type = found.get(column.name);
  if (type === undefined) {
    const lost = lossOf(table, column.name);
    if (!column.required && lost === null) return [];
    const hint = didYouMean(column.name, [...found.keys()]);
    const problem = `is missing${hint}${column.required ? ' (it is required)' : `, so ${lost}`}`;
    return [{ is: column.required ? 'fault' : 'loss', table, column: column.name, problem }];
  }
  if (FAMILY[column.type].includes(type)) return [];
  const problem = `is ${type}, not ${column.type}: ${cure(column, type)}`;
  return [{ is: 'fault', table, column: column.name, problem }];
}

function cure(column: Column, type: string): string {
  if (column.type === 'timestamptz' && type === 'timestamp')
    return `use \`${column.name} at time zone 'your zone'\``;
  if (column.type === 'numeric' && type.startsWith('float')) return 'money must not be a float, it rounds';
  return `cast it with \`${column.name}::${column.type}\``;
}
