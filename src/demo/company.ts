import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type CountedFrom, dated } from '../calendar/relative-days.ts';
import type { Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import { fixedClock } from '../clock.ts';
import type { Databases } from '../database/databases.ts';
import type { Rules } from '../policy/rules.ts';
import { packageRoot } from '../settings/package-root.ts';
import { type FileToImport, type ImportOptions, importFiles } from '../source/import/import.ts';
import type { Loaded } from '../source/import/import-result.ts';
import { inOrder } from '../source/profile/named-file.ts';
import { NO_PROFILE } from '../source/profile/profile.ts';

/** The demo company, in files of the source contract; how they are written stands in their README. */
const FILES = path.join(packageRoot, 'db/demo');
/** What a row is there to show is for whoever reads the files. */
const PROFILE = { ...NO_PROFILE, ignore: ['shows', 'owes', 'pays'] };

/** What the days of the demo's files count from. */
const around = (now: Instant, { company, calendar }: Rules): CountedFrom => ({
  now,
  zone: zoneOf(company.timeZone),
  calendar,
});

/** Imports the company as it stands at `now`, with its history, in one transaction. */
export const importCompany = (
  databases: Databases,
  rules: Rules,
  now: Instant,
  onBegun?: ImportOptions['onBegun'],
): Promise<Loaded> =>
  importDated(databases, ['history', 'company'], around(now, rules), {
    schema: rules.sourceSchema,
    clock: fixedClock(now),
    onBegun,
  });

/** Imports the orders of which letters were written on the last working day as they stood then, into a schema of their own. */
export const importDayBefore = (
  databases: Databases,
  rules: Rules,
  now: Instant,
  schema: string,
): Promise<Loaded> =>
  importDated(databases, ['day-before'], around(now, rules), { schema, clock: fixedClock(now) });

/** Imports the tables of some folders of the demo, their days written out: the importer reads no others. */
async function importDated(
  databases: Databases,
  folders: readonly string[],
  days: CountedFrom,
  options: Pick<ImportOptions, 'schema' | 'clock' | 'onBegun'>,
): Promise<Loaded> {
  const written = await mkdtemp(path.join(tmpdir(), 'tidings-demo-'));
  try {
    const files: FileToImport[] = [];
    for (const folder of folders)
      for (const { name, table } of inOrder(await readdir(path.join(FILES, folder)))) {
        const file = path.join(written, `${folder}-${name}`);
        await writeFile(file, dated(await readFile(path.join(FILES, folder, name), 'utf8'), days));
        files.push({ file, table, date: null });
      }
    const loaded = await importFiles(databases, files, {
      ...options,
      skipBad: false,
      rejectsFolder: written,
      profile: PROFILE,
    });
    const bad = loaded.tables.flatMap((table) => table.bad);
    if (!loaded.loaded) throw new Error(`The files of the demo company are wrong: ${JSON.stringify(bad)}`);
    return loaded;
  } finally {
    await rm(written, { recursive: true, force: true });
  }
}
