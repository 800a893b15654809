import type { PlacedFault } from '../../policy/source-fault.ts';
import type { Table } from '../contract/contract.ts';
import { ColumnEvidence, type ColumnSaid, EmptyEvidence, type ReadField } from '../dialect/columns.ts';
import { askedOf, type ToldByColumn } from '../dialect/question.ts';
import { asNamed, MOST_COLUMNS, mapHeader, rawValue, type Target } from '../profile/mapping.ts';
import { NO_PROFILE, OF_THE_COMPANY, type Profile } from '../profile/profile.ts';
import { csvFile } from './csv-file.ts';
import { FileFaults, headerFaults, ofWhole } from './file-faults.ts';
import { OpenedFile } from './opened-file.ts';
import type { RowsIn } from './rows-in.ts';
import { sheetFile } from './sheet-file.ts';

/** A file of which it is known what each field becomes. It is open until `close`. */
export interface SourceFile {
  readonly opened: OpenedFile;
  readonly rowsIn: RowsIn;
  readonly header: readonly string[];
  readonly targets: readonly Target[];
  /** For each target how each of its fields is read. */
  readonly readers: readonly (readonly ReadField[])[];
  /** What its columns have told of how they are written. */
  readonly told: readonly ToldByColumn[];
  /** What means an empty field. */
  readonly empty: ReadonlySet<string>;
}

/** What whoever imports knows of the files. */
export interface Terms {
  readonly profile?: Profile | undefined;
  /** The table that the file is named for; a profile with tables of its own needs none. */
  readonly table: Table | null;
  /** IANA zone of the company. */
  readonly zone: string;
}

/**
 * Opens a file and looks at all of it once: which table its columns are of, and how they are written.
 * @throws ConfigurationFailure naming all that is wrong with its header, and all that has to be asked
 */
export async function openSource(file: string, terms: Terms): Promise<SourceFile> {
  const opened = await OpenedFile.open(file);
  try {
    return await survey(opened, terms);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function survey(opened: OpenedFile, { profile = NO_PROFILE, table, zone }: Terms): Promise<SourceFile> {
  const wanted = new Set([
    ...profile.tables.flatMap(({ fields }) => fields.flatMap(({ from }) => from)),
    ...(table?.columns.map(({ name }) => name) ?? []),
  ]);
  const rowsIn = await rowsInFile(opened, profile, wanted);
  let looked: FileSurvey | null = null;
  for await (const { rows } of rowsIn.read()) {
    for (const row of rows) {
      if ('fault' in row) {
        if (looked === null)
          throw headerFaults(opened.name, row.line, [{ code: 'header_unreadable', why: row.fault }]);
      } else if (looked === null) looked = new FileSurvey(opened, row.fields, row.line, profile, table);
      else looked.add(row.fields, row.line);
    }
  }
  if (looked === null)
    throw new FileFaults([ofWhole(opened.name, { code: 'file_empty', columns: required(table) })]);
  return looked.conclude(rowsIn, zone);
}

/** The rows of a file, whatever it is. */
export const rowsInFile = (
  opened: OpenedFile,
  profile: Profile,
  wanted: ReadonlySet<string>,
): Promise<RowsIn> =>
  opened.packing === 'workbook' ? sheetFile(opened, profile) : csvFile(opened, profile, wanted);

/** What a whole file says of itself. */
class FileSurvey {
  private readonly opened: OpenedFile;
  private readonly header: readonly string[];
  private readonly profile: Profile;
  private readonly targets: readonly Target[];
  private readonly evidence: readonly (readonly ColumnEvidence[])[];
  private readonly empties = new EmptyEvidence();
  private readonly typed: readonly boolean[];

  constructor(opened: OpenedFile, header: string[], line: number, profile: Profile, table: Table | null) {
    this.opened = opened;
    this.header = header;
    this.profile = profile;
    if (/[\0\uFFFD]/.test(header.slice(0, MOST_COLUMNS).join('')))
      throw headerFaults(opened.name, line, [{ code: 'header_no_text' }]);
    const mapped = mapHeader(header, profile, table);
    if ('faults' in mapped) throw headerFaults(opened.name, line, mapped.faults);
    if (mapped.length === 0) throw new FileFaults([ofWhole(opened.name, { code: 'no_table' })]);
    this.targets = mapped;
    this.evidence = mapped.map(({ fields }) => fields.map(({ column }) => new ColumnEvidence(column)));
    const places = mapped.flatMap(({ fields }) =>
      fields.flatMap(({ column, at }) => (column.type === 'text' ? [] : at)),
    );
    this.typed = header.map((_name, index) => places.includes(index));
  }

  add(fields: readonly string[], line: number): void {
    if (fields.length !== this.header.length) return;
    for (let i = 0; i < fields.length; i++) {
      const value = fields[i] ?? '';
      // Nearly no field has the length of an empty one or of NULL.
      if (value.length === 0 || value.length === 4) this.empties.add(value, i, this.typed[i] ?? false, line);
    }
    for (const [index, target] of this.targets.entries()) {
      if (target.groupAt !== null && (fields[target.groupAt] ?? '').trim() === '') continue;
      for (const [place, field] of target.fields.entries()) {
        if (field.how === 'count' || field.column.type === 'text' || field.column.type === 'boolean')
          continue;
        const value = rawValue(field, fields, 1).trim();
        if (value !== '' && value !== 'NULL' && value !== '\\N')
          this.evidence[index]?.[place]?.add(value, line);
      }
    }
  }

  /** @throws ConfigurationFailure with all that has to be asked */
  conclude(rowsIn: RowsIn, zone: string): SourceFile {
    const { header, profile, targets, opened } = this;
    const known = targets[0]?.table.columns.map(({ name }) => name) ?? [];
    const contract = rowsIn.contract && header.every((name) => known.includes(asNamed(name)));
    const questions = new Map<string, PlacedFault>();
    const readers = targets.map(({ fields }, index) =>
      fields.map((field, place): ReadField => {
        const found = this.evidence[index]?.[place]?.conclude(field.called, inZone(field.said, zone), {
          zone,
          contract,
        });
        if (typeof found === 'function') return found;
        // The same column may serve several tables, and is asked about once.
        if (found) questions.set(`${found.column}`, askedOf(opened.name, found));
        return () => null;
      }),
    );
    const empty = this.empties.conclude(profile.empty, header);
    if (!('has' in empty)) questions.set('empty', askedOf(opened.name, empty));
    if (questions.size > 0) throw new FileFaults([...questions.values()]);
    const told = this.evidence.flatMap((each) => each.flatMap((evidence) => evidence.told() ?? []));
    return { opened, rowsIn, header, targets, readers, told, empty: 'has' in empty ? empty : new Set() };
  }
}

const inZone = (said: ColumnSaid, company: string): ColumnSaid =>
  said.zone === OF_THE_COMPANY ? { ...said, zone: company } : said;

const required = (table: Table | null): string[] =>
  (table?.columns ?? []).filter((column) => column.required).map((column) => column.name);
