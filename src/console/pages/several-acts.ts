import { z } from 'zod';
import { isoInstant } from '../../calendar/time.ts';
import { zoneOf } from '../../calendar/zone.ts';
import { inTheNameOf } from '../../database/in-the-name-of.ts';
import { releaseLetter } from '../../ledger/letter-states/released.ts';
import { withdrawLetter } from '../../ledger/letter-states/withdrawn.ts';
import { letterInFull } from '../../ledger/letters/letter-in-full.ts';
import { assignTask } from '../../ledger/lists/by-hand-tasks.ts';
import { openCase } from '../../ledger/lists/waiting-list.ts';
import { isReadAnew } from '../../post/queue/as-it-will-go.ts';
import { keepQuiet } from '../../round/story-acts.ts';
import { LONGEST_NOTE, reportTask } from '../../round/task-result.ts';
import { listPeople } from '../../source/find/people.ts';
import { peopleOfUser } from '../../source/find/people-of-user.ts';
import {
  type ConsoleWorld,
  type Done,
  form,
  NotUnderstood,
  type Route,
  type Visit,
} from '../frame/routes.ts';
import { actOnEach, CHOSEN_BYTES, chosenRows, severalDone } from '../show/chosen.ts';
import { dayAhead } from '../show/day-ahead.ts';
import { oneOf, someText, typedText } from '../show/place.ts';

const to = (list: string) => z.string().max(2_000).catch(list);

const tasks = z.object({
  chosen: chosenRows,
  act: z.enum(['done', 'assign']),
  result: oneOf(['spoke', 'no_answer', 'left_word']),
  note: someText(LONGEST_NOTE),
  person: typedText(200),
  to: to('/tasks'),
});
const letters = z.object({
  chosen: chosenRows,
  act: z.enum(['release', 'withdraw']),
  why: typedText(500),
  to: to('/letters?status=held'),
});
const waiting = z.object({
  chosen: chosenRows,
  until: typedText(20),
  why: typedText(1_000),
  to: to('/waiting'),
});

/**
 * One act on the rows of a list that somebody ticked. Each row is acted on as on its own page, in a transaction and an entry of the history of its own; the
 * list says how many were, and why the others were not.
 */
export const severalActs = (world: ConsoleWorld): readonly Route[] => [
  form('/tasks/several', 'release', tasks, (visit, given) => actOnTasks(world, visit, given), CHOSEN_BYTES),
  form(
    '/letters/several',
    'release',
    letters,
    (visit, given) => actOnLetters(world, visit, given),
    CHOSEN_BYTES,
  ),
  form(
    '/waiting/several',
    'release',
    waiting,
    (visit, given) => holdLetters(world, visit, given),
    CHOSEN_BYTES,
  ),
];

type Act<Given> = (world: ConsoleWorld, visit: Visit, given: Given) => Promise<Done>;

const actOnTasks: Act<z.infer<typeof tasks>> = async ({ databases, rules }, visit, given) => {
  const { user, now, say } = visit;
  const { chosen, act, result, note, person, to } = given;
  if (act === 'done') {
    const did = await actOnEach(chosen, async (key) => {
      const told = { key, result, note, by: user.name, at: now, day: null };
      const reported = await reportTask(databases, rules, told);
      return 'fault' in reported ? 'task_was_done' : null;
    });
    return severalDone(to, result === 'no_answer' ? 'several_again' : 'several_done', did, say);
  }
  const people = await listPeople(databases.sourcePool, rules.sourceSchema);
  if (!people.some(({ id }) => id === person)) throw new NotUnderstood(say('tasks.not_a_person'));
  const did = await actOnEach(chosen, async (key) => {
    const actor = { who: user.name, why: null };
    const isOpen = await inTheNameOf(databases.ledgerPool, actor, (client) =>
      assignTask(client, key, person),
    );
    return isOpen ? null : 'task_was_done';
  });
  return severalDone(to, 'several_assigned', did, say);
};

const actOnLetters: Act<z.infer<typeof letters>> = async ({ databases }, visit, given) => {
  const { user, now, say } = visit;
  const { chosen, act, why, to } = given;
  const pool = databases.ledgerPool;
  if (act === 'withdraw' && why === '') throw new NotUnderstood(say('several.no_reason'));
  const release = async (id: string) => {
    const letter = await letterInFull(pool, id);
    // As it was looked at: what begins to wait meanwhile was looked at by nobody.
    if (letter?.status !== 'held') return 'not_held';
    // One that asks for money goes only as somebody has read it on its own page.
    if (isReadAnew(letter)) return 'read_first';
    const actor = { who: user.name, why: why || null };
    const went = await inTheNameOf(pool, actor, (client) =>
      releaseLetter(client, id, user.name, isoInstant(now), { from: ['held'], why: why || null }),
    );
    return went ? null : 'not_held';
  };
  const withdraw = async (id: string) => {
    const went = await inTheNameOf(pool, { who: user.name, why }, (client) =>
      withdrawLetter(client, id, { by: user.name, why, at: now }),
    );
    return went ? null : 'not_held';
  };
  const did = await actOnEach(chosen, act === 'release' ? release : withdraw);
  return severalDone(to, act === 'release' ? 'several_released' : 'several_withdrawn', did, say);
};

const holdLetters: Act<z.infer<typeof waiting>> = async ({ databases, rules }, visit, given) => {
  const { user, now, say } = visit;
  const { chosen, why, to } = given;
  if (why === '') throw new NotUnderstood(say('customer.hold.no_reason'));
  const until = dayAhead(given.until, zoneOf(rules.company.timeZone).dayAt(now), say);
  const [person = null] = await peopleOfUser(databases.sourcePool, rules.sourceSchema, user);
  const did = await actOnEach(chosen, (id) =>
    inTheNameOf(databases.ledgerPool, { who: user.name, why }, async (client) => {
      const open = await openCase(client, id);
      if (open === null) return 'not_open';
      const { customer_id: customerId, item_kind: kind, item_id: itemId } = open;
      const by = { customerId, by: user.name, person, at: now };
      await keepQuiet(client, by, { item: { kind, id: itemId }, until, why });
      return null;
    }),
  );
  return severalDone(to, 'several_quiet', did, say);
};
