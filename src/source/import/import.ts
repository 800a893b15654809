import { readdir, realpath } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import type { Instant } from '../../calendar/time.ts';
import type { Clock } from '../../clock.ts';
import type { Databases } from '../../database/databases.ts';
import { ConfigurationFailure } from '../../failure.ts';
import { didYouMean } from '../../policy/nearest.ts';
import type { PlacedFault } from '../../policy/source-fault.ts';
import { CONTRACT, contractTable, type Table } from '../contract/contract.ts';
import { lookAtSchema } from '../contract/present.ts';
import { dateIn, inOrder, momentOf, type NamedDate } from '../profile/named-file.ts';
import type { Profile } from '../profile/profile.ts';
import { FileFaults, placedIn } from './file-faults.ts';
import { freshenFeeds } from './freshen-feeds.ts';
import { expectTables, importFault } from './import-fault.ts';
import { lossOf, stageFile } from './import-file.ts';
import { type ImportResult, type Loaded, notLoaded, resultOf, type TableResult } from './import-result.ts';
import type { OpenedFile } from './opened-file.ts';
import { Rejects } from './rejects.ts';
import { openSource, type SourceFile } from './source-file.ts';
import type { Staged } from './staged.ts';
import { upsert } from './staging.ts';
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
  /** How the files are read; what it does not say they have to say themselves. */
  readonly profile?: Profile | undefined;
  /** Called in the transaction before anything is written; what it throws undoes the import. */
  readonly onBegun?: ((client: pg.PoolClient) => Promise<void>) | undefined;
  /** Called when all is loaded and before the files are closed. */
  readonly onLoaded?: (files: readonly OpenedFile[]) => Promise<void>;
  /** Told now and then which file is being read, and how far all of them are. */
  readonly onProgress?: (file: string, bytes: number, totalBytes: number) => void;
}

const IMPORT_LOCK = 8_026_007;
const REJECTS = '.rejects.csv';

/**
 * Imports every file of a folder that is named for a table (`orders.csv`, `Orders-2026-11-26.csv.gz`), all or nothing; of several
 * for one table in the order of their dates.
 * @throws ConfigurationFailure when there is none, a header is wrong, or something has to be asked; RunFailure when the database refuses.
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
  const wanted = inOrder(names);
  const taken = new Set(wanted.map(({ name }) => name));
  const ignored = names.filter((name) => !taken.has(name) && !name.endsWith(REJECTS)).sort();
  if (wanted.length === 0) {
    const all = CONTRACT.map((table) => `${table.name}.csv`).join(', ');
    throw new ConfigurationFailure(`${folder} holds no table. A folder may hold ${all}.`);
  }
  const files = wanted.map(({ name, table, date }) => ({ file: path.join(folder, name), table, date }));
  return { ...(await importFiles(databases, files, options)), ignored };
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
  return { ...(await importFiles(databases, [await asNamed(file, table)], options)), ignored: [] };
}

/** Imports one file by a profile that says which tables it brings, all or nothing; throws as `importFolder` does. */
export async function importByProfile(
  databases: Databases,
  file: string,
  options: ImportOptions,
): Promise<ImportResult> {
  return { ...(await importFiles(databases, [await asNamed(file, null)], options)), ignored: [] };
}

/** A file to be imported. */
export interface FileToImport {
  readonly file: string;
  /** The table that it is named for; null: its profile says what it brings. */
  readonly table: Table | null;
  /** When it was written, as its name says; null: that is not said. */
  readonly date: NamedDate | null;
}

/** The file that somebody names may be a link of theirs: it is followed once, here. */
const asNamed = async (file: string, table: Table | null): Promise<FileToImport> => ({
  file: await realpath(file).catch(() => file),
  table,
  date: dateIn(path.basename(file)),
});

/**
 * Imports files in their order, all or nothing. Each is held open from its first look to the end.
 * @throws as `importFolder`, with the faults of all files at once
 */
export async function importFiles(
  databases: Databases,
  files: readonly FileToImport[],
  options: ImportOptions,
): Promise<Loaded> {
  const faults: PlacedFault[] = [];
  const opened: SourceFile[] = [];
  try {
    for (const { file, table } of files) {
      try {
        const zone = options.timeZone ?? 'UTC';
        opened.push(await openSource(file, { profile: options.profile, table, zone }));
      } catch (error) {
        if (!(error instanceof ConfigurationFailure)) throw error;
        faults.push(...placedIn(error, path.basename(file)));
      }
    }
    if (faults.length > 0) throw new FileFaults(faults);
    const loaded = await load(databases, opened, freshAsOf(files, opened, options), options);
    if (loaded.loaded) await options.onLoaded?.(opened.map((each) => each.opened));
    return loaded;
  } finally {
    for (const { opened: each } of opened) await each.close();
  }
}

