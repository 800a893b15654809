import { Command } from 'commander';
import { ConfigurationFailure, RunFailure } from '../../failure.ts';
import { releaseBacklog } from '../../ledger/memory/backlog-releases.ts';
import type { BacklogEntry } from '../../round/backlog.ts';
import { type Chosen, gatherBacklog } from '../../round/gather-backlog.ts';
import { plural } from '../terminal/columns.ts';
import { printableLine } from '../terminal/printable.ts';
import { type OpenWorld, type WorldOptions, withWorld } from '../terminal/world.ts';

interface Options extends WorldOptions {
  readonly all?: boolean;
  readonly customer?: string;
  readonly limit?: string;
  readonly by: string;
}

/** Shown of many. */
const SAMPLE = 5;

/** `tidings backlog release` */
export const backlogReleaseCommand = (): Command =>
  new Command('release')
    .description(
      'let orders, jobs and invoices of the backlog count as new: the next round writes about them',
    )
    .argument(
      '[ids...]',
      'ids or numbers of orders, jobs and invoices; order:ID, service_job:ID or invoice:ID where several have one',
    )
    .option('--all', 'the whole backlog')
    .option('--customer <id>', 'all of this customer')
    .option('--limit <number>', 'so many of them, the longest waiting first')
    .requiredOption('--by <name>', 'who takes the decision')
    .option('--at <moment>', 'the moment of the release; now if not said')
    .option('--policy <file>', 'the policy file')
    // The list above has options of the same names, and these are meant for this command.
    .action((ids: string[], _own: unknown, command: Command) => {
      const options = command.optsWithGlobals<Options>();
      return withWorld(options, (world) => release(world, ids, options));
    });

async function release(world: OpenWorld, ids: readonly string[], options: Options): Promise<void> {
  const { all, customer, by } = options;
  const ways = [ids.length > 0, all === true, customer !== undefined].filter(Boolean).length;
  if (ways !== 1)
    throw new ConfigurationFailure(
      'Say what to release: ids of orders, jobs or invoices, or --customer ID, or --all.',
    );
  const most = limitOf(options.limit);
  const now = world.clock.now();
  const chosen = await gatherBacklog(
    world,
    now,
    (entry) => all === true || entry.customerId === customer || ids.some((id) => isMeant(entry, id)),
  );
  check(chosen, ids);
  const released = chosen.slice(0, most);
  if (released.length === 0)
    throw new RunFailure('Nothing of that is in the backlog; `tidings backlog` lists it.');
  await releaseBacklog(world.databases.ledgerPool, released, by, now);
  console.log(
    `${plural(released.length, 'item')} released by ${printableLine(by)}, ${chosen.length - released.length} left of what you named.`,
  );
  for (const { item, customerId, would } of released.slice(0, SAMPLE))
    console.log(printableLine(`  ${item.kind} ${item.id}  ${customerId}  ${would}`));
  if (released.length > SAMPLE) console.log(`  and ${released.length - SAMPLE} more`);
  const { lettersFloor, lettersPerRound } = world.rules.guards;
  if (released.length > (lettersPerRound ?? lettersFloor))
    console.log(
      'These are many: where they are more than letters_share of what is open, a guard holds their letters for a second look.',
    );
}

const isMeant = ({ item, number }: Pick<BacklogEntry, 'item' | 'number'>, id: string): boolean =>
  id === item.id || id === number || id === `${item.kind}:${item.id}`;

/** Nothing is released when one id means nothing, or more than one thing. */
function check(chosen: readonly Chosen[], ids: readonly string[]): void {
  for (const id of ids) {
    const meant = chosen.filter((entry) => isMeant(entry, id));
    if (meant.length === 0)
      throw new RunFailure(
        `${JSON.stringify(id.slice(0, 80))} is not in the backlog, so nothing was released; \`tidings backlog\` lists it.`,
      );
    if (meant.length > 1) {
      const names = meant.slice(0, 6).map(({ item }) => `${item.kind}:${item.id}`);
      throw new RunFailure(
        `${JSON.stringify(id.slice(0, 80))} means more than one, so nothing was released. Say which: ${printableLine(names.join(', '))}.`,
      );
    }
  }
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return Number.POSITIVE_INFINITY;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new ConfigurationFailure(`--limit must be a number of items, not ${JSON.stringify(text)}.`);
}
