import { parseDocument } from 'yaml';
import { z } from 'zod';
import { isZone } from '../../calendar/zone.ts';
import { didYouMean } from '../../policy/nearest.ts';
import { type Column, contractTable, TABLE_NAMES, type Table } from '../contract/contract.ts';
import type { ColumnSaid } from '../dialect/columns.ts';
import { DELIMITERS } from '../dialect/delimiter.ts';
import { isEncoding } from '../dialect/encoding.ts';

/** What becomes one column of a table. */
export interface ProfileField {
  readonly column: Column;
  /** Columns of the file. `first`: the first that is not empty; `join`: all of them, apart by a space; `count`: how many rows of the same value came before. */
  readonly from: readonly string[];
  readonly how: 'first' | 'join' | 'count';
  /** The same in every row; then `from` is empty. */
  readonly constant: string | null;
  /** What words of the file mean; a word that is not named stays as it is. */
  readonly values: ReadonlyMap<string, string>;
  readonly said: ColumnSaid;
}

/** How rows of a file become rows of one table. */
export interface ProfileTable {
  readonly table: Table;
  /** Rows that have the same in it are one row of the table, and rows in which it is empty are none. */
  readonly groupBy: string | null;
  /** What holds when rows of one group say different things: nothing (they are bad), or what came last. */
  readonly differ: 'refuse' | 'last';
  readonly fields: readonly ProfileField[];
}

/** How one kind of file is read. What it does not say the file has to say itself. */
export interface Profile {
  readonly title: string | null;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** The line that names the columns, from 1. */
  readonly header: number;
  readonly sheet: string | null;
  readonly said: ColumnSaid;
  readonly empty: readonly string[] | null;
  /** Empty: the file is named and written like one table of the contract. */
  readonly tables: readonly ProfileTable[];
  /** Columns that nothing is made of; `others`: all that are not named. */
  readonly ignore: 'others' | readonly string[];
}

const NOTHING_SAID: ColumnSaid = { dates: null, zone: null, decimal: null };

export const NO_PROFILE: Profile = {
  title: null,
  encoding: null,
  delimiter: null,
  header: 1,
  sheet: null,
  said: NOTHING_SAID,
  empty: null,
  tables: [],
  ignore: [],
};

const dates = z.enum(['day first', 'month first', 'year first', 'excel']);
/** The zone of the policy, whichever that is. */
export const OF_THE_COMPANY = 'company';
const zone = z
  .string()
  .refine(
    (name) => name === OF_THE_COMPANY || isZone(name),
    'is no time zone, such as company, Europe/Warsaw or UTC',
  );
const decimal = z.enum(['.', ',']);
const plain = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const names = z.union([z.string(), z.array(z.string()).min(1)]).transform((one) => [one].flat());
const from = z.union([
  names.transform((columns) => ({ from: columns, how: 'first' as const, said: NOTHING_SAID })),
  z
    .strictObject({
      from: names.optional(),
      join: names.optional(),
      count: z.string().optional(),
      dates: dates.optional(),
      zone: zone.optional(),
      decimal: decimal.optional(),
    })
    .refine(
      (field) => [field.from, field.join, field.count].filter((way) => way !== undefined).length === 1,
      'needs one of from, join and count',
    )
    .transform((field) => ({
      from: field.from ?? field.join ?? [field.count ?? ''],
      how: field.join ? ('join' as const) : field.from ? ('first' as const) : ('count' as const),
      said: { dates: field.dates ?? null, zone: field.zone ?? null, decimal: field.decimal ?? null },
    })),
]);

const table = z.strictObject({
  group_by: z.string().optional(),
  differ: z.enum(['refuse', 'last']).optional(),
  columns: z.record(z.string(), from),
  constants: z.record(z.string(), plain).optional(),
  values: z.record(z.string(), z.record(z.string(), plain)).optional(),
});
type TableFile = z.output<typeof table>;

