import { z } from 'zod';
import { TASK_RESULTS } from '../../customer/task.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { assignTask, noteOnTask } from '../../ledger/lists/by-hand-tasks.ts';
import { readOpenTask, takeBackTask } from '../../ledger/lists/task-results.ts';
import { LONGEST_NOTE, reportTask } from '../../round/task-result.ts';
import { listPeople } from '../../source/find/people.ts';
import { type ConsoleWorld, form, NotThere, NotUnderstood, page, type Route } from '../frame/routes.ts';
import { shown } from '../show/letter-row.ts';
import { dayQuery, oneOf, someText, typedText } from '../show/place.ts';

const to = z.string().max(2_000).catch('/tasks');
const done = z.object({
  key: typedText(1_000),
  result: oneOf(TASK_RESULTS),
  day: typedText(20),
  note: someText(LONGEST_NOTE),
  to,
});
const note = z.object({ key: typedText(1_000), note: typedText(LONGEST_NOTE), to });
const key = z.object({ key: typedText(1_000) });
const assign = z.object({ key: typedText(1_000), person: typedText(200) });
const undo = z.object({ key: typedText(1_000), to: z.string().max(2_000).catch('/tasks?done=1') });

/** What came of a task, a note on it, somebody else for it, and the way back. */
export const taskActs = ({ databases, rules }: ConsoleWorld): readonly Route[] => [
  form('/tasks/done', 'release', done, async ({ user, now, say }, { key, result, day, note, to }) => {
    const given = day === '' ? null : dayQuery.parse(day);
    if (day !== '' && given === null) throw new NotUnderstood(say('tasks.faults.no_day'));
    const told = { key, result, note, by: user.name, at: now };
    const reported = await reportTask(databases, rules, { ...told, day: given });
    if (!('fault' in reported))
      return { to, notice: { key: reported.againOn === null ? 'task_done' : 'task_again' } };
    if (reported.fault === 'no_such_task') return { to, notice: { key: 'task_was_done' } };
    throw new NotUnderstood(say(`tasks.faults.${reported.fault}`));
  }),
  form('/tasks/note', 'release', note, async ({ user, say }, { key, note, to }) => {
    if (note === '') throw new NotUnderstood(say('tasks.no_note'));
    const isOpen = await inTheNameOf(databases.ledgerPool, { who: user.name, why: null }, (client) =>
      noteOnTask(client, key, note),
    );
    return { to, notice: { key: isOpen ? 'task_noted' : 'task_was_done' } };
  }),
  page('/tasks/assign', 'release', key, async (_visit, { key }) => {
    const task = await readOpenTask(databases.ledgerPool, key);
    if (task === null) throw new NotThere(key);
    const people = await listPeople(databases.sourcePool, rules.sourceSchema);
    return {
      view: 'task-assign',
      data: {
        key,
        people: people.map(({ id, name }) => ({
          id,
          name: shown(name, 100),
          chosen: id === task.forPerson,
        })),
      },
    };
  }),
  form('/tasks/assign', 'release', assign, async ({ user, say }, { key, person }) => {
    const people = await listPeople(databases.sourcePool, rules.sourceSchema);
    const chosen = people.find(({ id }) => id === person);
    if (!chosen) throw new NotUnderstood(say('tasks.not_a_person'));
    const isOpen = await inTheNameOf(databases.ledgerPool, { who: user.name, why: null }, (client) =>
      assignTask(client, key, chosen.id),
    );
    return {
      to: '/tasks',
      notice: isOpen ? { key: 'task_assigned', with: { name: chosen.name } } : { key: 'task_was_done' },
    };
  }),
  form('/tasks/undo', 'release', undo, async ({ user, now }, { key, to }) => {
    const customer = await inTheNameOf(databases.ledgerPool, { who: user.name, why: null }, (client) =>
      takeBackTask(client, key, now),
    );
    return { to, notice: { key: customer === null ? 'task_not_done' : 'task_open_again' } };
  }),
];
