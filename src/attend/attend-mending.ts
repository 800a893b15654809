import type { Instant } from '../calendar/time.ts';
import { isoDay } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { personAt } from '../customer/people.ts';
import { newCaseTask } from '../customer/task.ts';
import { taskKey } from '../customer/task-key.ts';
import type { WatchTask } from '../dunning/tasks.ts';
import type { Rules } from '../policy/rules.ts';
import { mendingOf } from '../waiting/mending.ts';

const WATCH = 'watch-contacts';

/** What mending asks of a person: each next contact is a task in their list until it went well. */
export interface MendingTasks {
  readonly tasks: readonly WatchTask[];
  /** Keys of those whose contact went well, or that nothing is mended by any more. */
  readonly over: readonly string[];
}

/** Pure. One contact is watched at a time, by the manager of whoever answers for the customer. */
export function attendMending(
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
): MendingTasks {
  const zone = zoneOf(rules.company.timeZone);
  const mending = mendingOf({ facts, memory, now, rules, zone });
  const given = memory.dunning.tasks.filter(({ kind }) => kind === WATCH);
  if (mending === null && given.length === 0) return NOTHING;
  const { customer, people } = facts;
  const isWatched = mending !== null && mending.well < mending.wanted;
  const key = isWatched
    ? taskKey(`${customer.id}/mending`, WATCH, `${isoDay(zone.dayAt(mending.since))}/${mending.well + 1}`)
    : null;
  const over = given.filter((task) => task.doneAt === null && task.key !== key).map((task) => task.key);
  if (key === null || mending === null || given.some((task) => task.key === key)) return { tasks: [], over };
  const task: WatchTask = {
    key,
    kind: WATCH,
    forPerson: personAt('manager', customer.ownerId, people)?.id ?? null,
    customerId: customer.id,
    about: [],
    caseId: null,
    dueOn: null,
    urgent: false,
    why: mending.because,
  };
  return { tasks: [task], over };
}

/** The memory with these tasks in it; the same object when nothing changed. */
export function withWatchTasks(
  memory: CustomerMemory,
  { tasks, over }: MendingTasks,
  now: Instant,
): CustomerMemory {
  if (tasks.length + over.length === 0) return memory;
  const kept = memory.dunning.tasks.map((task) =>
    over.includes(task.key) ? { ...task, doneAt: now } : task,
  );
  const given = tasks.map((task) => newCaseTask(task, now));
  return { ...memory, dunning: { ...memory.dunning, tasks: [...kept, ...given] } };
}

const NOTHING: MendingTasks = { tasks: [], over: [] };
