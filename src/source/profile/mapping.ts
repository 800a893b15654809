import { nearest } from '../../policy/nearest.ts';
import type { HeaderFault } from '../../policy/source-fault.ts';
import { sourceFaultText } from '../../policy/source-fault-text.ts';
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
): readonly Target[] | { readonly faults: readonly HeaderFault[] } {
  if (names.length > MOST_COLUMNS)
    return { faults: [{ code: 'many_columns', has: names.length, most: MOST_COLUMNS }] };
  const faults: HeaderFault[] = [];
  const targets =
    profile.tables.length > 0
      ? byProfile(names, profile, faults)
      : table === null
        ? []
        : [byContract(names, profile, table, faults)];
  if (faults.length === 0) return targets;
  const more = faults.length - MOST_FAULTS;
  return {
    faults: more > 0 ? [...faults.slice(0, MOST_FAULTS), { code: 'more_faults', number: more }] : faults,
  };
}

function byContract(
  names: readonly string[],
  { ignore, said }: Profile,
  table: Table,
  faults: HeaderFault[],
): Target {
  const fields: Field[] = [];
  const unknown: { name: string; meant: string | null }[] = [];
  const known = table.columns.map(({ name }) => name);
  const given = names.map(asNamed);
  for (const [index, name] of given.entries()) {
    const column = table.columns.find((each) => each.name === name);
    const written = names[index] ?? '';
    if (!column) {
      if (ignore === 'others' || ignore.includes(written)) continue;
      const left = known.filter((each) => !given.includes(each));
      unknown.push({ name: visible(written), meant: nearest(name, left) });
    } else if (given.indexOf(name) !== index)
      faults.push({ code: 'column_twice', column: name, of: 'contract' });
    else {
      const field = { column, called: written, at: [index], how: 'first' as const };
      fields.push({ ...field, constant: null, values: new Map(), said });
    }
  }
  if (unknown.length > 0) {
    const columns = unknown.slice(0, MOST_FAULTS);
    faults.push({
      code: 'unknown_columns',
      table: table.name,
      columns,
      more: unknown.length - columns.length,
    });
  }
  const missing = table.columns.filter(({ name, required }) => required && !given.includes(name));
  if (missing.length > 0) faults.push({ code: 'lacks_required', columns: missing.map(({ name }) => name) });
  return { table, fields, groupAt: null, differ: 'refuse' };
}

function byProfile(names: readonly string[], { tables, ignore }: Profile, faults: HeaderFault[]): Target[] {
  const given = names.map((name) => name.trim());
  const used = new Set<number>();
  const once = (fault: HeaderFault): void => {
    const text = sourceFaultText(fault);
    if (!faults.some((each) => sourceFaultText(each) === text)) faults.push(fault);
  };
  const placeOf = (name: string): number | null => {
    const at = given.indexOf(name.trim());
    if (at < 0) return null;
    if (given.lastIndexOf(name.trim()) !== at)
      once({ code: 'column_twice', column: visible(name), of: 'file' });
    used.add(at);
    return at;
  };
  const lacks = (wanted: readonly string[]): void =>
    once({ code: 'lacks_column', names: [...wanted], meant: nearest(wanted[0] ?? '', given) });
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
        faults.push({ code: 'not_taken', column: visible(name) });
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
