import { DAY, type Instant } from '../../calendar/time.ts';
import type { Case, CaseLetter, CustomerMemory } from '../../customer/customer.ts';
import type { Reminder } from '../../customer/reminders.ts';

/**
 * What the ledger would hold of a customer after a round at `now` whose letters were submitted at once: letters that waited
 * went, cases of items that ended are not remembered, nor what a reminder named of an invoice that is settled. Letters that
 * wait for a person stay held.
 */
export function asRemembered(
  memory: CustomerMemory,
  now: Instant,
  doneTasks: ReadonlySet<string>,
): CustomerMemory {
  const cases = memory.cases.some((each) => isToChange(each, now))
    ? memory.cases.flatMap((each) => settledCase(each, now))
    : memory.cases;
  return {
    ...memory,
    cases,
    dunning: {
      ...memory.dunning,
      reminders: memory.dunning.reminders.map((each) => settledReminder(each, now)),
      creditReviewOpen: cases.some((each) => asksForReview(each, doneTasks)),
    },
  };
}

/** Letters count for the day on which they were written: another day begins without any. */
export const onAnotherDay = (memory: CustomerMemory): CustomerMemory =>
  memory.writtenToday.size === 0 ? memory : { ...memory, writtenToday: NOBODY };

const NOBODY: ReadonlyMap<string, number> = new Map();

/** A case is remembered for so long after its item ended. */
const REOPENED_WITHIN = 30 * DAY;

const isToChange = (theCase: Case, now: Instant): boolean =>
  isForgotten(theCase, now) || theCase.letters.some(({ status }) => status === 'queued');

const isForgotten = ({ itemEnded, closedAt }: Case, now: Instant): boolean =>
  itemEnded && (closedAt === null || closedAt < now - REOPENED_WITHIN);

function settledCase(theCase: Case, now: Instant): readonly Case[] {
  if (isForgotten(theCase, now)) return [];
  if (!isToChange(theCase, now)) return [theCase];
  return [{ ...theCase, letters: theCase.letters.map((letter) => submitted(letter, now)) }];
}

function settledReminder(reminder: Reminder, now: Instant): Reminder {
  const gone = submitted(reminder, now);
  return gone.ended && gone.told !== null ? { ...gone, told: null } : gone;
}

const submitted = <Letter extends CaseLetter | Reminder>(letter: Letter, now: Instant): Letter =>
  letter.status === 'queued' ? { ...letter, status: 'submitted', submittedAt: now } : letter;

/** A review ends when somebody says so, or with its case. */
const asksForReview = ({ closedAt, tasks }: Case, doneTasks: ReadonlySet<string>): boolean =>
  closedAt === null && tasks.some(({ key, kind }) => kind === 'review-credit-limit' && !doneTasks.has(key));

/** Somebody did this task, and spoke to the customer. */
export const withDone = (memory: CustomerMemory, key: string, at: Instant): CustomerMemory => ({
  ...memory,
  cases: memory.cases.map((each) =>
    each.tasks.some((task) => task.key === key)
      ? {
          ...each,
          tasks: each.tasks.map((task) =>
            task.key === key ? { ...task, doneAt: at, result: 'spoke' } : task,
          ),
        }
      : each,
  ),
});

/** What a person released goes now. */
export const released = (memory: CustomerMemory, now: Instant): CustomerMemory => ({
  ...memory,
  dunning: {
    ...memory.dunning,
    reminders: memory.dunning.reminders.map((each) =>
      each.status === 'held' ? { ...each, status: 'submitted', submittedAt: now } : each,
    ),
  },
});