/** The moment that a table's rows show: now, or the day that its file has in its name if that is over. */
function freshAsOf(
  files: readonly FileToImport[],
  opened: readonly SourceFile[],
  { clock, timeZone = 'UTC' }: ImportOptions,
): ReadonlyMap<string, Instant> {
  const now = clock.now();
  const moments = new Map<string, Instant>();
  for (const [index, { date }] of files.entries()) {
    const at = date === null ? now : earlier(now, momentOf(date, timeZone));
    for (const { table } of opened[index]?.targets ?? []) moments.set(table.name, at);
  }
  return moments;
}

const earlier = (a: Instant, b: Instant): Instant => (b < a ? b : a);

/** One transaction: what a round reads meanwhile is all of the old or all of the new. */
async function load(
  databases: Databases,
  files: readonly SourceFile[],
  asOf: ReadonlyMap<string, Instant>,
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
      const tables = [...new Set([...tablesOf(files), 'feeds'])];
      await expectTables(client, tables, options.schema ?? 'source');
      await options.onBegun?.(client);
      staged.push(...(await stageAll(client, files, rejects, options)));
      const refused = !options.skipBad && staged.some(({ bad }) => bad.rows > 0);
      const result = refused ? notLoaded(staged) : await writeAll(client, staged, asOf, options);
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
  files: readonly SourceFile[],
  opened: Rejects[],
  options: ImportOptions,
): Promise<Staged[]> {
  const total = files.reduce((sum, file) => sum + file.opened.bytes, 0);
  const staged: Staged[] = [];
  const lost = lossOf(client);
  let read = 0;
  for (const [place, file] of files.entries()) {
    const rejects = options.skipBad ? await Rejects.beside(file.opened.path, options.rejectsFolder) : null;
    if (rejects) opened.push(rejects);
    const onBytes = (bytes: number): void => {
      read += bytes;
      options.onProgress?.(file.opened.name, Math.min(read, total), total);
    };
    staged.push(...(await stageFile(client, lost, file, place, rejects, onBytes)));
  }
  return staged;
}

async function writeAll(
  client: pg.PoolClient,
  staged: readonly Staged[],
  asOf: ReadonlyMap<string, Instant>,
  options: ImportOptions,
): Promise<Loaded> {
  const schema = options.schema ?? 'source';
  const tables: TableResult[] = [];
  const present = await lookAtSchema(client, schema);
  for (const each of staged) {
    const columns = new Set(present.get(each.target.table.name)?.columns.keys());
    const { inserted, changed, emptied } = await upsert(client, each, schema, columns);
    const unchanged = each.rows - each.bad.rows - inserted - changed;
    const fileIs = options.fileIs ?? 'not said';
    const unnamed = await noteUnnamed(client, each, schema, options.clock.now(), fileIs, unchanged);
    tables.push({ ...resultOf(each), inserted, changed, unchanged, unnamed, emptied });
  }
  return { loaded: true, tables, feeds: await freshenFeeds(client, staged, schema, asOf) };
}

const tablesOf = (files: readonly SourceFile[]): string[] => [
  ...new Set(files.flatMap(({ targets }) => targets.map(({ table }) => table.name))),
];

/** The round that follows must not plan with the statistics of an empty table. Only an owner may; others need not. */
async function analyze(client: pg.PoolClient, files: readonly SourceFile[], schema: string): Promise<void> {
  const tables = tablesOf(files).map((name) => `${pg.escapeIdentifier(schema)}.${name}`);
  await client.query(`analyze ${tables.join(', ')}`).catch(() => undefined);
}

/** Rejected rows stand in one file for each file that was read, whatever tables it brings. */
async function withRejects(result: Loaded, staged: readonly Staged[]): Promise<Loaded> {
  const tables: TableResult[] = [];
  const kept = new Map<Rejects, string | null>();
  for (const [index, table] of result.tables.entries()) {
    const rejects = staged[index]?.rejects ?? null;
    if (rejects && !kept.has(rejects)) {
      const any = staged.some(({ rejects: same, bad }) => same === rejects && bad.rows > 0);
      if (!any) await rejects.discard();
      kept.set(rejects, any ? await rejects.keep() : null);
    }
    const file = rejects === null ? null : (kept.get(rejects) ?? null);
    tables.push({ ...table, rejectsFile: table.rejected > 0 ? file : null });
  }
  return { ...result, tables };
}
