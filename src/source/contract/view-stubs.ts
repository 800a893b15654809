import pg from 'pg';
import { CONTRACT, type Column, type Table } from './contract.ts';

const COMMENT = /^comment on (?:table|column) source\.(\w+(?:\.\w+)?) is '(.*)';$/gm;

/**
 * SQL that makes a view for each table of the contract, with every column as null, those first that are required, and beside each
 * what it means. It runs as it stands, and its views are empty: whoever fills it in puts columns of their own for the nulls.
 * @param contract db/source-contract.sql
 */
export function viewStubs(contract: string, schema: string): string {
  const comments = new Map([...contract.matchAll(COMMENT)].map(([, name, words]) => [name, unquoted(words)]));
  const name = pg.escapeIdentifier(schema);
  const views = CONTRACT.map((table) => viewStub(table, schemaName(schema, name), comments));
  return [
    '-- Views over tables of your own, as Tidings reads them. Put your columns for the nulls and your table for nothing_yet, and',
    '-- take `where false` away. A line that is not marked as required may go, and so may a view that you have nothing for:',
    '-- `tidings doctor` says what is lost by each.',
    '',
    `create schema if not exists ${schemaName(schema, name)};`,
    ...views,
  ].join('\n');
}

/** Quoted only where it has to be. */
const schemaName = (schema: string, quoted: string): string => (/^[a-z_]\w*$/.test(schema) ? schema : quoted);

const unquoted = (words: string | undefined): string => (words ?? '').replaceAll("''", "'");

function viewStub(table: Table, schema: string, comments: ReadonlyMap<string | undefined, string>): string {
  const required = table.columns.filter((column) => column.required);
  const columns = [...required, ...table.columns.filter((column) => !column.required)];
  const texts = columns.map(
    (column, at) => `  null::${column.type} as ${column.name}${at < columns.length - 1 ? ',' : ''}`,
  );
  const width = Math.max(...texts.map((text) => text.length));
  const lines = columns.map((column, at) => {
    const says = comments.get(`${table.name}.${column.name}`) ?? '';
    return `${(texts[at] ?? '').padEnd(width)} -- ${marked(column, says)}`;
  });
  return [
    '',
    `-- ${comments.get(table.name) ?? ''}`,
    `create view ${schema}.${table.name} as select`,
    ...lines,
    'from (select) as nothing_yet where false;',
  ].join('\n');
}

const marked = ({ required, oneOf }: Column, says: string): string =>
  `${required ? 'required. ' : ''}${says}${oneOf ? ` One of: ${oneOf.join(', ')}.` : ''}`;
