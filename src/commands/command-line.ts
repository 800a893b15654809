import { Command, CommanderError } from 'commander';
import { databaseFault } from '../database/database-fault.ts';
import { ConfigurationFailure, RunFailure } from '../failure.ts';
import { version } from '../settings/package-root.ts';
import { printable } from './terminal/printable.ts';

export const OK = 0;
const RUN_FAILED = 1;
const BAD_CONFIGURATION = 2;

/** A command, which is loaded only when it is asked for: what all of them import takes more than a second to load. */
type Load = () => Promise<Command>;

/** In the order in which one needs them. */
const COMMANDS: Readonly<Record<string, Readonly<Record<string, Load>>>> = {
  'Begin:': {
    init: async () => (await import('./run/init.ts')).initCommand(),
    import: async () => (await import('./run/import.ts')).importCommand(),
    doctor: async () => (await import('./run/doctor.ts')).doctorCommand(),
    learn: async () => (await import('./run/learn.ts')).learnCommand(),
    policy: async () => (await import('./policy/policy.ts')).policyCommand(),
  },
  'Look before you send:': {
    replay: async () => (await import('./replay/replay.ts')).replayCommand(),
    round: async () => (await import('./round/round.ts')).roundCommand(),
    backlog: async () => (await import('./letters/backlog.ts')).backlogCommand(),
  },
  'Run:': {
    run: async () => (await import('./run/run.ts')).runCommand(),
    deliver: async () => (await import('./letters/deliver.ts')).deliverCommand(),
    pause: async () => (await import('./run/pause.ts')).pauseCommand(),
    resume: async () => (await import('./run/pause.ts')).resumeCommand(),
    alarms: async () => (await import('./run/alarms.ts')).alarmsCommand(),
  },
  'Who waits, and what was written:': {
    explain: async () => (await import('./explain/explain.ts')).explainCommand(),
    cases: async () => (await import('./letters/cases.ts')).casesCommand(),
    letters: async () => (await import('./letters/letters.ts')).lettersCommand(),
    show: async () => (await import('./letters/show.ts')).showCommand(),
    release: async () => (await import('./letters/release.ts')).releaseCommand(),
    correct: async () => (await import('./letters/correct.ts')).correctCommand(),
    week: async () => (await import('./round/week.ts')).weekCommand(),
  },
  'What people do:': {
    tasks: async () => (await import('./letters/tasks.ts')).tasksCommand(),
    task: async () => (await import('./letters/tasks.ts')).taskCommand(),
    contact: async () => (await import('./letters/contact.ts')).contactCommand(),
    inbox: async () => (await import('./mail/inbox.ts')).inboxCommand(),
  },
  'Money:': {
    verdict: async () => (await import('./money/verdict.ts')).verdictCommand(),
    hold: async () => (await import('./money/hold.ts')).holdCommand(),
    unhold: async () => (await import('./money/unhold.ts')).unholdCommand(),
    holds: async () => (await import('./money/holds.ts')).holdsCommand(),
  },
  'Keep it in order:': {
    templates: async () => (await import('./templates/templates.ts')).templatesCommand(),
    user: async () => (await import('./run/user.ts')).userCommand(),
    history: async () => (await import('./explain/history.ts')).historyCommand(),
    tell: async () => (await import('./run/tell.ts')).tellCommand(),
    forget: async () => (await import('./run/forget.ts')).forgetCommand(),
    migrate: async () => (await import('./run/migrate.ts')).migrateCommand(),
  },
};

/** The command that is asked for, or all of them for who asks which there are. */
async function program(asked: string | undefined): Promise<Command> {
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
  const isOne = Object.values(COMMANDS).some((commands) => Object.keys(commands).includes(asked ?? ''));
  for (const [heading, commands] of Object.entries(COMMANDS)) {
    tidings.commandsGroup(heading);
    for (const [name, load] of Object.entries(commands)) {
      if (!isOne || name === asked) tidings.addCommand(strict(await load(), `tidings ${name}`));
    }
  }
  return tidings.helpCommand(true);
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
  // What cannot be loaded is a fault of the start: it is not told here.
  const tidings = await program(args[0]);
  try {
    await tidings.parseAsync([...args], { from: 'user' });
    return Number(process.exitCode ?? OK);
  } catch (error) {
    return exitCodeOf(error);
  }
}
