import { z } from 'zod';
import { instantOf, isoDay } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { refKey } from '../../customer/ids.ts';
import {
  doneTasks,
  type ListedTask,
  openTasks,
  type PlacedTask,
  peopleWithTasks,
  TASK_SORTS,
  type TaskQuestion,
} from '../../ledger/lists/tasks.ts';
import { type Names, readNames } from '../../source/find/names.ts';
import { listPeople } from '../../source/find/people.ts';
import { peopleOfUser } from '../../source/find/people-of-user.ts';
import { may } from '../door/roles.ts';
import { type ConsoleWorld, page, type Route, type Shown, type Visit } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { csvFile, wholeList, words } from '../show/csv.ts';
import { label } from '../show/label.ts';
import { shown } from '../show/letter-row.ts';
import { PAGE_ROWS, pageOf, storyAddress, withQuery } from '../show/list-page.ts';
import { phoneOf } from '../show/phone.ts';
import { oneOf, placeIn, placeQuery, typedText } from '../show/place.ts';
import { sortChoices, sortHeadings } from '../show/sorted.ts';

const query = z.object({
  person: typedText(200),
  sort: oneOf(TASK_SORTS),
  turned: z.literal('1').nullable().catch(null),
  done: z.literal('1').optional().catch(undefined),
  after: placeQuery,
});
type Query = z.infer<typeof query>;
const placeBy = (day: z.ZodType<string>) =>
  z.tuple([day, z.string().max(1_000)]).transform(([at, key]) => ({ place: at, key }));
const PLACES = {
  since: placeBy(z.iso.datetime()),
  due: placeBy(z.union([z.iso.date(), z.literal('infinity')])),
} as const;
const ORDERS = { since: 'tasks.since', due: 'tasks.due_on' } as const;
/** The column of `since` shows an age. */
const DOWNWARDS = ['since'] as const;

type TaskWorld = Pick<ConsoleWorld, 'databases' | 'rules'>;

/** So many people can be chosen from. */
const PEOPLE = 200;
/** Of the people: whoever of them the user is. */
const MINE = 'mine';

/** What people must do, the oldest first. */
export const taskPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => [
  page('/tasks', 'read', query, async (visit, asked) => {
    const { say, user } = visit;
    const { person, sort, turned, done: asDone, after } = asked;
    const world = { databases, rules };
    const { ledgerPool } = databases;
    const mine = await peopleOfUser(databases.sourcePool, rules.sourceSchema, user);
    if (asDone) return showDone(world, visit, person, questionOf(asked, mine));
    const now = { sort: sort ?? 'since', turned: turned !== null };
    const [read, people] = await Promise.all([
      openTasks(ledgerPool, questionOf(asked, mine), placeIn(after, PLACES[now.sort]), PAGE_ROWS + 1),
      peopleWithTasks(ledgerPool, PEOPLE),
    ]);
    const address = withQuery('/tasks', { person, sort, turned });
    const { rows, next } = pageOf(read, address, ({ place, key }) => [place, key]);
    const names = await namesOf(rows, databases, rules, people);
    return {
      view: 'tasks',
      data: {
        person,
        people: [
          ...(mine.length > 0 || person === MINE ? [{ id: MINE, name: say('tasks.mine') }] : []),
          ...people.map((id) => ({ id, name: shown(names.people.get(id) || id, 60) })),
        ].map((each) => ({ ...each, chosen: each.id === person })),
        rows: rows.map((row) => taskRow(row, names, world, visit)),
        everybody: may(user.role, 'release') ? await everybody(world) : [],
        headings: sortHeadings(withQuery('/tasks', { person }), TASK_SORTS, now, DOWNWARDS),
        orders: sortChoices(ORDERS, now.sort, sort),
        turned,
        csv: withQuery('/tasks.csv', { person, sort, turned }),
        doneList: withQuery('/tasks', { person, done: '1' }),
        here: address,
        next,
        first: after === undefined ? null : address,
      },
    };
  }),
  page('/tasks.csv', 'read', query, async ({ say, now, user }, asked) => {
    const question = questionOf(asked, await peopleOfUser(databases.sourcePool, rules.sourceSchema, user));
    return csvFile<PlacedTask>({
      name: `tasks-${isoDay(zoneOf(rules.company.timeZone).dayAt(now))}`,
      header: TASK_COLUMNS.map((key) => say(key)),
      pages: wholeList((after, most) => openTasks(databases.ledgerPool, question, after, most)),
      cells: (rows) => taskCells(rows, { databases, rules }, say),
      cut: (count) => say('list.csv_cut', { count }),
    });
  }),
];

