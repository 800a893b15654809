import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { systemClock } from '../../clock.ts';
import { isDemo } from '../../demo/is-demo.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { didYouMean } from '../../policy/nearest.ts';
import type { Rules } from '../../policy/rules.ts';
import { sayPlaced } from '../../policy/source-fault.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { CONTRACT, contractTable, type Table } from '../../source/contract/contract.ts';
import {
  type ImportOptions,
  importByProfile,
  importFolder,
  importTable,
} from '../../source/import/import.ts';
import type { ImportResult } from '../../source/import/import-result.ts';
import { loadProfile } from '../../source/import/load-profile.ts';
import { type PreviewedRow, previewFile, suggestFor } from '../../source/import/look.ts';
import type { FileIs } from '../../source/import/unnamed-rows.ts';
import { namedFile } from '../../source/profile/named-file.ts';
import type { Profile } from '../../source/profile/profile.ts';
import { type Context, withDatabases } from '../terminal/context.ts';
import { printable, printableLine } from '../terminal/printable.ts';
import { progress } from '../terminal/progress.ts';

interface Options {
  readonly skipBad?: boolean;
  readonly complete?: boolean;
  readonly changes?: boolean;
  readonly profile?: string;
  readonly preview?: boolean;
  readonly suggest?: boolean;
  readonly json?: boolean;
  readonly policy?: string;
}

/** How many faults are printed; `--json` lists up to a thousand of each file. */
const PRINTED = 50;

/** `tidings import DIR`, `tidings import TABLE FILE` and `tidings import FILE` */
export function importCommand(): Command {
  return new Command('import')
    .description('load files (CSV in any dialect, Excel) into the source tables, all or nothing')
    .argument(
      '<dir-table-or-file>',
      'a folder of files named like their tables (orders.csv), the name of one table, or a file',
    )
    .argument('[file]', 'the file of that table')
    .option('--profile <file-or-name>', 'what is made of its columns, and how they are written')
    .option('--suggest', 'write a profile for the file, with the reason for each line')
    .option('--preview', 'show the first ten rows as they would be loaded, and load nothing')
    .option('--skip-bad', 'load the good rows, and write the others beside the file as <table>.rejects.csv')
    .option(
      '--complete',
      'the files name all that is open: orders, jobs and invoices that they leave out are over',
    )
    .option('--changes', 'the files name what changed: what they leave out is as it was')
    .option(
      '--policy <file>',
      'the policy: its schema is filled, and a moment given as a day begins in its zone (default: as for rounds)',
    )
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      `
The first line of a file names its columns, in any order; columns that may be empty may be missing. How it is written (delimiter,
encoding, days, decimals) is told by its columns; what could be two things is asked, and a profile answers it.
Profiles that come with Tidings: shopify-orders, woocommerce-orders, excel-orders-de, excel-orders-pl, excel-orders-ru.
A row whose key is known already is changed, others are added, none is removed. Open orders, jobs and invoices that a file leaves
out which looks like a whole export are not written about any more, and listed for their owners; --complete closes them.
Tables: ${CONTRACT.map((table) => table.name).join(', ')}.

Examples:
  $ tidings import --suggest list.xlsx > list.yaml
  $ tidings import list.xlsx --profile list.yaml --preview
  $ tidings import list.xlsx --profile list.yaml
  $ tidings import export/
  $ tidings import orders export/orders-monday.csv --skip-bad`,
    )
    .action(async (target: string, file: string | undefined, options: Options) => {
      const { rules } = await loadRules({ file: options.policy, env: process.env, cwd: process.cwd() });
      const what = await whatToImport(target, file, options);
      if (options.suggest || options.preview) return look(what, rules, options);
      await withDatabases({ sourceSchema: rules.sourceSchema }, (context) =>
        run(context, rules, what, options),
      );
    });
}

/** A folder, or one file with the table that it is for; null: its profile says that. */
type What =
  | { readonly folder: string; readonly profile: Profile | undefined }
  | { readonly file: string; readonly table: Table | null; readonly profile: Profile | undefined };

async function whatToImport(target: string, file: string | undefined, options: Options): Promise<What> {
  const profile =
    options.profile === undefined ? undefined : await loadProfile(options.profile, process.cwd());
  const table = contractTable(target);
  if (file !== undefined) {
    if (table) return { file, table, profile };
    const known = CONTRACT.map(({ name }) => name);
    throw new ConfigurationFailure(
      `There is no table ${target}${didYouMean(target, known)}. There are: ${known.join(', ')}.`,
    );
  }
  const found = await stat(target).catch(() => null);
  if (found?.isDirectory()) return { folder: target, profile };
  if (table && !found)
    throw new ConfigurationFailure(
      `Which file holds the table ${target}? Write \`tidings import ${target} FILE\`.`,
    );
  if (!found)
    throw new ConfigurationFailure(
      `${target} is not there. Write \`tidings import DIR\`, \`tidings import FILE\` or \`tidings import TABLE FILE\`.`,
    );
  const by = namedFile(path.basename(target))?.table ?? null;
  if (by === null && !options.suggest && (profile?.tables ?? []).length === 0)
    throw new ConfigurationFailure(
      `${target} is named like no table. Write \`tidings import TABLE ${target}\`, or let a profile say what it brings: \`tidings import --suggest ${target}\` writes one.`,
    );
  return { file: target, table: profile && profile.tables.length > 0 ? null : by, profile };
}

