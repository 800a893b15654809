import { Command, Option } from 'commander';
import { HALVES, type Half } from '../../attend/half.ts';
import { systemClock } from '../../clock.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { round } from '../../round/round.ts';
import { counter } from '../terminal/counter.ts';
import { expectNoPauseFile } from '../terminal/no-pause-file.ts';
import { type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';
import { printSummary } from './print-summary.ts';

interface Options extends WorldOptions {
  readonly dryRun?: boolean;
  readonly sinceUpgrade?: boolean;
  readonly json?: boolean;
  readonly half?: Half;
}

/** `tidings round` */
export const roundCommand = (): Command =>
  withWorldOptions(new Command('round'))
    .description(
      'one pass over everybody who waits or owes: find, decide, write; the same round twice writes nothing new',
    )
    .addOption(
      new Option('--half <half>', 'only who waits, or only who owes').choices(HALVES).default('both'),
    )
    .option('--dry-run', 'look and decide, and write nothing')
    .option('--since-upgrade', 'with --dry-run: what of it is due to a change of the rules')
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Letters are written into the outbox; "tidings deliver" or a running worker sends them.

Examples:
  $ tidings round --dry-run
  $ tidings round --dry-run --since-upgrade
  $ tidings round --at 2026-11-26T09:00:00+01:00 --json`,
    )
    .action((options: Options) =>
      withWorld(options, async (world) => {
        if (options.sinceUpgrade && options.dryRun !== true)
          throw new ConfigurationFailure(
            '--since-upgrade goes with --dry-run: it shows what is yet to come.',
          );
        if (options.dryRun !== true) await expectNoPauseFile(world.config.home);
        const shown = counter('open items');
        const fellBack = new Set<string>();
        const report = await round(world, {
          half: options.half ?? 'both',
          dryRun: options.dryRun === true,
          lookedAt: systemClock.now(),
          sinceUpgrade: options.sinceUpgrade === true,
          wait: true,
          ownClock: options.at === undefined,
          progress: shown.update,
          onFallBack: (template) => fellBack.add(template),
        });
        shown.finish();
        for (const template of fellBack)
          console.error(
            `${template} cannot be written as it is published, and earlier words were taken: mend it (\`tidings templates check\`).`,
          );
        if (!report) throw new RunFailure('Another round is under way; try again when it has ended.');
        if (options.json) console.log(JSON.stringify(report));
        else await printSummary(world, report, null);
      }),
    );
