import type { Day, Instant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { CustomerFacts, GivenDate } from '../customer/customer.ts';
import { sameItem } from '../customer/ids.ts';
import { itemsOf } from '../customer/replies.ts';
import type { TaskResult } from '../customer/task.ts';
import type { Databases } from '../database/databases.ts';
import { inTheNameOf } from '../database/in-the-name-of.ts';
import { keepByHand, wordKey } from '../ledger/lists/by-hand-tasks.ts';
import {
  type Doing,
  finishTask,
  lockOpenTask,
  type OpenTask,
  readOpenTask,
  tryAgain,
} from '../ledger/lists/task-results.ts';
import type { Rules } from '../policy/rules.ts';
import { readCustomersNow } from './customers-now.ts';

/** Characters of what somebody noted. */
export const LONGEST_NOTE = 1_000;

/** What somebody tells of a task. */
export interface TaskReport extends Doing {
  /** A new date: the day that the customer was given. No answer: when it is tried again. They spoke, or left word: by when the customer hears next. */
  readonly day: Day | null;
}

/** Why what is told cannot be so. */
export type ReportFault =
  | 'no_such_task'
  | 'no_day'
  | 'day_without_result'
  | 'day_out_of_reach'
  | 'nothing_open';

/** What became of it: done, or open for another day. */
export type TaskReported =
  | { readonly customerId: string; readonly againOn: Day | null }
  | { readonly fault: ReportFault };

/** A promise lies in the days ahead, and not a slip of a pen away. */
const FURTHEST = 3 * 366;

/** Pure: what is wrong with a report, before it is known what the task is about. */
export function faultOf(result: TaskResult | null, day: Day | null, today: Day): ReportFault | null {
  if (day === null) return result === 'new_date' ? 'no_day' : null;
  if (result === null) return 'day_without_result';
  return day < today || day > today + FURTHEST ? 'day_out_of_reach' : null;
}

/** Keeps what came of a task, with the new day of each order or job that it is about and that is open. */
export async function reportTask(
  databases: Databases,
  rules: Rules,
  report: TaskReport,
): Promise<TaskReported> {
  const { at, by, key, result, day } = report;
  const today = zoneOf(rules.company.timeZone).dayAt(at);
  const fault = faultOf(result, day, today);
  if (fault !== null) return { fault };
  // What the row promises now is read before the task is locked: nothing else waits for it meanwhile.
  const newDay = result === 'new_date' ? day : null;
  const before = newDay === null ? null : await readOpenTask(databases.ledgerPool, key);
  const given =
    newDay === null || before === null
      ? []
      : givenDates(before, (await factsOf(databases, rules, at, before)).items, { day: newDay, at, by });
  return inTheNameOf(databases.ledgerPool, { who: by, why: null }, async (client): Promise<TaskReported> => {
    const task = await lockOpenTask(client, key);
    if (!task) return { fault: 'no_such_task' };
    const { customerId } = task;
    if (result === 'no_answer') {
      const againOn = day ?? rules.calendar.addWorkingDays(today, 1);
      await tryAgain(client, report, againOn);
      return { customerId, againOn };
    }
    if (newDay !== null && given.length === 0) return { fault: 'nothing_open' };
    const wordBy = newDay === null ? day : null;
    await finishTask(client, task, { ...report, wordBy }, given);
    if (wordBy !== null)
      await keepByHand(client, {
        key: wordKey(key),
        customerId,
        about: task.about,
        forPerson: task.forPerson,
        why: 'word_by_hand',
        dueOn: wordBy,
        at,
      });
    return { customerId, againOn: null };
  });
}

const factsOf = async (
  databases: Databases,
  rules: Rules,
  now: Instant,
  { customerId }: OpenTask,
): Promise<CustomerFacts> =>
  (await readCustomersNow(databases, rules, now, [customerId])).of(customerId).facts;

/** Pure: the new day of each item of a task that is open, with what its row promises now. */
const givenDates = (
  { about }: OpenTask,
  items: CustomerFacts['items'],
  given: Pick<GivenDate, 'day' | 'at' | 'by'>,
): readonly GivenDate[] =>
  itemsOf(about).flatMap((item) => {
    const row = items.find((each) => sameItem(each, item));
    return row ? [{ item, insteadOf: row.promisedFor, ...given }] : [];
  });
