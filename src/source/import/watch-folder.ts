import { constants } from 'node:fs';
import { access, lstat, mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Databases } from '../../database/databases.ts';
import { ConfigurationFailure, messageOf } from '../../failure.ts';
import { type PlacedFault, sayPlaced } from '../../policy/source-fault.ts';
import type { WatchedSource } from '../../policy/sources.ts';
import { byDate, dateIn, inOrder, isReadable, namedFile } from '../profile/named-file.ts';
import { FileFailure, FileFaults, FileGrew, ofWhole, placedIn } from './file-faults.ts';
import { type FileToImport, type ImportOptions, importFiles } from './import.ts';
import type { Loaded } from './import-result.ts';
import { loadProfile } from './load-profile.ts';

/** What became of the files that were found. */
export interface TakenFiles {
  readonly files: readonly string[];
  /** Null: they could not be read. */
  readonly result: Loaded | null;
  /** Why not; empty when they were loaded. */
  readonly faults: readonly PlacedFault[];
}

/** Files as they stood at the last look: one that has not changed since is whole. */
export type FilesLastSeen = Map<string, string>;

/** More are left for the next look. */
const FILES_AT_ONCE = 200;
/** Of a file's reasons so many are written beside it. */
const REASONS = 1_000;
const DONE = 'done';
const FAILED = 'failed';

/**
 * Imports the files of a watched folder that have not changed since the last look, all or nothing, and moves them to `done/`, or
 * those with faults to `failed/` with their reasons beside them. A file that is still written, or that the database is to blame
 * for, stays for the next look. One that was loaded and could not be moved before the process died is loaded again, which changes nothing.
 * @returns null when there is nothing to do
 * @throws what the database says when it is to blame; nothing is loaded or moved then
 */
export async function takeFiles(
  databases: Databases,
  source: WatchedSource,
  look: FilesLastSeen,
  options: Omit<ImportOptions, 'skipBad' | 'fileIs' | 'profile'>,
): Promise<TakenFiles | null> {
  const files: FileToImport[] = [];
  try {
    const names = (await settled(source, look)).slice(0, FILES_AT_ONCE);
    if (names.length === 0) return null;
    await expectMovable(source.folder);
    const profile = source.profile === null ? undefined : await loadProfile(source.profile, process.cwd());
    // What is named like no table is set aside too, so they are all known before.
    files.push(...names.map((name) => ({ file: path.join(source.folder, name), table: null, date: null })));
    files.splice(0, names.length, ...filesOf(source, names, (profile?.tables ?? []).length > 0));
    const result = await importFiles(databases, files, {
      ...options,
      profile,
      skipBad: source.skipBad,
      fileIs: source.theyAre,
      onLoaded: async (opened) => {
        // One that another took the place of stays: what lies there now was not read.
        for (const each of opened) if (await each.stillThere()) await move(each.path, DONE);
      },
    });
    if (result.loaded) return { files: files.map(nameOf), result, faults: [] };
    const faults = result.tables.flatMap((table) => table.bad);
    await setAside(files, faults);
    return { files: files.map(nameOf), result, faults };
  } catch (error) {
    if (error instanceof FileGrew) return null;
    if (!(error instanceof ConfigurationFailure || error instanceof FileFailure)) throw error;
    const told = error instanceof ConfigurationFailure ? placedIn(error, '') : [error.placed];
    const faults = told.map((fault) =>
      fault.file === '' ? { ...fault, file: fileOf(fault, files) } : fault,
    );
    if (error instanceof FileFaults || error instanceof FileFailure) await setAside(files, told);
    return { files: files.map(nameOf), result: null, faults };
  }
}

const nameOf = ({ file }: FileToImport): string => path.basename(file);

/** The file that a sentence is about; of one that names none the first. */
function fileOf({ reason }: PlacedFault, files: readonly FileToImport[]): string {
  const about = files.find(({ file }) => isAbout(reason, file)) ?? files[0];
  return about === undefined ? '' : nameOf(about);
}

