import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Clock } from '../../clock.ts';
import type { Databases } from '../../database/databases.ts';
import { ConfigurationFailure } from '../../failure.ts';
import { didYouMean } from '../../policy/nearest.ts';
import { CONTRACT, contractTable } from '../contract/contract.ts';
import { lookAtSchema } from '../contract/present.ts';
import { type CsvFile, readHeader } from './csv-header.ts';
import { freshenFeeds } from './freshen-feeds.ts';
import { expectTables, importFault } from './import-fault.ts';
import { lossOf, stageFile } from './import-file.ts';
import { type ImportResult, type Loaded, notLoaded, resultOf, type TableResult } from './import-result.ts';
import { Rejects } from './rejects.ts';
import type { Staged } from './staged.ts';
import { createStaging, removeDuplicates, upsert } from './staging.ts';
import { type FileIs, noteUnnamed } from './unnamed-rows.ts';

export interface ImportOptions {
  readonly clock: Clock;
  /** Load the good rows although some are bad. */
  readonly skipBad: boolean;
  /** What the files are; what open rows they leave out follows from it. */
  readonly fileIs?: FileIs;
  /** Folder for rejected rows when the file's own can't be written. */
  readonly rejectsFolder: string;
  /** Schema of the source; `source` if not said. */
  readonly schema?: string;
  /** IANA zone in which a moment that is given as a day begins; UTC if not said. */
  readonly timeZone?: string;
  /** Told now and then which file is being read, and how far all of them are. */
  readonly onProgress?: (file: string, bytes: number, totalBytes: number) => void;
}

const IMPORT_LOCK = 8_026_003;

/**
 * Imports every `<table>.csv` of a folder, all or nothing.
 * @throws ConfigurationFailure when there is none, or a header is wrong; RunFailure when the database refuses.
 */
export async function importFolder(
  databases: Databases,
  folder: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw new ConfigurationFailure(`${folder} is not there, or is no folder that can be read.`);
  });
  const names = entries.filter((entry) => !entry.isDirectory()).map((entry) => entry.name);
  const wanted = CONTRACT.filter((table) => names.includes(`${table.name}.csv`));
  const ours = CONTRACT.flatMap(({ name }) => [`${name}.csv`, `${name}.rejects.csv`]);
  const ignored = names.filter((name) => !ours.includes(name)).sort();
  if (wanted.length === 0) {
    const all = CONTRACT.map((table) => `${table.name}.csv`).join(', ');
    throw new ConfigurationFailure(`${folder} holds no table. A folder may hold ${all}.`);
  }
  const faults: string[] = [];
  const files: CsvFile[] = [];
  for (const table of wanted) {
    try {
      files.push(await readHeader(table, path.join(folder, `${table.name}.csv`)));
    } catch (error) {
      if (!(error instanceof ConfigurationFailure)) throw error;
      faults.push(...error.faults);
    }
  }
  if (faults.length > 0) throw new ConfigurationFailure(faults);
  return { ...(await load(databases, files, options)), ignored };
}

/** Imports one file into the named table, all or nothing; throws as `importFolder` does. */
export async function importTable(
  databases: Databases,
  name: string,
  file: string,
  options: ImportOptions,
): Promise<ImportResult> {
  const table = contractTable(name);
  if (table === undefined) {
    const known = CONTRACT.map((each) => each.name);
    throw new ConfigurationFailure(
      `There is no table ${name}${didYouMean(name, known)}. There are: ${known.join(', ')}.`,
    );
  }
  return { ...(await load(databases, [await readHeader(table, await named(file))], options)), ignored: [] };
}

/** The file that somebody names may be a link of theirs: it is followed once, here. */
const named = (file: string): Promise<string> => realpath(file).catch(() => file);

/** One transaction: what a round reads meanwhile is all of the old or all of the new. */
async function load(
  databases: Databases,
  files: readonly CsvFile[],
  options: ImportOptions,
): Promise<Loaded> {
  const pool = databases.openSourceForImport();
  const staged: Staged[] = [];
  const rejects: Rejects[] = [];
  try {
    const client = await pool.connect();
    try {
      await client.query(`begin; set local work_mem = '64MB'; set local temp_buffers = '32MB'`);
      await client.query(`select pg_advisory_xact_lock($1), set_config('TimeZone', $2, true)`, [
        IMPORT_LOCK,
        options.timeZone ?? 'UTC',
      ]);
      const tables = [...new Set([...files.map(({ table }) => table.name), 'feeds'])];
      await expectTables(client, tables, options.schema ?? 'source');
      staged.push(...(await stageAll(client, files, rejects, options)));
      const refused = !options.skipBad && staged.some(({ bad }) => bad.rows > 0);
      const result = refused ? notLoaded(staged) : await writeAll(client, staged, options);
      await client.query(refused ? 'rollback' : 'commit');
      if (refused) return result;
      await analyze(client, files, options.schema ?? 'source');
      return await withRejects(result, staged);
    } catch (error) {
      await client.query('rollback').catch(() => undefined);
      await Promise.all(rejects.map((each) => each.discard()));
      throw importFault(error, options.schema ?? 'source');
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
}

async function stageAll(
  client: pg.PoolClient,
  files: readonly CsvFile[],
  opened: Rejects[],
  options: ImportOptions,
): Promise<Staged[]> {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  const staged: Staged[] = [];
  const lost = lossOf(client);
  let read = 0;
  for (const file of files) {
    const rejects = options.skipBad ? await Rejects.beside(file.path, options.rejectsFolder) : null;
    if (rejects) opened.push(rejects);
    await createStaging(client, file);
    const each = await stageFile(client, lost, file, rejects, (bytes) => {
      read += bytes;
      options.onProgress?.(file.name, read, total);
    });
    await removeDuplicates(client, each);
    staged.push(each);
  }
  return staged;
}

async function writeAll(
  client: pg.PoolClient,
  staged: readonly Staged[],
  options: ImportOptions,
): Promise<Loaded> {
  const schema = options.schema ?? 'source';
  const tables: TableResult[] = [];
  const present = await lookAtSchema(client, schema);
  for (const each of staged) {
    const columns = new Set(present.get(each.file.table.name)?.columns.keys());
    const { inserted, changed, emptied } = await upsert(client, each.file, schema, columns);
    const unchanged = each.rows - each.bad.rows - inserted - changed;
    const fileIs = options.fileIs ?? 'not said';
    const unnamed = await noteUnnamed(client, each, schema, options.clock.now(), fileIs, unchanged);
    tables.push({ ...resultOf(each), inserted, changed, unchanged, unnamed, emptied });
  }
  return { loaded: true, tables, feeds: await freshenFeeds(client, staged, schema, options.clock) };
}

/** The round that follows must not plan with the statistics of an empty table. Only an owner may; others need not. */
async function analyze(client: pg.PoolClient, files: readonly CsvFile[], schema: string): Promise<void> {
  const tables = files.map(({ table }) => `${pg.escapeIdentifier(schema)}.${table.name}`);
  await client.query(`analyze ${tables.join(', ')}`).catch(() => undefined);
}

async function withRejects(result: Loaded, staged: readonly Staged[]): Promise<Loaded> {
  const tables: TableResult[] = [];
  for (const [index, table] of result.tables.entries()) {
    const rejects = staged[index]?.rejects ?? null;
    if (table.rejected === 0) await rejects?.discard();
    tables.push({ ...table, rejectsFile: table.rejected > 0 ? ((await rejects?.keep()) ?? null) : null });
  }
  return { ...result, tables };
}
