import { Command } from 'commander';
import { DAY } from '../../calendar/time.ts';
import { RunFailure } from '../../failure.ts';
import { liftProvider, liftSuppression, listSuppressions } from '../../ledger/mail/suppressions.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { shortMoment, type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';
import { sinceDay } from './since-day.ts';

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
      .argument('[address]', 'the address, as `inbox suppressed` lists it')
      .option(
        '--provider <domain>',
        'all addresses of this domain that came back: their mail servers were wrong',
      )
      .option('--since <day>', 'with --provider: those closed since then (default: within seven days)')
      .option('--by <name>', 'who decides it', whoRuns()),
  ).action(lift);

interface LiftOptions extends WorldOptions {
  readonly by: string;
  readonly provider?: string;
  readonly since?: string;
}

/** @throws RunFailure when nothing suppresses this address, or none of this provider */
async function lift(address: string | undefined, options: LiftOptions): Promise<void> {
  if ((address === undefined) === (options.provider === undefined))
    throw new RunFailure('Name one address, or the domain of all of them with --provider.');
  await withWorld(options, async ({ databases, clock }) => {
    const now = clock.now();
    const pool = databases.ledgerPool;
    if (options.provider !== undefined) {
      const since = sinceDay(options.since, now, 7 * DAY);
      const lifted = await liftProvider(pool, options.provider, since, options.by, now);
      if (lifted.length === 0)
        throw new RunFailure(
          printableLine(`No address of ${options.provider.slice(0, 255)} was closed since then.`),
        );
      console.log(printableLine(`Letters go again to ${lifted.length} addresses: ${lifted.join(', ')}.`));
      return;
    }
    const one = address ?? '';
    const customers = await liftSuppression(pool, one, options.by, now);
    if (customers.length === 0)
      throw new RunFailure(
        printableLine(`Nothing suppresses ${one.slice(0, 320)}; \`tidings inbox suppressed\` lists what is.`),
      );
    console.log(printableLine(`Letters to ${one} go again, for ${customers.join(', ')}.`));
  });
}
