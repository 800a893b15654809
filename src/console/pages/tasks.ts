import { z } from 'zod';
import { doneTasks, type ListedTask, openTasks, peopleWithTasks } from '../../ledger/lists/tasks.ts';
import { itemKey, type Names, readNames } from '../../source/find/names.ts';
import { type ConsoleWorld, page, type Route, type Shown } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { label } from '../show/label.ts';
import { shown } from '../show/letter-row.ts';
import { PAGE_ROWS, pageOf, storyAddress, withQuery } from '../show/list-page.ts';
import { placeIn, placeQuery, typedText } from '../show/place.ts';

const query = z.object({
  person: typedText(200),
  done: z.literal('1').optional().catch(undefined),
  after: placeQuery,
});
const place = z
  .tuple([z.iso.datetime(), z.string().max(1_000)])
  .transform(([created, key]) => ({ created, key }));

/** So many people can be chosen from. */
const PEOPLE = 200;

/** What people must do, the oldest first. */
export const taskPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => [
  page('/tasks', 'read', query, async ({ say }, { person, done: asDone, after }) => {
    if (asDone) return showDone(databases, rules, say, person);
    const { ledgerPool, sourcePool } = databases;
    const filter = person === '' ? {} : { person };
    const [read, people] = await Promise.all([
      openTasks(ledgerPool, filter, placeIn(after, place), PAGE_ROWS + 1),
      peopleWithTasks(ledgerPool, PEOPLE),
    ]);
    const address = withQuery('/tasks', { person });
    const { rows, next } = pageOf(read, address, ({ created, key }) => [created, key]);
    const names = await readNames(sourcePool, rules.sourceSchema, {
      customers: new Set(rows.map(({ customer_id }) => customer_id)),
      people: new Set([...people, ...rows.flatMap(({ for_person }) => for_person ?? [])]),
      items: rows.flatMap(({ about }) => about),
    });
    return {
      view: 'tasks',
      data: {
        person,
        people: people.map((id) => ({ id, name: names.people.get(id) || id, chosen: id === person })),
        rows: rows.map((row) => taskRow(row, names, say)),
        doneList: withQuery('/tasks', { person, done: '1' }),
        here: address,
        next,
        first: after === undefined ? null : address,
      },
    };
  }),
];

/** What was done last, with what came of it, and the way to take it back. */
async function showDone(
  { ledgerPool, sourcePool }: ConsoleWorld['databases'],
  { sourceSchema }: ConsoleWorld['rules'],
  say: Say,
  person: string,
): Promise<Shown> {
  const done = await doneTasks(ledgerPool, person === '' ? {} : { person }, PAGE_ROWS);
  const names = await readNames(sourcePool, sourceSchema, {
    customers: new Set(done.map(({ customer_id }) => customer_id)),
    people: new Set(),
    items: done.flatMap(({ about }) => about),
  });
  const rows = done.map((task) => ({
    ...taskRow(task, names, say),
    by: task.done_by,
    at: task.done_at,
  }));
  return { view: 'tasks-done', data: { rows, person, here: withQuery('/tasks', { person, done: '1' }) } };
}

/** A task as its row shows it, on the list and in its customer's story. */
export function taskRow(task: ListedTask, names: Names, say: Say): object {
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
    about: task.about.map((one) => names.items.get(itemKey(one))?.number ?? one.id).join(', '),
    created: task.created_at,
    due: task.due_on,
    phone: names.phones.get(task.customer_id) ?? null,
    result: task.result === null ? null : label(say, 'task_results', task.result),
    note: task.note,
    said: task.said,
    hasItem: task.about.some(({ kind }) => kind !== 'invoice'),
  };
}