/** Shows what would be made of a file; no database is asked. */
async function look(what: What, rules: Rules, options: Options): Promise<void> {
  if ('folder' in what) throw new ConfigurationFailure('Name one file: a folder has many to look at.');
  const file = await realpath(what.file).catch(() => what.file);
  const zone = rules.company.timeZone;
  if (options.suggest) {
    const text = await suggestFor(file, what.file, what.table?.name ?? null, zone);
    process.stdout.write(printable(text));
    return;
  }
  const rows = await previewFile(file, { profile: what.profile, table: what.table, zone });
  if (options.json) console.log(JSON.stringify(rows));
  else for (const line of rows.flatMap(tellRow)) console.log(printableLine(line));
}

const tellRow = ({ line, tables, faults }: PreviewedRow): string[] => [
  ...tables.map(
    ({ table, fields }) =>
      `line ${line}: ${table}: ${Object.entries(fields)
        .map(([name, value]) => `${name}=${value}`)
        .join(', ')}`,
  ),
  ...faults.map(
    ({ column, value, reason }) => `line ${line}: bad: ${[column, value, reason].filter(Boolean).join(' ')}`,
  ),
];

async function run(context: Context, rules: Rules, what: What, options: Options): Promise<void> {
  if (await isDemo(context.databases, rules.sourceSchema))
    throw new ConfigurationFailure(
      'The tables hold the demo company, and your customers would get letters in its name. Nothing was imported. ' +
        'Begin a company of your own in a folder of its own: tidings init DIR.',
    );
  const shown = progress();
  const importing: ImportOptions = {
    clock: systemClock,
    skipBad: options.skipBad === true,
    fileIs: fileIs(options),
    schema: rules.sourceSchema,
    timeZone: rules.company.timeZone,
    profile: what.profile,
    rejectsFolder: path.join(context.config.home, 'rejects'),
    onProgress: shown.update,
  };
  try {
    const result = await imported(context, what, importing);
    shown.finish();
    if (options.json) console.log(JSON.stringify(result));
    else print(result);
    if (!result.loaded) throw new RunFailure(refusal(result));
  } finally {
    shown.finish();
  }
}

function imported({ databases }: Context, what: What, importing: ImportOptions): Promise<ImportResult> {
  if ('folder' in what) return importFolder(databases, what.folder, importing);
  return what.table === null
    ? importByProfile(databases, what.file, importing)
    : importTable(databases, what.table.name, what.file, importing);
}

function fileIs({ complete, changes }: Options): FileIs {
  if (complete && changes)
    throw new ConfigurationFailure(
      'A file is complete, or names what changed: give --complete or --changes.',
    );
  return complete ? 'complete' : changes ? 'changes' : 'not said';
}

function print(result: ImportResult): void {
  for (const table of result.tables) {
    const { rows, inserted, changed, unchanged, rejected } = table;
    const counts = result.loaded
      ? `${inserted} new, ${changed} changed, ${unchanged} unchanged, ${rejected} rejected`
      : `${rejected} bad`;
    console.log(`${table.table}: ${rows} rows read, ${counts}`);
    if (table.unnamed.closed > 0)
      console.log(`  closed, because the file is complete: ${table.unnamed.closed}`);
    if (table.unnamed.held > 0)
      console.log(
        `  open and not in the file: ${table.unnamed.held}; nothing is written about them any more (--complete closes them, --changes leaves them as they are)`,
      );
    const emptied = Object.entries(table.emptied).map(([column, count]) => `${column} (${count})`);
    if (emptied.length > 0)
      console.log(`  not in the file, so emptied in rows that had it: ${emptied.join(', ')}`);
    for (const bad of table.bad.slice(0, PRINTED)) console.error(`  ${sayPlaced(bad)}`);
    if (table.bad.length > PRINTED) console.error(`  … and more; ${rejected} bad rows in all`);
    if (table.rejectsFile !== null) console.log(`  rejected rows: ${table.rejectsFile}`);
  }
  for (const name of result.ignored) console.error(printableLine(`${name}: named like no table, left alone`));
  if (result.feeds.length > 0) console.log(`fresh as of now: ${result.feeds.join(', ')}`);
}

function refusal(result: ImportResult): string {
  const bad = result.tables.reduce((sum, table) => sum + table.rejected, 0);
  return (
    `Nothing was imported: ${bad} bad ${bad === 1 ? 'row' : 'rows'}. ` +
    'Mend them, or load the others with --skip-bad.'
  );
}
