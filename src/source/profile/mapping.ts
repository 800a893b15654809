import { didYouMean, nearest } from '../../policy/nearest.ts';
import type { Column, Table } from '../contract/contract.ts';
import type { ColumnSaid } from '../dialect/columns.ts';
import { visible } from '../dialect/visible.ts';
import type { Profile, ProfileField, ProfileTable } from './profile.ts';

/** What one column of a table is made of, by the places of the file's columns. */
export interface Field {
  readonly column: Column;
  /** As the file names it. */
  readonly called: string;
  readonly at: readonly number[];
  readonly how: ProfileField['how'];
  readonly constant: string | null;
  readonly values: ReadonlyMap<string, string>;
  readonly said: ColumnSaid;
}

/** What the rows of a file become in one table. */
export interface Target {
  readonly table: Table;
  readonly fields: readonly Field[];
  /** The place of the column by whose value rows are one; null: each row is one. */
  readonly groupAt: number | null;
  readonly differ: ProfileTable['differ'];
}

/** Of a file: more are no table, and each costs memory in every row. */
export const MOST_COLUMNS = 2_000;
/** More faults of a header would not be read. */
const MOST_FAULTS = 20;

/** A name of a column as it is compared: without regard to capitals, spaces around it and what stands for `_`. */
export const asNamed = (name: string): string =>
  name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');

/** What is made of a file with these columns, or all that is wrong with them. `table`: it is named for this one. */
export function mapHeader(
  names: readonly string[],
  profile: Profile,
  table: Table | null,
): readonly Target[] | { readonly faults: readonly string[] } {
  if (names.length > MOST_COLUMNS)
    return { faults: [`has ${names.length} columns; ${MOST_COLUMNS} are the most that are read.`] };
  const faults: string[] = [];
  const targets =
    profile.tables.length > 0
      ? byProfile(names, profile, faults)
      : table === null
        ? []
        : [byContract(names, profile, table, faults)];
  if (faults.length === 0) return targets;
  const more = faults.length - MOST_FAULTS;
  return { faults: more > 0 ? [...faults.slice(0, MOST_FAULTS), `has ${more} faults more.`] : faults };
}

function byContract(
  names: readonly string[],
  { ignore, said }: Profile,
  table: Table,
  faults: string[],
): Target {
  const fields: Field[] = [];
  const unknown: string[] = [];
  const known = table.columns.map(({ name }) => name);
  const given = names.map(asNamed);
  for (const [index, name] of given.entries()) {
    const column = table.columns.find((each) => each.name === name);
    const written = names[index] ?? '';
    if (!column) {
      if (ignore === 'others' || ignore.includes(written)) continue;
      const left = known.filter((each) => !given.includes(each));
      const meant = nearest(name, left);
      unknown.push(`"${visible(written)}"${meant === null ? '' : ` (${meant}?)`}`);
    } else if (given.indexOf(name) !== index) faults.push(`names the column ${name} twice.`);
    else {
      const field = { column, called: written, at: [index], how: 'first' as const };
      fields.push({ ...field, constant: null, values: new Map(), said });
    }
  }
  if (unknown.length > 0) faults.push(unknownColumns(unknown, table));
  const missing = table.columns.filter(({ name, required }) => required && !given.includes(name));
  if (missing.length > 0) faults.push(`lacks the required ${missing.map(({ name }) => name).join(', ')}.`);
  return { table, fields, groupAt: null, differ: 'refuse' };
}

/** @param unknown each as it is written, with the column that may be meant */
function unknownColumns(unknown: readonly string[], { name }: Table): string {
  const one = unknown.length === 1;
  const more = unknown.length > MOST_FAULTS ? ` and ${unknown.length - MOST_FAULTS} more` : '';
  const them = unknown.slice(0, MOST_FAULTS).join(', ') + more;
  const which = one ? `a column that ${name} does not know` : `columns that ${name} does not know`;
  const made = one ? 'it, or that it is ignored' : 'them, or that they are ignored';
  return `has ${which}: ${them}. A profile says what is made of ${made}; \`tidings import --suggest FILE\` writes one.`;
}

function byProfile(names: readonly string[], { tables, ignore }: Profile, faults: string[]): Target[] {
  const given = names.map((name) => name.trim());
  const used = new Set<number>();
  const placeOf = (name: string): number | null => {
    const at = given.indexOf(name.trim());
    if (at < 0) return null;
    const twice = `names the column "${visible(name)}" twice.`;
    if (given.lastIndexOf(name.trim()) !== at && !faults.includes(twice)) faults.push(twice);
    used.add(at);
    return at;
  };
  const lacks = (wanted: readonly string[]): void => {
    const hint = didYouMean(wanted[0] ?? '', given);
    const fault = `lacks the column ${wanted.map((name) => `"${name}"`).join(' or ')} of the profile${hint}.`;
    if (!faults.includes(fault)) faults.push(fault);
  };
  const groupAt = (name: string): number | null => {
    const at = placeOf(name);
    if (at === null) lacks([name]);
    return at;
  };
  const targets = tables.map(({ table, groupBy, differ, fields }) => ({
    table,
    differ,
    groupAt: groupBy === null ? null : groupAt(groupBy),
    fields: fields.map((field): Field => {
      const at = field.from.flatMap((name) => placeOf(name) ?? []);
      const enough = field.how === 'join' ? field.from.length : Math.min(1, field.from.length);
      if (at.length < enough) lacks(field.from);
      return { ...field, called: field.from.join(', '), at };
    }),
  }));
  if (ignore !== 'others') {
    const ignored = new Set(ignore.map((name) => name.trim()));
    for (const name of new Set(given))
      if (!used.has(given.indexOf(name)) && name !== '' && !ignored.has(name))
        faults.push(
          `has a column "${visible(name)}" that the profile neither takes nor ignores. Name it under \`ignore\`, or under a table.`,
        );
  }
  return targets;
}

/** What a row says in this field, before it is read: the words of the profile in place of the file's. */
export function rawValue(field: Field, fields: readonly string[], count: number): string {
  const { at, how, constant, values } = field;
  if (constant !== null) return constant;
  if (how === 'count') return String(count);
  const said = how === 'join' ? joined(at, fields) : firstOf(at, fields);
  return values.size === 0 ? said : (values.get(said.trim()) ?? said);
}

function firstOf(at: readonly number[], fields: readonly string[]): string {
  if (at.length === 1) return fields[at[0] ?? 0] ?? '';
  for (const index of at) if ((fields[index] ?? '').trim() !== '') return fields[index] ?? '';
  return '';
}

const joined = (at: readonly number[], fields: readonly string[]): string =>
  at
    .map((index) => (fields[index] ?? '').trim())
    .filter((text) => text !== '')
    .join(' ');
