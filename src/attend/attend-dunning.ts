import type { Instant } from '../calendar/time.ts';
import type { Absent } from '../customer/absence.ts';
import type { CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { statusWhenWritten } from '../customer/letter-status.ts';
import type { Reminder } from '../customer/reminders.ts';
import { newCaseTask } from '../customer/task.ts';
import { moneyDecisions } from '../dunning/decisions.ts';
import { judgeInvoices } from '../dunning/judge.ts';
import { invoiceFates } from '../dunning/reminders-end.ts';
import { type PromiseEnd, promisesThatEnd, tasksOfFoundMoney } from '../dunning/said-paid.ts';
import { type DunningSituation, dunningSituation } from '../dunning/situation.ts';
import { callTasks, type InvoiceTask } from '../dunning/tasks.ts';
import type { Verdict } from '../dunning/verdict.ts';
import { composeCalls } from '../letters/compose/compose-calls.ts';
import type { ReminderLetter } from '../letters/compose/compose-reminder.ts';
import { composeThanks } from '../letters/compose/compose-thanks.ts';
import { remind } from '../letters/compose/remind.ts';
import type { StaffLetter } from '../letters/compose/staff-letter.ts';
import type { Rules } from '../policy/rules.ts';

/** What the dunning half does for one customer, and what it remembers. */
interface DunningOutcome {
  readonly verdicts: readonly Verdict[];
  readonly letters: readonly (ReminderLetter | StaffLetter)[];
  readonly tasks: readonly InvoiceTask[];
  readonly endedReminders: readonly Reminder[];
  /** Keys of tasks that nothing waits for any more. */
  readonly endedTasks: readonly string[];
  /** Promises to pay that were kept or broken. */
  readonly promises: readonly PromiseEnd[];
  readonly memory: CustomerMemory;
}

/**
 * The dunning half: judges every overdue invoice, writes one letter about all that may be written about, gives a
 * person the calls that no machine makes, and ends the matter where the money came.
 * @param updated the waiting half writes to this customer in this very round: reminders hold
 */
export function attendDunning(
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
  updated: boolean,
): DunningOutcome {
  const situation = dunningSituation(facts, memory, now, rules, updated);
  const judged = judgeInvoices(situation);
  const { letter, verdicts } = remind(situation, judged);
  const thanks = composeThanks(situation, letter !== null);
  const fates = invoiceFates(situation);
  const ended = fates.ended.filter(({ invoiceId }) => !thanks.waiting.has(invoiceId));
  const letters = [letter, thanks.letter].filter((each) => each !== null);
  const calls = callTasks(situation, verdicts);
  const held = letter?.release === 'human' ? letter.invoices.map(({ invoiceId }) => invoiceId) : [];
  const decisions = moneyDecisions(situation, verdicts, held);
  const tasks = [...calls, ...decisions.tasks];
  const promises = promisesThatEnd(situation);
  const over = [...decisions.over, ...tasksOfFoundMoney(situation)];
  return {
    verdicts,
    letters: [...letters, ...composeCalls(situation, verdicts, calls)],
    tasks,
    endedReminders: ended,
    endedTasks: over,
    promises,
    memory: withPromises(remember(situation, letters, tasks, ended, fates.absent, over), promises),
  };
}

/** The memory with these letters and tasks in it; the same object when nothing changed. */
function remember(
  { memory, now }: DunningSituation,
  letters: readonly ReminderLetter[],
  tasks: readonly InvoiceTask[],
  ended: readonly Reminder[],
  absent: readonly Absent[],
  over: readonly string[],
): CustomerMemory {
  if (letters.length + tasks.length + ended.length + over.length === 0)
    return absent === memory.absent ? memory : { ...memory, absent };
  const reminders = memory.dunning.reminders.map((reminder) =>
    ended.includes(reminder) ? { ...reminder, ended: true } : reminder,
  );
  const writtenToday = new Map(memory.writtenToday);
  for (const { to } of letters) {
    const address = to.address.toLowerCase();
    writtenToday.set(address, (writtenToday.get(address) ?? 0) + 1);
  }
  return {
    ...memory,
    absent,
    writtenToday,
    dunning: {
      ...memory.dunning,
      reminders: [...reminders, ...letters.flatMap((letter) => remindersOf(letter, now))],
      tasks: [
        ...memory.dunning.tasks.map((task) => (over.includes(task.key) ? { ...task, doneAt: now } : task)),
        ...tasks.map((task) => newCaseTask(task, now)),
      ],
    },
  };
}

/** A promise that was kept or broken is told once. */
function withPromises(memory: CustomerMemory, ended: readonly PromiseEnd[]): CustomerMemory {
  if (ended.length === 0) return memory;
  const cameOf = new Map(ended.map(({ id, came }) => [id, came]));
  const answers = memory.inbox.answers.map((one) => ({ ...one, came: cameOf.get(one.id) ?? one.came }));
  return { ...memory, inbox: { ...memory.inbox, answers } };
}

const remindersOf = (letter: ReminderLetter, now: Instant): readonly Reminder[] =>
  letter.invoices.map(({ invoiceId, ordinal, rung, tone }) => ({
    letterId: letter.id,
    invoiceId,
    kind: letter.kind,
    ordinal,
    rung,
    tone,
    status: statusWhenWritten(letter.release === 'human'),
    decidedAt: now,
    submittedAt: null,
    address: letter.to.address,
    messageId: letter.messageId,
    told: letter.facts.invoices.find(({ id }) => id === invoiceId) ?? null,
    cameBack: false,
    ended: false,
  }));
