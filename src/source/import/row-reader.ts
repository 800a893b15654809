import { copyColumn } from '../../database/postgres-text.ts';
import type { RowFault } from '../../policy/source-fault.ts';
import { checkFor, type FieldCheck } from '../dialect/column-values.ts';
import { type Field, rawValue, type Target } from '../profile/mapping.ts';
import type { FaultInRow } from './bad-rows.ts';
import type { SourceFile } from './source-file.ts';

/** What one row of the file says in one table: a text of the contract for each field, null where it is empty. */
export type TableRow = readonly (string | null)[];

/** What a row of the file becomes: for each target its fields, or null where the row is none of its rows. */
export interface ReadRow {
  readonly tables: readonly (TableRow | null)[];
  readonly faults: readonly FaultInRow[];
}

const NOT_LIKE_THE_OTHERS: RowFault = { code: 'unlike_others' };
const NO_NAME: RowFault = { code: 'no_name' };

/** Reads rows of a file, one after the other in their order. */
export class RowReader {
  private readonly file: SourceFile;
  private readonly checks: readonly (readonly FieldCheck[])[];
  /** Of fields that count: the value that was counted last, and how often. */
  private readonly counts: { value: string; count: number }[][];
  private readonly unnamed: readonly number[];

  constructor(file: SourceFile) {
    this.file = file;
    this.checks = file.targets.map(({ fields }) => fields.map(({ column }) => checkFor(column)));
    this.counts = file.targets.map(({ fields }) => fields.map(() => ({ value: '', count: 0 })));
    this.unnamed = file.header.flatMap((name, index) => (name.trim() === '' ? [index] : []));
  }

  /** Null: the row is empty in all its fields. */
  read(fields: readonly string[]): ReadRow | null {
    const { header, targets } = this.file;
    if (fields.every((field) => field === '')) return null;
    if (fields.length !== header.length) {
      const fault = { code: 'fields', has: fields.length, header: header.length } as const;
      return { tables: [], faults: [{ column: null, value: null, fault }] };
    }
    const faults: FaultInRow[] = [];
    for (const index of this.unnamed)
      if (fields[index]) faults.push({ column: null, value: fields[index] ?? null, fault: NO_NAME });
    const tables = targets.map((target, index) => this.readTable(target, index, fields, faults));
    return { tables, faults };
  }

  private readTable(
    target: Target,
    index: number,
    fields: readonly string[],
    faults: FaultInRow[],
  ): TableRow | null {
    if (target.groupAt !== null && this.emptied(fields[target.groupAt] ?? '').trim() === '') return null;
    const row: (string | null)[] = [];
    for (let place = 0; place < target.fields.length; place++) {
      const field = target.fields[place];
      if (field === undefined) continue;
      const { column } = field;
      const raw = this.emptied(rawValue(field, fields, this.count(field, index, place, fields)));
      const given = column.type === 'text' && column.oneOf === undefined ? raw : raw.trim();
      if (given === '') {
        // Rows of one group complete each other: what is empty in all of them shows when they are put together.
        if (column.required && target.groupAt === null)
          faults.push({ column: nameOf(field), value: null, fault: { code: 'empty' } });
        row.push(null);
        continue;
      }
      const read = this.file.readers[index]?.[place]?.(given) ?? null;
      const check = this.checks[index]?.[place];
      const fault = read === null ? (check?.(given) ?? NOT_LIKE_THE_OTHERS) : (check?.(read) ?? null);
      if (fault !== null) faults.push({ column: nameOf(field), value: given, fault });
      row.push(read);
    }
    return row;
  }

  private emptied(value: string): string {
    return this.file.empty.has(value.trim()) ? '' : value;
  }

  private count(field: Field, index: number, place: number, fields: readonly string[]): number {
    const state = this.counts[index]?.[place];
    if (field.how !== 'count' || state === undefined) return 0;
    const value = fields[field.at[0] ?? 0] ?? '';
    state.count = state.value === value ? state.count + 1 : 1;
    state.value = value;
    return state.count;
  }
}

/** As the contract names it, and as the file does where that is another name. */
const nameOf = ({ column, called }: Field): string =>
  called === column.name || called === '' ? column.name : `${column.name} (${called})`;

/** One line of COPY's text format: the line, then each target's fields, with a flag before them where `flagged`. */
export function copyLine(
  line: number,
  tables: ReadRow['tables'],
  widths: readonly number[],
  flagged: boolean,
): string {
  let copied = String(line);
  for (const [index, row] of tables.entries()) {
    if (flagged) copied += row === null ? '\tf' : '\tt';
    for (let i = 0; i < (widths[index] ?? 0); i++) {
      const value = row?.[i] ?? null;
      copied += value === null ? '\t\\N' : `\t${copyColumn(value)}`;
    }
  }
  return `${copied}\n`;
}
