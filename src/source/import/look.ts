import { ConfigurationFailure } from '../../failure.ts';
import { type PlacedFault, sayPlaced } from '../../policy/source-fault.ts';
import { sourceFaultText } from '../../policy/source-fault-text.ts';
import type { TableName } from '../contract/contract.ts';
import type { ToldByColumn } from '../dialect/question.ts';
import { harmless } from '../dialect/visible.ts';
import { NO_PROFILE, readProfile } from '../profile/profile.ts';
import { suggest } from '../profile/suggest.ts';
import type { FaultInRow } from './bad-rows.ts';
import { placedIn } from './file-faults.ts';
import { OpenedFile } from './opened-file.ts';
import { RowReader } from './row-reader.ts';
import { openSource, rowsInFile, type Terms } from './source-file.ts';

/** A row as it would be loaded: for each table its columns with what they become. */
export interface PreviewedRow {
  readonly line: number;
  readonly tables: readonly { readonly table: string; readonly fields: Readonly<Record<string, string>> }[];
  readonly faults: readonly (FaultInRow & { readonly reason: string })[];
}

/** More would not be looked at. */
const PREVIEWED = 10;

/**
 * The first rows of a file as an import would take them; nothing is loaded. All of the file is looked at, as an import would.
 * @throws ConfigurationFailure as an import would, with what is wrong or has to be asked
 */
export async function previewFile(file: string, terms: Terms): Promise<readonly PreviewedRow[]> {
  const source = await openSource(file, terms);
  try {
    const reader = new RowReader(source);
    const previewed: PreviewedRow[] = [];
    let header = true;
    for await (const { rows } of source.rowsIn.read()) {
      for (const row of rows) {
        if ('fault' in row) {
          const faults = [{ column: null, value: row.text, fault: row.fault }];
          previewed.push({ line: row.line, tables: [], faults: faults.map(withText) });
        } else if (header) header = false;
        else {
          const read = reader.read(row.fields);
          if (read === null) continue;
          const tables = read.tables.flatMap((fields, index) => {
            const target = source.targets[index];
            if (fields === null || !target) return [];
            const named = target.fields.flatMap(({ column }, at) =>
              fields[at] == null ? [] : [[column.name, fields[at]]],
            );
            return [{ table: target.table.name, fields: Object.fromEntries(named) }];
          });
          previewed.push({ line: row.line, tables, faults: read.faults.map(withText) });
        }
        if (previewed.length >= PREVIEWED) return previewed;
      }
    }
    return previewed;
  } finally {
    await source.opened.close();
  }
}

/**
 * A profile for a file, as text with the reason for each line; what the file can't tell stands in it as a question.
 * @param named the path as its messages show it
 * @throws ConfigurationFailure when not even its rows can be told apart
 */
export async function suggestFor(
  file: string,
  named: string,
  table: TableName | null,
  zone: string,
): Promise<string> {
  const { header, written } = await headerOf(file);
  const whole = written.map((line) => `${line}  # so it is written`);
  const first = suggest(named, header, whole, table);
  const profile = readProfile(first, named);
  if (!('title' in profile) || profile.tables.length === 0) return first;
  try {
    const source = await openSource(file, { profile, table: null, zone });
    await source.opened.close();
    return suggest(named, header, [...whole, ...pinned(source.told)], table);
  } catch (error) {
    if (!(error instanceof ConfigurationFailure)) throw error;
    return suggest(named, header, [...whole, ...placedIn(error, named).flatMap(asComment)], table);
  }
}

const withText = (each: FaultInRow): PreviewedRow['faults'][number] => ({
  ...each,
  reason: sourceFaultText(each.fault),
});

async function headerOf(file: string) {
  const opened = await OpenedFile.open(file);
  try {
    const rowsIn = await rowsInFile(opened, NO_PROFILE, new Set());
    for await (const { rows } of rowsIn.read())
      for (const row of rows) if ('fields' in row) return { header: row.fields, written: rowsIn.written };
    throw new ConfigurationFailure(`${opened.name} is empty.`);
  } finally {
    await opened.close();
  }
}

/** What all columns that tell anything tell alike. */
function pinned(told: readonly ToldByColumn[]): string[] {
  return (['dates', 'decimal'] as const).flatMap((key) => {
    const [first, ...rest] = told.filter((each) => each.key === key);
    if (first === undefined || rest.some(({ is }) => is !== first.is)) return [];
    return [`${key}: ${first.is}  # line ${first.line} has ${harmless(first.value)}`];
  });
}

/** A question, and its answers as lines that only have to lose their mark. */
function asComment(placed: PlacedFault): string[] {
  const answers = placed.fault?.code === 'question' ? placed.fault.readings : [];
  return [
    `# ? ${harmless(sayPlaced(placed)).replaceAll('\n', ' ')}`,
    ...answers.map(({ write }) => `# ${write}`),
  ];
}