/** The company's people, for whoever gives tasks to one of them. */
async function everybody({ databases, rules }: TaskWorld): Promise<readonly object[]> {
  const people = await listPeople(databases.sourcePool, rules.sourceSchema);
  return people.map(({ id, name }) => ({ id, name: shown(name, 100) }));
}

/** Which tasks the address asks for, of somebody who is these people of the company. */
const questionOf = ({ person, sort, turned }: Query, mine: readonly string[]): TaskQuestion => ({
  ...(person === '' ? {} : person === MINE ? { people: mine } : { person }),
  sort,
  turned: turned !== null,
});

const TASK_COLUMNS = [
  'list.customer',
  'list.customer_id',
  'tasks.what',
  'tasks.about',
  'tasks.why',
  'tasks.person',
  'tasks.since',
  'tasks.due_on',
  'list.phone',
  'tasks.result',
  'tasks.note',
];

async function taskCells(
  tasks: readonly ListedTask[],
  { databases, rules }: TaskWorld,
  say: Say,
): Promise<readonly (readonly string[])[]> {
  const zone = zoneOf(rules.company.timeZone);
  const names = await namesOf(tasks, databases, rules);
  return tasks.map((task) => [
    words(names.customers.get(task.customer_id) || task.customer_id),
    words(task.customer_id),
    label(say, 'tasks', task.kind),
    words(aboutOf(task, names)),
    label(say, 'task_reasons', task.why),
    task.for_person === null ? '' : words(names.people.get(task.for_person) || task.for_person),
    isoDay(zone.dayAt(instantOf(task.created_at.getTime()))),
    task.due_on ?? '',
    words(names.phones.get(task.customer_id) ?? null),
    task.result === null ? '' : label(say, 'task_results', task.result),
    words(task.note),
  ]);
}

const namesOf = (
  tasks: readonly ListedTask[],
  { sourcePool }: ConsoleWorld['databases'],
  { sourceSchema }: ConsoleWorld['rules'],
  people: readonly string[] = [],
): Promise<Names> =>
  readNames(sourcePool, sourceSchema, {
    customers: new Set(tasks.map(({ customer_id }) => customer_id)),
    people: new Set([...people, ...tasks.flatMap(({ for_person }) => for_person ?? [])]),
    items: tasks.flatMap(({ about }) => about),
  });

const aboutOf = ({ about }: ListedTask, names: Names): string =>
  about.map((one) => names.items.get(refKey(one))?.number ?? one.id).join(', ');

/** What was done last, with what came of it, and the way to take it back. */
async function showDone(
  world: TaskWorld,
  visit: Visit,
  person: string,
  question: TaskQuestion,
): Promise<Shown> {
  const { databases, rules } = world;
  const done = await doneTasks(databases.ledgerPool, question, PAGE_ROWS);
  const names = await namesOf(done, databases, rules);
  const rows = done.map((task) => ({
    ...taskRow(task, names, world, visit),
    by: task.done_by,
    at: task.done_at,
  }));
  return { view: 'tasks-done', data: { rows, person, here: withQuery('/tasks', { person, done: '1' }) } };
}

/** A task as its row shows it, on the list and in its customer's story. */
export function taskRow(
  task: ListedTask,
  names: Names,
  { rules }: Pick<TaskWorld, 'rules'>,
  { say, now }: Pick<Visit, 'say' | 'now'>,
): object {
  const zone = zoneOf(rules.company.timeZone);
  const made = zone.dayAt(instantOf(task.created_at.getTime()));
  return {
    key: task.key,
    kind: label(say, 'tasks', task.kind),
    why: label(say, 'task_reasons', task.why),
    // A mail that nobody could match is nobody's.
    story: task.customer_id === '' ? null : storyAddress(task.customer_id),
    customer: names.customers.get(task.customer_id) || task.customer_id,
    mail:
      task.mail === null
        ? null
        : `${shown(task.mail.sender ?? '', 100)}: ${shown(task.mail.subject ?? '', 200)}`,
    person: task.for_person === null ? null : names.people.get(task.for_person) || task.for_person,
    about: aboutOf(task, names),
    created: task.created_at,
    due: task.due_on,
    /** Working days for which it is open. */
    age: rules.calendar.workingDaysBetween(made, zone.dayAt(now)),
    ...phoneOf(names.phones.get(task.customer_id)),
    result: task.result === null ? null : label(say, 'task_results', task.result),
    note: task.note,
    said: task.said,
    hasItem: task.about.some(({ kind }) => kind !== 'invoice'),
  };
}
