import { Command } from 'commander';
import { systemClock } from '../../clock.ts';
import { RunFailure } from '../../failure.ts';
import { openPause, pause, resume } from '../../ledger/rounds/pauses.ts';
import { withDatabases } from '../terminal/context.ts';
import { whoRuns } from '../terminal/who-runs.ts';

/** `tidings pause` */
export function pauseCommand(): Command {
  return new Command('pause')
    .description('write and send nothing until `tidings resume`')
    .option('--why <text>', 'why, for whoever asks later', 'no reason given')
    .option('--by <name>', 'who pauses', whoRuns())
    .action(async ({ why, by }: { why: string; by: string }) => {
      await withDatabases({}, async ({ databases }) => {
        if (await pause(databases.ledgerPool, systemClock.now(), why, by)) {
          console.log(`Paused: ${why}. What is on its way to the mail server now still goes.`);
          return;
        }
        const open = await openPause(databases.ledgerPool);
        console.log(`Paused already, since ${open?.since.toISOString()} by ${open?.by}: ${open?.why}`);
      });
    });
}

/** `tidings resume` */
export function resumeCommand(): Command {
  return new Command('resume')
    .description('end the pause')
    .option('--by <name>', 'who ends it', whoRuns())
    .action(async ({ by }: { by: string }) => {
      await withDatabases({}, async ({ databases }) => {
        const ended = await resume(databases.ledgerPool, systemClock.now(), by);
        if (!ended) throw new RunFailure('Nothing is paused.');
        console.log(
          `Going on. It was paused since ${ended.since.toISOString()} by ${ended.by}: ${ended.why}`,
        );
      });
    });
}
