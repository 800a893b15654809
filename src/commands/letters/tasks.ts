import { Command } from 'commander';
import { systemClock } from '../../clock.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { RunFailure } from '../../failure.ts';
import { finishTask, type ListedTask, openTasks, type PlacedTask } from '../../ledger/lists/tasks.ts';
import { withDatabases } from '../terminal/context.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { shortMoment } from '../terminal/world.ts';

interface Options {
  readonly person?: string;
  readonly customer?: string;
  readonly json?: boolean;
}

const PAGE = 500;

/** `tidings tasks` */
export const tasksCommand = (): Command =>
  new Command('tasks')
    .description('list what people must do and nobody has done yet, the oldest first')
    .option('--person <id>', 'of this person only')
    .option('--customer <id>', 'about this customer only')
    .option('--json', 'print a JSON array')
    .action(list);

/** `tidings task done KEY` */
export function taskCommand(): Command {
  const task = new Command('task').description('a task of a person');
  task
    .command('done')
    .description('a person did what it asked for; one to answer a customer also lets our letters go on')
    .argument('<key>', 'its key, as `tidings tasks` lists it')
    .option('--by <name>', 'who did it', whoRuns())
    .action((key: string, { by }: { by: string }) =>
      withDatabases({}, async ({ databases }) => {
        const customer = await inTheNameOf(databases.ledgerPool, { who: by, why: null }, (client) =>
          finishTask(client, key, by, systemClock.now()),
        );
        if (customer === null)
          throw new RunFailure(
            `No open task has the key ${JSON.stringify(key.slice(0, 200))}; \`tidings tasks\` lists them.`,
          );
        console.log(printableLine(`Done by ${by}: ${key}, of customer ${customer}.`));
      }),
    );
  return task;
}

async function list({ person, customer, json: asJson }: Options): Promise<void> {
  await withDatabases({}, async ({ databases }) => {
    const json = asJson ? new JsonArray() : null;
    let page: readonly PlacedTask[] = [];
    let count = 0;
    do {
      page = await openTasks(
        databases.ledgerPool,
        { person, customerId: customer },
        page.at(-1) ?? null,
        PAGE,
      );
      count += page.length;
      for (const { created: _created, ...task } of page) {
        if (json) json.add(task);
        else console.log(printableLine(line(task)));
      }
    } while (page.length === PAGE);
    if (json) json.end();
    else if (count === 0) console.log('Nothing is to be done: no task is open.');
  });
}

function line({ key, customer_id, kind, for_person, about, why, created_at, due_on }: ListedTask): string {
  const due = due_on === null ? '' : `, by ${due_on}`;
  const items = about.map((one) => one.id).join(', ');
  return `${shortMoment(created_at)}  ${(for_person ?? 'nobody').padEnd(12)} ${kind} ${customer_id} about ${items || 'their business'} (${why})${due}  ${key}`;
}
