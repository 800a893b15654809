import { Command, CommanderError } from 'commander';
import { ConfigurationFailure, RunFailure } from '../failure.ts';
import { databaseFault } from '../ledger/database-fault.ts';
import { version } from '../package-root.ts';
import { alarmsCommand } from './alarms.ts';
import { backlogCommand } from './backlog.ts';
import { casesCommand } from './cases.ts';
import { deliverCommand } from './deliver.ts';
import { doctorCommand } from './doctor.ts';
import { explainCommand } from './explain.ts';
import { forgetCommand } from './forget.ts';
import { historyCommand } from './history.ts';
import { holdCommand } from './hold.ts';
import { holdsCommand } from './holds.ts';
import { importCommand } from './import.ts';
import { inboxCommand } from './inbox.ts';
import { lettersCommand } from './letters.ts';
import { migrateCommand } from './migrate.ts';
import { pauseCommand, resumeCommand } from './pause.ts';
import { printable } from './printable.ts';
import { releaseCommand } from './release.ts';
import { roundCommand } from './round.ts';
import { runCommand } from './run.ts';
import { showCommand } from './show.ts';
import { taskCommand, tasksCommand } from './tasks.ts';
import { tellCommand } from './tell.ts';
import { templatesCommand } from './templates.ts';
import { unholdCommand } from './unhold.ts';
import { userCommand } from './user.ts';
import { verdictCommand } from './verdict.ts';

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
Environment: DATABASE_URL, SOURCE_DATABASE_URL, SMTP_URL, IMAP_URL, TIDINGS_HOME, TIDINGS_POLICY, TIDINGS_ADDRESS, CONSOLE_ADDRESS,
TIDINGS_GATE_TOKEN, LOG_LEVEL; the README lists all. What holds a secret may be named in a file instead: DATABASE_URL_FILE.
Exit codes: 0 done, 1 the run failed, 2 the configuration or the command line is wrong.`,
    );
  const commands = [
    runCommand(),
    roundCommand(),
    deliverCommand(),
    importCommand(),
    lettersCommand(),
    showCommand(),
    casesCommand(),
    tasksCommand(),
    taskCommand(),
    explainCommand(),
    historyCommand(),
    verdictCommand(),
    holdCommand(),
    unholdCommand(),
    userCommand(),
    holdsCommand(),
    inboxCommand(),
    backlogCommand(),
    alarmsCommand(),
    forgetCommand(),
    tellCommand(),
    doctorCommand(),
    templatesCommand(),
    pauseCommand(),
    resumeCommand(),
    releaseCommand(),
    migrateCommand(),
  ];
  for (const command of commands) tidings.addCommand(strict(command, `tidings ${command.name()}`));
  return tidings;
}

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
