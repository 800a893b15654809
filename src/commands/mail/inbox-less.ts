import { Command } from 'commander';
import type { Pool } from 'pg';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { RunFailure } from '../../failure.ts';
import { keepLess, type ListedLess, lessOftenBefore, liftLess } from '../../ledger/mail/less-often.ts';
import { findSubjects } from '../../source/find/find-subject.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { shortMoment, type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';

interface Options extends WorldOptions {
  readonly lift?: boolean;
  readonly json?: boolean;
  readonly by: string;
}

const PAGE = 500;

/** `tidings inbox less [CUSTOMER]` */
export const lessCommand = (): Command =>
  withWorldOptions(
    new Command('less')
      .description('list customers who asked to be written to less; or say that one asked for it')
      .argument('[customer]', 'id of a customer who asked a person for it')
      .option('--lift', 'letters go to this customer as to any other again')
      .option('--by <name>', 'who says so', whoRuns())
      .option('--json', 'print the list as a JSON array'),
  )
    .addHelpText(
      'after',
      `
Of what they wait for, only broken promises and closings go to such a customer; a person calls where it waits for them.
Reminders of invoices are no such letters, and go on.`,
    )
    .action(less);

/** @throws RunFailure where there is no such customer, or nothing to change */
async function less(customer: string | undefined, options: Options): Promise<void> {
  await withWorld(options, async ({ databases, rules, clock }) => {
    const { ledgerPool } = databases;
    if (customer === undefined) {
      if (options.lift) throw new RunFailure('Name the customer whose letters are to go again.');
      return list(ledgerPool, options.json ?? false);
    }
    const { by } = options;
    const act = { who: by, why: null };
    const shown = printableLine(customer.slice(0, 80));
    if (options.lift) {
      const lifted = await inTheNameOf(ledgerPool, act, (client) =>
        liftLess(client, customer, by, clock.now()),
      );
      if (!lifted)
        throw new RunFailure(
          `${shown} did not ask to be written to less; \`tidings inbox less\` lists who did.`,
        );
      console.log(`Letters go to ${shown} as to any other customer again.`);
      return;
    }
    const found = await findSubjects(databases.sourcePool, rules.sourceSchema, `customer:${customer}`);
    if (!found.some(({ customerId }) => customerId === customer))
      throw new RunFailure(`There is no customer ${shown}.`);
    const isNew = await inTheNameOf(ledgerPool, act, (client) =>
      keepLess(client, { customerId: customer, since: clock.now(), mailId: null, by }),
    );
    console.log(
      isNew
        ? `Only broken promises and closings go to ${shown} from now on.`
        : `${shown} is written to less already.`,
    );
  });
}

async function list(pool: Pool, asJson: boolean): Promise<void> {
  const json = asJson ? new JsonArray() : null;
  let page: readonly ListedLess[] = [];
  let count = 0;
  do {
    page = await lessOftenBefore(pool, page.at(-1)?.id ?? null, PAGE);
    count += page.length;
    for (const { id: _, ...one } of page)
      if (json) json.add(one);
      else
        console.log(printableLine(`${one.customer_id}  since ${shortMoment(one.since)}  asked: ${one.by}`));
  } while (page.length === PAGE);
  json?.end();
  if (!json && count === 0) console.log('Nobody asked to be written to less.');
}
