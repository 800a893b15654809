import { Command, Option } from 'commander';
import { isoDay, parseDay } from '../../calendar/time.ts';
import { systemClock } from '../../clock.ts';
import { TASK_RESULTS } from '../../customer/task.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { RunFailure } from '../../failure.ts';
import { takeBackTask } from '../../ledger/lists/task-results.ts';
import {
  type DoneTask,
  doneTasks,
  type ListedTask,
  openTasks,
  type PlacedTask,
} from '../../ledger/lists/tasks.ts';
import { LONGEST_NOTE, type ReportFault, reportTask } from '../../round/task-result.ts';
import { withDatabases } from '../terminal/context.ts';
import { JsonArray } from '../terminal/json-array.ts';
import { printableLine } from '../terminal/printable.ts';
import { whoRuns } from '../terminal/who-runs.ts';
import { shortMoment, type WorldOptions, withWorld } from '../terminal/world.ts';

interface Options {
  readonly person?: string;
  readonly customer?: string;
  readonly json?: boolean;
  readonly done?: boolean;
}

const PAGE = 500;

/** `tidings tasks` */
export const tasksCommand = (): Command =>
  new Command('tasks')
    .description('list what people must do and nobody has done yet, the oldest first')
    .option('--person <id>', 'of this person only')
    .option('--customer <id>', 'about this customer only')
    .option('--done', 'what was done last instead, the latest first')
    .option('--json', 'print a JSON array')
    .action(list);

/** `tidings task` */
export function taskCommand(): Command {
  const task = new Command('task').description('a task of a person');
  task
    .command('done')
    .description('a person did what it asked for; one to answer a customer also lets our letters go on')
    .argument('<key>', 'its key, as `tidings tasks` lists it')
    .addOption(
      new Option(
        '--result <result>',
        'what came of it; after "no answer" it stays open for the next working day',
      ).choices(TASK_RESULTS.map(spoken)),
    )
    .option(
      '--day <day>',
      'with "new date": the day that the customer was given, 2026-12-04, the promise from then on; with "no answer": when it is tried again; else by when they hear next',
    )
    .option('--note <text>', 'what to know of it')
    .option('--by <name>', 'who did it', whoRuns())
    .option('--at <moment>', 'the moment of it; now if not said')
    .option('--policy <file>', 'the policy file')
    .action(done);
  task
    .command('undo')
    .description(
      'it was not done after all: it is open again, and a day or a contact that came of it counts no more',
    )
    .argument('<key>', 'its key')
    .option('--by <name>', 'who says so', whoRuns())
    .action(undo);
  return task;
}

/** As a person says it: `no answer`. */
const spoken = (result: string): string => result.replace('_', ' ');

const FAULTS: Readonly<Record<Exclude<ReportFault, 'no_such_task'>, string>> = {
  no_day: '"new date" needs the day that the customer was given: --day 2026-12-04.',
  day_without_result: 'A day needs a --result that it goes with.',
  day_out_of_reach: 'The new day has passed already, or lies years ahead.',
  nothing_open: 'No order or job that this task is about is open, so no new day can be given for it.',
};

interface DoneOptions extends WorldOptions {
  readonly result?: string;
  readonly day?: string;
  readonly note?: string;
  readonly by: string;
}

async function done(key: string, options: DoneOptions): Promise<void> {
  const day = options.day === undefined ? null : parseDay(options.day);
  if (options.day !== undefined && day === null)
    throw new RunFailure(`${JSON.stringify(options.day.slice(0, 80))} is not a day; write it as 2026-12-04.`);
  await withWorld(options, async ({ databases, rules, clock }) => {
    const { by } = options;
    const reported = await reportTask(databases, rules, {
      key,
      result: TASK_RESULTS.find((result) => spoken(result) === options.result) ?? null,
      day,
      note: options.note?.trim().slice(0, LONGEST_NOTE) || null,
      by,
      at: clock.now(),
    });
    if ('fault' in reported)
      throw new RunFailure(
        reported.fault === 'no_such_task'
          ? `No open task has the key ${JSON.stringify(key.slice(0, 200))}; \`tidings tasks\` lists them.`
          : FAULTS[reported.fault],
      );
    const { customerId, againOn } = reported;
    const what =
      againOn === null ? `Done by ${by}` : `Nobody answered; to be tried again by ${isoDay(againOn)}`;
    console.log(printableLine(`${what}: ${key}, of customer ${customerId}.`));
  });
}

async function undo(key: string, { by }: { by: string }): Promise<void> {
  await withDatabases({}, async ({ databases }) => {
    const customer = await inTheNameOf(databases.ledgerPool, { who: by, why: null }, (client) =>
      takeBackTask(client, key, systemClock.now()),
    );
    if (customer === null)
      throw new RunFailure(`No task that is done has the key ${JSON.stringify(key.slice(0, 200))}.`);
    console.log(printableLine(`Open again: ${key}, of customer ${customer}.`));
  });
}

async function list({ person, customer, done: asDone, json: asJson }: Options): Promise<void> {
  await withDatabases({}, async ({ databases }) => {
    const json = asJson ? new JsonArray() : null;
    if (asDone) {
      for (const task of await doneTasks(databases.ledgerPool, { person, customerId: customer }, PAGE)) {
        if (json) json.add(task);
        else console.log(printableLine(doneLine(task)));
      }
      json?.end();
      return;
    }
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
      for (const { place: _place, ...task } of page) {
        if (json) json.add(task);
        else console.log(printableLine(line(task)));
      }
    } while (page.length === PAGE);
    if (json) json.end();
    else if (count === 0) console.log('Nothing is to be done: no task is open.');
  });
}

function line({
  key,
  customer_id,
  kind,
  for_person,
  about,
  why,
  created_at,
  due_on,
  result,
  said,
  mail,
}: ListedTask): string {
  const due = due_on === null ? '' : `, by ${due_on}`;
  const items = about.map((one) => one.id).join(', ');
  const words = said === null ? '' : ` "${said}"`;
  const tried = result === null ? '' : ` [${spoken(result)}]`;
  const matter =
    mail === null
      ? `${customer_id} about ${items || 'their business'}`
      : `of ${mail.sender ?? 'nobody'}: ${mail.subject ?? '-'}`;
  return `${shortMoment(created_at)}  ${(for_person ?? 'nobody').padEnd(12)} ${kind} ${matter} (${why})${words}${due}${tried}  ${key}`;
}

function doneLine({ key, customer_id, kind, done_at, done_by, result, note }: DoneTask): string {
  const came = result === null ? '' : `: ${spoken(result)}`;
  return `${shortMoment(done_at)}  ${done_by.padEnd(12)} ${kind} ${customer_id}${came}${note === null ? '' : ` (${note})`}  ${key}`;
}