/** Names of the files that have not changed since the last look; what is seen now is kept for the next. */
async function settled({ folder, files }: WatchedSource, look: FilesLastSeen): Promise<readonly string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    throw new ConfigurationFailure(`The folder ${folder} cannot be read: ${said(error)}.`);
  });
  const before = new Map(look);
  look.clear();
  const whole: string[] = [];
  for (const name of names.filter((each) => isReadable(each) && fits(each, files)).sort()) {
    const found = await lstat(path.join(folder, name), { bigint: true }).catch(() => null);
    if (!found?.isFile()) continue;
    const stamp = `${found.ino} ${found.size} ${found.mtimeNs}`;
    look.set(name, stamp);
    if (before.get(name) === stamp) whole.push(name);
  }
  return whole;
}

/** Whether a name fits a pattern in which * stands for any letters; without regard to capitals. */
function fits(name: string, pattern: string | null): boolean {
  if (pattern === null) return true;
  const parts = pattern.toLowerCase().split('*');
  const [first = '', ...rest] = parts;
  const last = rest.at(-1);
  const lower = name.toLowerCase();
  if (last === undefined) return lower === first;
  if (!lower.startsWith(first) || !lower.endsWith(last) || lower.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = lower.indexOf(part, at);
    if (found < 0 || found + part.length > lower.length - last.length) return false;
    at = found + part.length;
  }
  return true;
}

function filesOf({ folder }: WatchedSource, names: readonly string[], byProfile: boolean): FileToImport[] {
  if (byProfile) {
    const dated = names.map((name) => ({ file: path.join(folder, name), table: null, date: dateIn(name) }));
    return dated.sort(byDate);
  }
  const strangers = names.filter((name) => namedFile(name) === null);
  if (strangers.length > 0)
    throw new FileFaults(strangers.map((name) => ofWhole(name, { code: 'no_table_no_profile' })));
  return inOrder(names).map(({ name, table, date }) => ({ file: path.join(folder, name), table, date }));
}

/** Looked at before anything is loaded: what could not be moved would be loaded again and again. */
async function expectMovable(folder: string): Promise<void> {
  try {
    await access(folder, constants.W_OK | constants.X_OK);
    for (const below of [DONE, FAILED]) {
      const into = path.join(folder, below);
      await mkdir(into, { recursive: true, mode: 0o700 });
      await access(into, constants.W_OK | constants.X_OK);
    }
  } catch (error) {
    throw new ConfigurationFailure(
      `Nothing of ${folder} was imported: its files could not be moved to ${DONE}/ and ${FAILED}/ afterwards: ${said(error)}. Give the worker's user the right to write there.`,
    );
  }
}

const said = (error: unknown): string => messageOf(error);

/** Moves a file into a folder beside it, under a name that is free. */
async function move(file: string, into: string): Promise<string> {
  const { dir, base } = path.parse(file);
  for (let times = 0; ; times++) {
    const target = path.join(dir, into, times === 0 ? base : `${times}-${base}`);
    if (await lstat(target).catch(() => null)) continue;
    await rename(file, target).catch((error: unknown) => {
      throw new ConfigurationFailure(`${file} could not be moved to ${into}/: ${said(error)}.`);
    });
    return target;
  }
}

/** A fault begins with the file that it is about, by its name or its whole path. */
const isAbout = (fault: string, file: string): boolean =>
  [file, path.basename(file)].some((name) => fault.startsWith(`${name}:`) || fault.startsWith(`${name} `));

/** Puts the files that the faults name to `failed/`, each with its reasons beside it; all of them where none is named. */
async function setAside(files: readonly FileToImport[], placed: readonly PlacedFault[]): Promise<void> {
  const faults = placed.map(sayPlaced);
  const ofFile = (one: FileToImport) =>
    placed
      .filter(({ file, reason }) => (file === '' ? isAbout(reason, one.file) : file === nameOf(one)))
      .map(sayPlaced);
  const named = files.filter((file) => ofFile(file).length > 0);
  for (const each of named.length > 0 ? named : files) {
    const found = await lstat(each.file).catch(() => null);
    if (!found) continue;
    const target = await move(each.file, FAILED);
    const own = ofFile(each).length > 0 ? ofFile(each) : faults;
    const reasons = own.slice(0, REASONS).join('\n');
    await writeFile(`${target}.why.txt`, `${reasons}\n`, { mode: 0o600 });
  }
}
