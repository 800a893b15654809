import { Command } from 'commander';
import { RunFailure } from '../../failure.ts';
import { liftSuppression, listSuppressions } from '../../ledger/mail/suppressions.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { shortMoment, type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';

/** `tidings inbox suppressed` */
export const suppressedCommand = (): Command =>
  withWorldOptions(
    new Command('suppressed')
      .description('list the addresses to which no letter goes, whose they are, since when and why')
      .option('--json', 'print a JSON array'),
  ).action(suppressed);

async function suppressed(options: WorldOptions & { readonly json?: boolean }): Promise<void> {
  await withWorld(options, async ({ databases }) => {
    const list = options.json ? new JsonArray() : null;
    let count = 0;
    for await (const page of listSuppressions(databases.ledgerPool))
      for (const one of page) {
        count += 1;
        if (list) list.add(one);
        else
          console.log(
            printableLine(
              [one.address, one.customer_id, shortMoment(one.since), `${one.why}: ${one.said}`].join('  '),
            ),
          );
      }
    list?.end();
    if (!list && count === 0) console.log('No address is suppressed.');
  });
}

/** `tidings inbox lift ADDRESS` */
export const liftCommand = (): Command =>
  withWorldOptions(
    new Command('lift')
      .description('let letters go to an address again: it works now, or its reader wants them')
      .argument('<address>', 'the address, as `inbox suppressed` lists it')
      .option('--by <name>', 'who decides it', whoRuns()),
  ).action(lift);

/** @throws RunFailure when nothing suppresses this address */
async function lift(address: string, options: WorldOptions & { readonly by: string }): Promise<void> {
  await withWorld(options, async ({ databases, clock }) => {
    const customers = await liftSuppression(databases.ledgerPool, address, options.by, clock.now());
    if (customers.length === 0)
      throw new RunFailure(
        printableLine(
          `Nothing suppresses ${address.slice(0, 320)}; \`tidings inbox suppressed\` lists what is.`,
        ),
      );
    console.log(printableLine(`Letters to ${address} go again, for ${customers.join(', ')}.`));
  });
}
