import { Command } from 'commander';
import { DAY, instantOf } from '../../calendar/time.ts';
import { RunFailure } from '../../failure.ts';
import { type ListedMail, refusedMails, unseenMails } from '../../ledger/mail/listed-mails.ts';
import { markSeen } from '../../ledger/mail/mails-to-read.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { shortMoment, type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';

const MOST = 1_000;

interface Options extends WorldOptions {
  readonly json?: boolean;
  readonly seen?: readonly string[] | true;
  readonly by: string;
}

/** `tidings inbox unknown` */
export const unknownCommand = (): Command =>
  withWorldOptions(
    new Command('unknown')
      .description(
        'list the mails that could be matched to nobody or judged by no rule, and that no person has read',
      )
      .option('--json', 'print a JSON array')
      .option('--seen [id...]', 'a person has read these, by their ids; without one, all of them')
      .option('--by <name>', 'who has read them', whoRuns()),
  )
    .addHelpText(
      'after',
      `
They lie in the folder Tidings/unknown of the mailbox. A report about a letter that does not carry its tag is listed here
too: nothing followed from it.`,
    )
    .action(unknown);

async function unknown({ seen, ...options }: Options): Promise<void> {
  await withWorld(options, async ({ databases, clock }) => {
    const pool = databases.ledgerPool;
    if (seen === undefined)
      return print(await unseenMails(pool, MOST), options.json, 'No mail waits to be read.');
    const read = await markSeen(pool, seen === true ? null : seen, options.by, clock.now());
    if (read === 0) throw new RunFailure('No such mail waits; `tidings inbox unknown` lists those that do.');
    console.log(`Read by ${printableLine(options.by)}: ${read}.`);
  });
}

/** `tidings inbox refused` */
export const refusedCommand = (): Command =>
  withWorldOptions(
    new Command('refused')
      .description(
        'list what mail servers refused in the last 14 days for what they say of us, provider by provider',
      )
      .option('--json', 'print a JSON array'),
  ).action(async (options: WorldOptions & { readonly json?: boolean }) =>
    withWorld(options, async ({ databases, clock }) =>
      print(
        await refusedMails(databases.ledgerPool, instantOf(clock.now() - 14 * DAY), MOST),
        options.json,
        'No mail server has refused a letter for what it says of us.',
      ),
    ),
  );

function print(mails: readonly ListedMail[], json: boolean | undefined, none: string): void {
  if (json) {
    const list = new JsonArray();
    for (const mail of mails) list.add(mail);
    list.end();
    return;
  }
  for (const { id, read_at, kind, sender, provider, subject, why } of mails)
    console.log(
      printableLine(
        [id, shortMoment(read_at), kind, provider ?? sender ?? '-', subject ?? '-', why].join('  '),
      ),
    );
  if (mails.length === 0) console.log(none);
}
