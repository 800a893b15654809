import { z } from 'zod';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { finishTask, openTasks, type PlacedTask, peopleWithTasks } from '../../ledger/lists/tasks.ts';
import { itemKey, type Names, readNames } from '../../source/find/names.ts';
import { type ConsoleWorld, form, page, type Route } from '../frame/routes.ts';
import type { Say } from '../frame/say.ts';
import { label } from '../show/label.ts';
import { PAGE_ROWS, pageOf, storyAddress, withQuery } from '../show/list-page.ts';
import { placeIn, placeQuery, typedText } from '../show/place.ts';

const query = z.object({ person: typedText(200), after: placeQuery });
const place = z
  .tuple([z.iso.datetime(), z.string().max(1_000)])
  .transform(([created, key]) => ({ created, key }));
const done = z.object({ key: typedText(1_000), to: z.string().max(2_000).catch('/tasks') });

/** So many people can be chosen from. */
const PEOPLE = 200;

/** What people must do, the oldest first. */
export const taskPages = ({ databases, rules }: ConsoleWorld): readonly Route[] => [
  page('/tasks', 'read', query, async ({ say }, { person, after }) => {
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
        here: address,
        next,
        first: after === undefined ? null : address,
      },
    };
  }),
  form('/tasks/done', 'release', done, async ({ user, now }, { key, to }) => {
    const customer = await inTheNameOf(databases.ledgerPool, { who: user.name, why: null }, (client) =>
      finishTask(client, key, user.name, now),
    );
    return { to, notice: { key: customer === null ? 'task_was_done' : 'task_done' } };
  }),
];

/** A task as its row shows it, on the list and in its customer's story. */
export function taskRow(task: PlacedTask, names: Names, say: Say): object {
  return {
    key: task.key,
    kind: label(say, 'tasks', task.kind),
    why: label(say, 'task_reasons', task.why),
    story: storyAddress(task.customer_id),
    customer: names.customers.get(task.customer_id) || task.customer_id,
    person: task.for_person === null ? null : names.people.get(task.for_person) || task.for_person,
    about: task.about.map((one) => names.items.get(itemKey(one))?.number ?? one.id).join(', '),
    created: task.created_at,
    due: task.due_on,
  };
}
