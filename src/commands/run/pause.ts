import { Command } from 'commander';
import { systemClock } from '../../clock.ts';
import { databaseFault } from '../../database/database-fault.ts';
import { messageOf, RunFailure } from '../../failure.ts';
import { endPauseByFile, pauseByFile, pauseFileIn } from '../../ledger/rounds/pause-file.ts';
import { openPause, pause, resume } from '../../ledger/rounds/pauses.ts';
import { type Config, readConfig } from '../../settings/config.ts';
import { withDatabases } from '../terminal/context.ts';
import { whoRuns } from '../terminal/who-runs.ts';

/** `tidings pause` */
export function pauseCommand(): Command {
  return new Command('pause')
    .description('write and send nothing until `tidings resume`')
    .option('--why <text>', 'why, for whoever asks later', 'no reason given')
    .option('--by <name>', 'who pauses', whoRuns())
    .action(async ({ why, by }: { why: string; by: string }) => {
      const config = readConfig(process.env);
      try {
        await pauseInDatabase(why, by);
      } catch (error) {
        await brake(config, `${why} (${by})`, error);
      }
    });
}

const pauseInDatabase = (why: string, by: string): Promise<void> =>
  withDatabases({}, async ({ databases }) => {
    if (await pause(databases.ledgerPool, systemClock.now(), why, by)) {
      console.log(`Paused: ${why}. What is on its way to the mail server now still goes.`);
      return;
    }
    const open = await openPause(databases.ledgerPool);
    console.log(`Paused already, since ${open?.since.toISOString()} by ${open?.by}: ${open?.why}`);
  });

/**
 * The database cannot keep a pause (its disk is full, it is away): a file stops the workers of this TIDINGS_HOME all the same.
 * @throws RunFailure where that may not be all of them
 */
async function brake(config: Config, why: string, fault: unknown): Promise<void> {
  const said = (databaseFault(fault) ?? messageOf(fault)).split('\n')[0];
  const file = pauseFileIn(config.home);
  try {
    await pauseByFile(config.home, why);
  } catch (error) {
    throw new RunFailure(
      `NOT PAUSED. The database could not keep the pause: ${said} And ${file} could not be made (${String(error)}). Stop the workers.`,
    );
  }
  console.log(
    `The database could not keep the pause: ${said}\nPaused by the file ${file} instead: every worker with this TIDINGS_HOME stops within seconds, until \`tidings resume\`.`,
  );
  if (config.databaseUrl !== null)
    throw new RunFailure(
      'Workers on other machines, or with another TIDINGS_HOME, go on: make a file `paused` in theirs too, or stop them.',
    );
}

/** `tidings resume` */
export function resumeCommand(): Command {
  return new Command('resume')
    .description('end the pause')
    .option('--by <name>', 'who ends it', whoRuns())
    .action(async ({ by }: { by: string }) => {
      await withDatabases({}, async ({ config, databases }) => {
        const ended = await resume(databases.ledgerPool, systemClock.now(), by);
        const hadFile = await endPauseByFile(config.home);
        if (hadFile) console.log(`The file ${pauseFileIn(config.home)} is removed.`);
        if (!ended && hadFile) return;
        if (!ended) throw new RunFailure('Nothing is paused.');
        console.log(
          `Going on. It was paused since ${ended.since.toISOString()} by ${ended.by}: ${ended.why}`,
        );
      });
    });
}
