import { Command } from 'commander';
import { isoInstant } from '../../calendar/time.ts';
import { RunFailure } from '../../failure.ts';
import { answerReplies } from '../../ledger/mail/replies.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { shortMoment, type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';

interface Options extends WorldOptions {
  readonly by: string;
  readonly json?: boolean;
}

/** `tidings inbox answered CUSTOMER` */
export const answeredCommand = (): Command =>
  withWorldOptions(
    new Command('answered')
      .description(
        'say that a person answered a customer: what they had written is closed, and letters go on',
      )
      .argument('<customer>', 'id of the customer')
      .option('--by <name>', 'who answered', whoRuns())
      .option('--json', 'print what was answered as JSON'),
  )
    .addHelpText(
      'after',
      '\nA contact to the customer in the source tables, after they wrote, says the same by itself.',
    )
    .action(answered);

/** @throws RunFailure when this customer waits for no answer */
async function answered(customerId: string, options: Options): Promise<void> {
  await withWorld(options, async ({ databases, clock }) => {
    const now = clock.now();
    const replies = await answerReplies(databases.ledgerPool, customerId, options.by, now);
    if (replies.length === 0)
      throw new RunFailure(
        printableLine(
          `Customer ${customerId.slice(0, 80)} waits for no answer: nothing they wrote to us is open.`,
        ),
      );
    if (options.json)
      return console.log(
        JSON.stringify({ customer_id: customerId, by: options.by, at: isoInstant(now), replies }),
      );
    const when = replies.map(({ at }) => shortMoment(at)).join(', ');
    console.log(printableLine(`Answered by ${options.by}: what ${customerId} wrote on ${when} (UTC).`));
  });
}
