import { Command } from 'commander';
import { isoInstant } from '../../calendar/time.ts';
import type { About } from '../../customer/ids.ts';
import { clean, cleanOr } from '../../letters/language/clean.ts';
import { type BacklogEntry, eachOfBacklog } from '../../round/backlog.ts';
import { plural } from '../terminal/columns.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { type OpenWorld, type WorldOptions, withWorld, withWorldOptions } from '../terminal/world.ts';
import { backlogReleaseCommand } from './backlog-release.ts';

interface Options extends WorldOptions {
  readonly json?: boolean;
}

/** `tidings backlog`, and `tidings backlog release` within it. */
export function backlogCommand(): Command {
  const backlog = withWorldOptions(new Command('backlog'))
    .description(
      'list what had stalled or was overdue before going live: who, what, since when, and what would be written',
    )
    .option('--json', 'print a JSON array')
    .addHelpText(
      'after',
      '\nNothing of it is written about until a person releases it: `tidings backlog release`.',
    )
    .action((options: Options) => withWorld(options, (world) => list(world, options.json === true)));
  return backlog.addCommand(backlogReleaseCommand());
}

async function list(world: OpenWorld, json: boolean): Promise<void> {
  const now = world.clock.now();
  if (json) {
    const array = new JsonArray();
    await eachOfBacklog(world, now, (entry) => array.add(asJson(entry)));
    array.end();
    return;
  }
  let count = 0;
  await eachOfBacklog(world, now, (entry) => {
    count += 1;
    console.log(printableLine(line(entry)));
  });
  console.log(summary(world, count));
}

function summary({ rules }: OpenWorld, count: number): string {
  if (rules.goLive === null)
    return 'The policy names no go_live, so everything counts as new and there is no backlog.';
  const live = isoInstant(rules.goLive);
  if (count === 0) return `Nothing that had stalled or was overdue before ${live} waits to be released.`;
  return `${plural(count, 'item')} had stalled or ${count === 1 ? 'was' : 'were'} overdue before ${live}. \`tidings backlog release --all --by NAME\` releases them; with --limit, so many at a time.`;
}

const asJson = ({ item, number, summary: what, customerId, ...entry }: BacklogEntry): object => ({
  item_kind: item.kind,
  item_id: item.id,
  number,
  summary: what,
  customer_id: customerId,
  ...entry,
});

const NAMES: Readonly<Record<About['kind'], string>> = {
  order: 'order',
  service_job: 'job',
  invoice: 'invoice',
};

function line(entry: BacklogEntry): string {
  const item = `${NAMES[entry.item.kind]} ${cleanOr(entry.number, 30, entry.item.id)}`;
  const what = clean(entry.summary, 40);
  const customer = cleanOr(entry.customer, 30, entry.customerId);
  const stands = entry.stage === null ? 'overdue' : `at ${cleanOr(entry.stage, 30, '?')}`;
  const would =
    entry.letter === null ? `no letter: ${entry.because}` : `letter: ${entry.letter.replaceAll('-', ' ')}`;
  return `${entry.since.slice(0, 10)}  ${item}${what === null ? '' : ` (${what})`}, ${customer}, ${stands}  ${would}  [${entry.item.id}]`;
}
