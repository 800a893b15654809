import { constants } from 'node:fs';
import { lstat, open } from 'node:fs/promises';
import path from 'node:path';
import { ConfigurationFailure } from '../../failure.ts';
import { didYouMean } from '../../policy/nearest.ts';
import type { Column, Table } from '../contract/contract.ts';
import { visible } from './bad-rows.ts';
import { CsvRows } from './csv-rows.ts';

/** A file whose header keeps the contract. */
export interface CsvFile {
  readonly table: Table;
  readonly path: string;
  /** As messages show it. */
  readonly name: string;
  readonly bytes: number;
  /** In the order of the file. */
  readonly columns: readonly Column[];
}

/**
 * Reads the header of a CSV file.
 * @throws ConfigurationFailure naming all that is wrong with it.
 */
export async function readHeader(table: Table, file: string): Promise<CsvFile> {
  const name = path.basename(file);
  const found = await lstat(file).catch(() => null);
  if (found?.isSymbolicLink())
    throw new ConfigurationFailure(
      `${file} is a link, and links are not followed: put the file itself there.`,
    );
  if (!found?.isFile()) throw new ConfigurationFailure(`${file} is not there, or is no file.`);
  const names = await firstRow(file);
  if (names === null) {
    throw new ConfigurationFailure(
      `${name} is empty. Its first line must name the columns, such as ${sample(table)}.`,
    );
  }
  const faults = headerFaults(names, table).map((fault) => `${name}:1 ${fault}`);
  if (faults.length > 0) throw new ConfigurationFailure(faults);
  const columns = names.flatMap((column) => table.columns.find((known) => known.name === column) ?? []);
  return { table, path: file, name, bytes: found.size, columns };
}

/**
 * The pieces of a file. Whoever may write to its folder may put a link there at any moment: what it leads to is neither read
 * nor shown.
 */
export async function* piecesOf(file: string, highWaterMark?: number): AsyncGenerator<Buffer> {
  const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  for await (const piece of handle.createReadStream({ highWaterMark })) yield piece;
}

async function firstRow(file: string): Promise<string[] | null> {
  let first: string[] | null = null;
  const take = (fields: string[]) => {
    first ??= fields;
  };
  const rows = new CsvRows(take, (_reason, _line, text) => take([text]));
  const decoder = new TextDecoder('utf-8');
  for await (const chunk of piecesOf(file)) {
    rows.push(decoder.decode(chunk, { stream: true }));
    if (first !== null) return first;
  }
  rows.end();
  return first;
}

function headerFaults(names: readonly string[], table: Table): string[] {
  const whole = names.join(',');
  if (/[\0\uFFFD]/.test(whole)) return ['is not UTF-8. Save the file as UTF-8.'];
  if (names.length === 1 && /[;\t]/.test(whole)) {
    return ['has its fields apart by something else. Save the file with commas between the fields.'];
  }
  const known = table.columns.map((column) => column.name);
  const faults: string[] = [];
  for (const [index, name] of names.entries()) {
    if (!known.includes(name)) {
      const hint = didYouMean(
        name,
        known.filter((column) => !names.includes(column)),
      );
      faults.push(`has a column "${visible(name)}" that ${table.name} does not know${hint}.`);
    } else if (names.indexOf(name) !== index) {
      faults.push(`names the column ${name} twice.`);
    }
  }
  const missing = table.columns.filter((column) => column.required && !names.includes(column.name));
  if (missing.length > 0) {
    faults.push(`lacks the required ${missing.map((column) => column.name).join(', ')}.`);
  }
  return faults;
}

const sample = (table: Table): string => {
  const required = table.columns.filter((column) => column.required);
  return required.map((column) => column.name).join(',');
};
