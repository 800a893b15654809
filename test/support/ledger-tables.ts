import type { Pool } from 'pg';

/*
 * The types of our own tables, written from the migrated schema: `npm run types:ledger` keeps them in
 * src/database/ledger-tables.ts, and a test compares.
 */

export const LEDGER_TABLES = 'src/database/ledger-tables.ts';

interface Column {
  readonly table: string;
  readonly view: boolean;
  readonly column: string;
  readonly type: string;
  readonly may_be_null: boolean;
  readonly has_default: boolean;
  readonly only_generated: boolean;
}

const COLUMNS = `
  select c.relname as table, c.relkind = 'v' as view, a.attname as column, t.typname as type, not a.attnotnull as may_be_null,
         a.atthasdef or a.attidentity <> '' as has_default, a.attidentity = 'a' or a.attgenerated <> '' as only_generated
  from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
  where c.relnamespace = 'tidings'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname not like 'kysely%'
    and a.attnum > 0 and not a.attisdropped
  order by c.relname collate "C", a.attnum`;

/** Checks of one column that name all the words it may have: `CHECK ((state = ANY (ARRAY['open'::text, …])))`. */
const WORDS = `
  select c.conrelid::regclass::name as table, a.attname as column, pg_get_constraintdef(c.oid) as said
  from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
  where c.connamespace = 'tidings'::regnamespace and c.contype = 'c' and cardinality(c.conkey) = 1`;

interface Plain {
  /** What the driver gives, and what it takes. */
  readonly read: string;
  readonly written: string;
}

const same = (type: string): Plain => ({ read: type, written: type });
/** As `poolOn` reads them: a bigint and a numeric lose no digits, a date is a day, JSON is written as text. */
const TYPES: Readonly<Record<string, Plain>> = {
  text: same('string'),
  name: same('string'),
  uuid: same('string'),
  date: same('string'),
  bool: same('boolean'),
  int2: same('number'),
  int4: same('number'),
  float8: same('number'),
  oid: same('number'),
  bytea: same('Buffer'),
  int8: { read: 'string', written: 'string | number' },
  numeric: { read: 'string', written: 'string | number' },
  timestamptz: { read: 'Date', written: 'Date | string' },
  jsonb: { read: 'unknown', written: 'string' },
  json: { read: 'unknown', written: 'string' },
  _text: same('string[]'),
  _int4: same('number[]'),
};

const HEAD = `// Written by \`npm run types:ledger\` from the migrated schema; never by hand. A test holds it to the migrations.
import type { ColumnType } from 'kysely';

/** A column that may be left out when a row is added, and one that the database alone writes. */
type Optional<Read, Written = Read> = ColumnType<Read, Written | undefined, Written>;
type Given<Read> = ColumnType<Read, never, never>;
type Moment = ColumnType<Date, Date | string, Date | string>;
type MaybeMoment = Optional<Date | null, Date | string | null>;
type Json = ColumnType<unknown, string, string>;
`;

/** What triggers of the table write whatever is given; the catalog does not say so. */
const BY_TRIGGERS = ['drafts.revision'];

/** As the head of the file names them. */
const ALIASES: Readonly<Record<string, string>> = {
  'ColumnType<Date, Date | string, Date | string>': 'Moment',
  'Optional<Date | null, Date | string | null>': 'MaybeMoment',
  'ColumnType<unknown, string, string>': 'Json',
};

/** The whole text of the file. */
export async function ledgerTables(pool: Pool): Promise<string> {
  const { rows } = await pool.query<Column>(COLUMNS);
  const words = await wordsOf(pool);
  const named = [...new Set(rows.map(({ table }) => table))];
  const written = named.map((name) => {
    const columns = rows.filter(({ table }) => table === name);
    return `  ${name}: {\n${columns.map((column) => `    ${column.column}: ${typeOf(column, words)};\n`).join('')}  };\n`;
  });
  return `${HEAD}\n/** Our own tables, in schema \`tidings\`, as the driver reads them. */\nexport interface Ledger {\n${written.join('')}}\n`;
}

async function wordsOf(pool: Pool): Promise<ReadonlyMap<string, string>> {
  const { rows } = await pool.query<{ table: string; column: string; said: string }>(WORDS);
  return new Map(
    rows.flatMap(({ table, column, said }): [string, string][] => {
      const list = /^CHECK \(\(\(?\w+ = ANY \(ARRAY\[([^\]]*)\]\)\)?\)\)$/.exec(said)?.[1];
      const all = list?.split(', ').map((word) => /^('[\w -]+')::text$/.exec(word)?.[1]);
      return all === undefined || all.includes(undefined) ? [] : [[`${table}.${column}`, all.join(' | ')]];
    }),
  );
}

function typeOf(column: Column, words: ReadonlyMap<string, string>): string {
  const known = TYPES[column.type];
  if (known === undefined)
    throw new Error(`${column.table}.${column.column}: what does the driver make of a ${column.type}?`);
  const fixed = words.get(`${column.table}.${column.column}`);
  const { read, written } = fixed === undefined ? known : same(fixed);
  const orNull = (type: string): string =>
    column.may_be_null && type !== 'unknown' ? `${type} | null` : type;
  const [reads, writes] = [orNull(read), column.may_be_null ? `${written} | null` : written];
  const type = columnType(column, reads, writes);
  return ALIASES[type] ?? type;
}

function columnType(column: Column, reads: string, writes: string): string {
  if (column.view || column.only_generated || BY_TRIGGERS.includes(`${column.table}.${column.column}`))
    return `Given<${reads}>`;
  if (column.has_default || column.may_be_null)
    return reads === writes ? `Optional<${reads}>` : `Optional<${reads}, ${writes}>`;
  return reads === writes ? reads : `ColumnType<${reads}, ${writes}, ${writes}>`;
}
