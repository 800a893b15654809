import { Command, CommanderError } from 'commander';
import { databaseFault } from '../database/database-fault.ts';
import { ConfigurationFailure, RunFailure } from '../failure.ts';
import { version } from '../settings/package-root.ts';
import { explainCommand } from './explain/explain.ts';
import { historyCommand } from './explain/history.ts';
import { backlogCommand } from './letters/backlog.ts';
import { casesCommand } from './letters/cases.ts';
import { contactCommand } from './letters/contact.ts';
import { correctCommand } from './letters/correct.ts';
import { deliverCommand } from './letters/deliver.ts';
import { lettersCommand } from './letters/letters.ts';
import { releaseCommand } from './letters/release.ts';
import { showCommand } from './letters/show.ts';
import { taskCommand, tasksCommand } from './letters/tasks.ts';
import { inboxCommand } from './mail/inbox.ts';
import { holdCommand } from './money/hold.ts';
import { holdsCommand } from './money/holds.ts';
import { unholdCommand } from './money/unhold.ts';
import { verdictCommand } from './money/verdict.ts';
import { policyCommand } from './policy/policy.ts';
import { replayCommand } from './replay/replay.ts';
import { roundCommand } from './round/round.ts';
import { weekCommand } from './round/week.ts';
import { alarmsCommand } from './run/alarms.ts';
import { doctorCommand } from './run/doctor.ts';
import { forgetCommand } from './run/forget.ts';
import { importCommand } from './run/import.ts';
import { initCommand } from './run/init.ts';
import { learnCommand } from './run/learn.ts';
import { migrateCommand } from './run/migrate.ts';
import { pauseCommand, resumeCommand } from './run/pause.ts';
import { runCommand } from './run/run.ts';
import { tellCommand } from './run/tell.ts';
import { userCommand } from './run/user.ts';
import { templatesCommand } from './templates/templates.ts';
import { printable } from './terminal/printable.ts';

export const OK = 0;
const RUN_FAILED = 1;
const BAD_CONFIGURATION = 2;

function program(): Command {
  const tidings = new Command('tidings')
    .description('Writes to waiting customers in plain words before they have to ask.')
    .version(version)
    .exitOverride()
    .showHelpAfterError('(tidings --help lists the commands)')
    .addHelpText(
      'after',
      `
Environment: DATABASE_URL, SOURCE_DATABASE_URL, IMPORT_DATABASE_URL, SMTP_URL, IMAP_URL, TIDINGS_HOME, TIDINGS_POLICY, TIDINGS_EMAILS, TIDINGS_ADDRESS,
CONSOLE_ADDRESS, TIDINGS_GATE_TOKEN, LOG_LEVEL; docs/operations.md lists all. What holds a secret may be named in a file instead: DATABASE_URL_FILE.
Exit codes: 0 done, 1 the run failed, 2 the configuration or the command line is wrong.`,
    );
  for (const [heading, commands] of grouped()) {
    tidings.commandsGroup(heading);
    for (const command of commands) tidings.addCommand(strict(command, `tidings ${command.name()}`));
  }
  return tidings.helpCommand(true);
}

/** In the order in which one needs them. */
const grouped = (): readonly (readonly [heading: string, commands: readonly Command[]])[] => [
  ['Begin:', [initCommand(), importCommand(), doctorCommand(), learnCommand(), policyCommand()]],
  ['Look before you send:', [replayCommand(), roundCommand(), backlogCommand()]],
  ['Run:', [runCommand(), deliverCommand(), pauseCommand(), resumeCommand(), alarmsCommand()]],
  [
    'Who waits, and what was written:',
    [
      explainCommand(),
      casesCommand(),
      lettersCommand(),
      showCommand(),
      releaseCommand(),
      correctCommand(),
      weekCommand(),
    ],
  ],
  ['What people do:', [tasksCommand(), taskCommand(), contactCommand(), inboxCommand()]],
  ['Money:', [verdictCommand(), holdCommand(), unholdCommand(), holdsCommand()]],
  [
    'Keep it in order:',
    [templatesCommand(), userCommand(), historyCommand(), tellCommand(), forgetCommand(), migrateCommand()],
  ],
];

/** A command line that is wrong ends in exit code 2, with the way to its help; so for the commands within a command. */
function strict(command: Command, called: string): Command {
  for (const part of command.commands) strict(part, `${called} ${part.name()}`);
  return command.exitOverride().showHelpAfterError(`(${called} --help says how it is called)`);
}

/** Says what went wrong to the person who must act; a bare stack trace only for a fault of ours. */
function exitCodeOf(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? OK : BAD_CONFIGURATION;
  if (error instanceof ConfigurationFailure) {
    for (const fault of error.faults) process.stderr.write(`${printable(fault)}\n`);
    return BAD_CONFIGURATION;
  }
  const told = error instanceof RunFailure ? error.message : databaseFault(error);
  if (told !== null) process.stderr.write(`${printable(told)}\n`);
  else process.stderr.write(`${printable(faultOfOurs(error))}\n`);
  return RUN_FAILED;
}

const faultOfOurs = (error: unknown): string =>
  `A fault in Tidings: ${error instanceof Error ? error.stack : String(error)}`;

/**
 * Runs one command line, without the program's name: `['round', '--json']`.
 * @returns the exit code: 0 done, 1 the run failed, 2 the configuration or the command line is wrong
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  try {
    await program().parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? OK);
  } catch (error) {
    return exitCodeOf(error);
  }
}
