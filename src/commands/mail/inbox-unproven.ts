import { Command } from 'commander';
import type { Pool } from 'pg';
import { DAY, type Instant } from '../../calendar/time.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { RunFailure } from '../../failure.ts';
import { liftUnproven, type UnprovenReply, unprovenReplies } from '../../ledger/mail/unproven.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { shortMoment, type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';
import { sinceDay } from './since-day.ts';

interface Options extends WorldOptions {
  readonly lift?: boolean;
  readonly json?: boolean;
  readonly since?: string;
  readonly by: string;
}

const PAGE = 500;

/** `tidings inbox unproven [CUSTOMER]` */
export const unprovenCommand = (): Command =>
  withWorldOptions(
    new Command('unproven')
      .description(
        'list mails that hold reminders and only name an address of ours to prove it; or end their holds',
      )
      .argument('[customer]', 'with --lift: of this customer alone')
      .option('--lift', 'reminders wait for them no more; whoever is to answer them still is')
      .option('--since <day>', 'with --lift: those that came since then (default: within seven days)')
      .option('--by <name>', 'who decides it', whoRuns())
      .option('--json', 'print the list as a JSON array'),
  ).action(unproven);

/** @throws RunFailure where there is nothing to lift */
async function unproven(customer: string | undefined, options: Options): Promise<void> {
  await withWorld(options, async ({ databases, clock }) => {
    const pool = databases.ledgerPool;
    if (!options.lift) {
      if (customer !== undefined) throw new RunFailure('A customer is named with --lift alone.');
      return list(pool, options.json ?? false);
    }
    const now = clock.now();
    const customers = await lift(
      pool,
      customer ?? null,
      sinceDay(options.since, now, 7 * DAY),
      options.by,
      now,
    );
    if (customers === 0)
      throw new RunFailure('No such mail holds anything; `tidings inbox unproven` lists those that do.');
    console.log(
      `Reminders wait for these mails no more, of so many customers: ${customers}. They are still to be answered.`,
    );
  });
}

const lift = (
  pool: Pool,
  customer: string | null,
  since: Instant,
  by: string,
  now: Instant,
): Promise<number> =>
  inTheNameOf(pool, { who: by, why: null }, (client) => liftUnproven(client, since, customer, by, now));

async function list(pool: Pool, asJson: boolean): Promise<void> {
  const json = asJson ? new JsonArray() : null;
  let page: readonly UnprovenReply[] = [];
  let count = 0;
  do {
    page = await unprovenReplies(pool, page.at(-1) ?? null, PAGE);
    count += page.length;
    for (const one of page)
      if (json) json.add(one);
      else
        console.log(
          printableLine(
            `${shortMoment(one.at)}  ${one.customer_id}  ${one.address ?? '-'}  answer by ${one.owed_by}`,
          ),
        );
  } while (page.length === PAGE);
  json?.end();
  if (!json && count === 0) console.log('Nothing is held by an address alone.');
}