const profileFile = z.strictObject({
  profile: z.string().optional(),
  encoding: z.string().refine(isEncoding, 'is no encoding that is known, such as windows-1250').optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  header: z.number().int().min(1).max(100).optional(),
  sheet: z.string().optional(),
  dates: dates.optional(),
  zone: zone.optional(),
  decimal: decimal.optional(),
  empty: z.array(z.string()).optional(),
  tables: z.record(z.string(), table).optional(),
  ignore: z.union([z.literal('others'), z.array(z.string())]).optional(),
});

/** A profile, or all that is wrong with it, each with its place. */
export function readProfile(text: string, name: string): Profile | readonly string[] {
  const document = parseDocument(text, { prettyErrors: true, uniqueKeys: true });
  if (document.errors.length > 0)
    return document.errors.map(({ message }) => `${name}: ${message.split('\n')[0]}`);
  const parsed = profileFile.safeParse(document.toJS({ maxAliasCount: 10 }) ?? {});
  if (!parsed.success)
    return parsed.error.issues.map(({ path, message }) => `${name}: ${path.join('.') || 'it'}: ${message}`);
  const { data } = parsed;
  const said: ColumnSaid = {
    dates: data.dates ?? null,
    zone: data.zone ?? null,
    decimal: data.decimal ?? null,
  };
  const faults: string[] = [];
  const tables = Object.entries(data.tables ?? {}).flatMap(([called, written]) => {
    const known = contractTable(called);
    if (known)
      return [tableOf(known, written, said, (fault) => faults.push(`${name}: tables.${called}${fault}`))];
    faults.push(`${name}: tables.${called} is no table${didYouMean(called, TABLE_NAMES)}.`);
    return [];
  });
  if (faults.length > 0) return faults;
  return {
    title: data.profile ?? null,
    encoding: data.encoding ?? null,
    delimiter: data.delimiter ?? null,
    header: data.header ?? 1,
    sheet: data.sheet ?? null,
    said,
    empty: data.empty ?? null,
    tables,
    ignore: data.ignore ?? [],
  };
}

function tableOf(of: Table, file: TableFile, said: ColumnSaid, fault: (said: string) => void): ProfileTable {
  const columnOf = (called: string, where: string): Column | null => {
    const column = of.columns.find(({ name }) => name === called);
    if (column) return column;
    const hint = didYouMean(
      called,
      of.columns.map(({ name }) => name),
    );
    fault(`.${where}.${called} is no column of ${of.name}${hint}.`);
    return null;
  };
  const values = (column: Column) => new Map(Object.entries(file.values?.[column.name] ?? {}));
  const fields: ProfileField[] = [];
  for (const [called, { from: columns, how, said: own }] of Object.entries(file.columns)) {
    const column = columnOf(called, 'columns');
    if (!column) continue;
    const whole: ColumnSaid = {
      dates: own.dates ?? said.dates,
      zone: own.zone ?? said.zone,
      decimal: own.decimal ?? said.decimal,
    };
    fields.push({ column, from: columns, how, constant: null, values: values(column), said: whole });
  }
  for (const [called, constant] of Object.entries(file.constants ?? {})) {
    const column = columnOf(called, 'constants');
    if (!column) continue;
    if (fields.some((field) => field.column === column)) fault(` gives ${called} twice.`);
    fields.push({ column, from: [], how: 'first', constant, values: new Map(), said });
  }
  for (const called of Object.keys(file.values ?? {}))
    if (!fields.some(({ column, from: columns }) => column.name === called && columns.length > 0))
      fault(`.values.${called} is of no column that the profile takes from the file.`);
  const missing = of.columns.filter(
    ({ name, required }) => required && !fields.some((f) => f.column.name === name),
  );
  if (missing.length > 0) fault(` lacks the required ${missing.map(({ name }) => name).join(', ')}.`);
  return { table: of, groupBy: file.group_by ?? null, differ: file.differ ?? 'refuse', fields };
}
