import { Command } from 'commander';
import { parseDay } from '../../calendar/time.ts';
import type { ItemId } from '../../customer/ids.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { RunFailure } from '../../failure.ts';
import { spokeWith } from '../../round/story-acts.ts';
import { LONGEST_NOTE } from '../../round/task-result.ts';
import { findSubjects } from '../../source/find/find-subject.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { type WorldOptions, withWorld } from '../terminal/world.ts';

interface Options extends WorldOptions {
  readonly order?: string;
  readonly job?: string;
  readonly customer?: string;
  readonly channel: string;
  readonly note?: string;
  readonly word?: string;
  readonly by: string;
}

/** `tidings contact` */
export const contactCommand = (): Command =>
  new Command('contact')
    .description('a person spoke or wrote to a customer: it counts as a contact in your tables does')
    .option('--order <id>', 'about this order')
    .option('--job <id>', 'about this job')
    .option('--customer <id>', 'about the business of this customer at large')
    .option('--channel <channel>', 'phone, visit, email, …', 'phone')
    .option('--at <moment>', 'when it was; now if not said')
    .option('--note <text>', 'what to know of it')
    .option('--word <day>', 'by when they were told that they hear next, 2026-12-04: a task on that day')
    .option('--by <name>', 'who spoke', whoRuns())
    .option('--policy <file>', 'the policy file')
    .addHelpText(
      'after',
      '\nWhat your own system records in its table of contacts is not told here again. A replay reads your tables alone, and knows nothing of it.',
    )
    .action(record);

const LONGEST_CHANNEL = 40;

async function record(options: Options): Promise<void> {
  const { order, job, customer, by } = options;
  const asked = [
    ...(order === undefined ? [] : [`order:${order}`]),
    ...(job === undefined ? [] : [`job:${job}`]),
    ...(customer === undefined ? [] : [`customer:${customer}`]),
  ];
  const [reference] = asked;
  if (reference === undefined || asked.length > 1)
    throw new RunFailure('Say whom or what it was about: one of --order, --job and --customer.');
  const wordBy = options.word === undefined ? null : parseDay(options.word);
  if (options.word !== undefined && wordBy === null)
    throw new RunFailure(
      `${JSON.stringify(options.word.slice(0, 80))} is not a day; write it as 2026-12-04.`,
    );
  await withWorld(options, async ({ databases, rules, clock }) => {
    const at = clock.now();
    const [subject] = await findSubjects(databases.sourcePool, rules.sourceSchema, reference);
    if (!subject) throw new RunFailure(`Your tables have no ${reference.slice(0, 80).replace(':', ' ')}.`);
    await inTheNameOf(databases.ledgerPool, { who: by, why: null }, (client) =>
      spokeWith(client, {
        customerId: subject.customerId,
        item: subject.item && { ...subject.item, id: subject.item.id as ItemId },
        at,
        channel: options.channel.trim().slice(0, LONGEST_CHANNEL) || 'phone',
        note: options.note?.trim().slice(0, LONGEST_NOTE) || null,
        wordBy,
        by,
        person: null,
      }),
    );
    console.log(
      printableLine(`Kept: ${by} and customer ${subject.customerId}, ${reference.replace(':', ' ')}.`),
    );
  });
}
