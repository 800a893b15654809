import { Command, Option } from 'commander';
import { HALVES, type Half } from '../../attend/half.ts';
import { fixedClock, systemClock } from '../../clock.ts';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { capturedCounts } from '../../post/server/real-sending.ts';
import { InWords } from '../../round/in-words.ts';
import { round } from '../../round/round.ts';
import { counter } from '../terminal/counter.ts';
import { expectNoPauseFile } from '../terminal/no-pause-file.ts';
import { sayTrialIsOver } from '../terminal/trial-is-over.ts';
import { type OpenWorld, type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';
import { letterInFull, onTheirClock, whenTheyGo } from './dry-letters.ts';
import { printSummary } from './print-summary.ts';

interface Options extends WorldOptions {
  readonly dryRun?: boolean;
  readonly sinceUpgrade?: boolean;
  readonly letters?: boolean;
  readonly json?: boolean;
  readonly half?: Half;
}

/** More are counted: nobody reads them in one go. */
const MOST_LETTERS = 100;

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
    .option(
      '--letters',
      'with --dry-run: what would go and when, in full words; outside sending hours, of the next hour in which letters may go',
    )
    .option('--json', 'print the report as JSON')
    .addHelpText(
      'after',
      `
Letters are written into the outbox; "tidings deliver" or a running worker sends them.

Examples:
  $ tidings round --dry-run
  $ tidings round --dry-run --letters
  $ tidings round --dry-run --since-upgrade
  $ tidings round --at 2026-11-26T09:00:00+01:00 --json`,
    )
    .action((options: Options) =>
      withWorld(options, async (world) => {
        expectDryRun(options);
        if (options.dryRun !== true) await expectNoPauseFile(world.config.home);
        if (options.dryRun !== true) await sayTrialIsOver({ ...world, clock: systemClock }, console.error);
        const inWords = options.letters ? new InWords(MOST_LETTERS) : undefined;
        const looking = inWords ? atSendingHour(world) : world;
        const shown = counter('open items');
        const fellBack = new Set<string>();
        const report = await round(looking, {
          half: options.half ?? 'both',
          dryRun: options.dryRun === true,
          capturedCounts: capturedCounts(world.config, world.rules),
          lookedAt: systemClock.now(),
          sinceUpgrade: options.sinceUpgrade === true,
          wait: true,
          ownClock: options.at === undefined,
          progress: shown.update,
          onFallBack: (template) => fellBack.add(template),
          inWords,
        });
        shown.finish();
        for (const template of fellBack)
          console.error(
            `${template} cannot be written as it is published, and earlier words were taken: mend it (\`tidings templates check\`).`,
          );
        if (!report) throw new RunFailure('Another round is under way; try again when it has ended.');
        if (options.json)
          console.log(JSON.stringify(inWords ? { ...report, words: inWords.letters } : report));
        else {
          if (inWords) sayLetters(inWords, looking);
          await printSummary(world, report, null);
        }
      }),
    );

/** What only shows what is yet to come has no place in a round that writes. */
function expectDryRun({ dryRun, sinceUpgrade, letters }: Options): void {
  if (dryRun === true) return;
  if (sinceUpgrade)
    throw new ConfigurationFailure('--since-upgrade goes with --dry-run: it shows what is yet to come.');
  if (letters)
    throw new ConfigurationFailure(
      '--letters goes with --dry-run: it shows what would be written. `tidings show LETTER` shows what was.',
    );
}

/** Nothing goes at night and on Sundays, so the round looked at is that of the next hour in which something may. */
const atSendingHour = (world: OpenWorld): OpenWorld => ({
  ...world,
  clock: fixedClock(whenTheyGo(world.clock.now(), world.rules)),
});

function sayLetters({ letters, more }: InWords, { clock, rules }: OpenWorld): void {
  const when = onTheirClock(clock.now(), rules.company.timeZone);
  for (const each of letters) console.log(letterInFull(each, when));
  if (letters.length > 0) console.log('─'.repeat(72));
  if (more > 0) console.log(`And ${more} letters more.`);
  console.log(`The round of ${when}:\n`);
}
