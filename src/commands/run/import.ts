import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Command } from 'commander';
import { systemClock } from '../../clock.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import type { Rules } from '../../policy/rules.ts';
import { loadRules } from '../../settings/load-policy.ts';
import { CONTRACT } from '../../source/contract/contract.ts';
import { sayBadRow } from '../../source/import/bad-rows.ts';
import { type ImportOptions, importFolder, importTable } from '../../source/import/import.ts';
import type { ImportResult } from '../../source/import/import-result.ts';
import type { FileIs } from '../../source/import/unnamed-rows.ts';
import { type Context, withDatabases } from '../terminal/context.ts';
import { printableLine } from '../terminal/printable.ts';
import { progress } from '../terminal/progress.ts';

interface Options {
  readonly skipBad?: boolean;
  readonly complete?: boolean;
  readonly changes?: boolean;
  readonly json?: boolean;
  readonly policy?: string;
}

/** How many faults are printed; `--json` lists up to a thousand of each file. */
const PRINTED = 50;

/** `tidings import DIR` and `tidings import TABLE FILE` */
export function importCommand(): Command {
  return new Command('import')
    .description('load CSV files into the source tables, all or nothing')
    .argument(
      '<dir-or-table>',
      'a folder of files named like their tables (orders.csv), or the name of one table',
    )
    .argument('[file]', 'the CSV file of that table')
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
The first line of a file names its columns, in any order; columns that may be empty may be missing.
UTF-8, commas, quotes doubled inside quotes. Days 2026-11-26, moments 2026-11-26T09:00:00+01:00, numbers 1234.50.
A row whose key is known already is changed, others are added, none is removed. Open orders, jobs and invoices that a file leaves
out which looks like a whole export are not written about any more, and listed for their owners; --complete closes them.
Tables: ${CONTRACT.map((table) => table.name).join(', ')}.

Examples:
  $ tidings import export/
  $ tidings import orders export/orders-monday.csv --skip-bad`,
    )
    .action(async (target: string, file: string | undefined, options: Options) => {
      const { rules } = await loadRules({ file: options.policy, env: process.env, cwd: process.cwd() });
      await withDatabases({ sourceSchema: rules.sourceSchema }, (context) =>
        run(context, rules, target, file, options),
      );
    });
}

async function run(
  context: Context,
  rules: Rules,
  target: string,
  file: string | undefined,
  options: Options,
): Promise<void> {
  const shown = progress();
  const importing: ImportOptions = {
    clock: systemClock,
    skipBad: options.skipBad === true,
    fileIs: fileIs(options),
    schema: rules.sourceSchema,
    timeZone: rules.company.timeZone,
    rejectsFolder: path.join(context.config.home, 'rejects'),
    onProgress: shown.update,
  };
  try {
    if (file === undefined) await expectFolder(target);
    const result =
      file === undefined
        ? await importFolder(context.databases, target, importing)
        : await importTable(context.databases, target, file, importing);
    shown.finish();
    if (options.json) console.log(JSON.stringify(result));
    else print(result);
    if (!result.loaded) throw new RunFailure(refusal(result));
  } finally {
    shown.finish();
  }
}

function fileIs({ complete, changes }: Options): FileIs {
  if (complete && changes)
    throw new ConfigurationFailure(
      'A file is complete, or names what changed: give --complete or --changes.',
    );
  return complete ? 'complete' : changes ? 'changes' : 'not said';
}

async function expectFolder(target: string): Promise<void> {
  const found = await stat(target).catch(() => null);
  if (found?.isDirectory()) return;
  const table = CONTRACT.some(({ name }) => name === target);
  throw new ConfigurationFailure(
    table
      ? `Which file holds the table ${target}? Write \`tidings import ${target} FILE\`.`
      : `${target} is no folder. Write \`tidings import DIR\` or \`tidings import TABLE FILE\`.`,
  );
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
    for (const bad of table.bad.slice(0, PRINTED)) console.error(`  ${sayBadRow(bad)}`);
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
