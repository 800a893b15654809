import type { Instant } from '../calendar/time.ts';
import type { PlannedLetter } from '../customer/account.ts';
import { type CallMade, callsMade, withCallsMade } from '../customer/calls-made.ts';
import type { CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import type { InvoiceId } from '../customer/ids.ts';
import type { Reminder } from '../customer/reminders.ts';
import { withWhatWasSaid } from '../customer/said.ts';
import type { Tone } from '../customer/tone.ts';
import type { PromiseEnd } from '../dunning/said-paid.ts';
import type { AnyTask } from '../dunning/tasks.ts';
import type { Verdict } from '../dunning/verdict.ts';
import { withReplies } from '../inbox/reply-contacts.ts';
import type { StatusLetter } from '../letters/compose/compose.ts';
import type { ReminderLetter } from '../letters/compose/compose-reminder.ts';
import type { StaffLetter } from '../letters/compose/staff-letter.ts';
import type { Rules } from '../policy/rules.ts';
import type { Decision } from '../waiting/decision.ts';
import { lookWith } from '../waiting/find.ts';
import { attendDunning } from './attend-dunning.ts';
import { type Answered, attendInbox } from './attend-inbox.ts';
import { attendMending, withWatchTasks } from './attend-mending.ts';
import { attendWaiting } from './attend-waiting.ts';
import type { Half } from './half.ts';

/** What to do for one customer, and what to remember. Cases that did not change are the very same objects. */
export interface CustomerOutcome {
  readonly decisions: readonly Decision[];
  /** One for each overdue invoice, and for each letter that another system plans. */
  readonly verdicts: readonly Verdict[];
  readonly letters: readonly (StatusLetter | ReminderLetter | StaffLetter)[];
  readonly tasks: readonly AnyTask[];
  /** Reminders that end, because their invoice was settled. */
  readonly endedReminders: readonly Reminder[];
  /** Keys of tasks about money, and of mending, that nothing waits for any more. */
  readonly endedTasks: readonly string[];
  /** Promises to pay that were kept or broken. */
  readonly promises: readonly PromiseEnd[];
  /** Replies that a person answered, as the company's contacts tell. */
  readonly answered: readonly Answered[];
  /** Calls that people were asked to make and made, as contacts tell. */
  readonly callsMade: readonly CallMade[];
  readonly memory: CustomerMemory;
}

/**
 * Attends to one customer: finds what stopped moving and what is overdue, decides, composes, remembers. Pure: it reads
 * no clock, no database and no file, so a worker, a dry run, `explain` and a replay of a year all call just this.
 */
export function attend(
  given: CustomerFacts,
  before: CustomerMemory,
  now: Instant,
  rules: Rules,
  half: Half = 'both',
): CustomerOutcome {
  const known = withWhatWasSaid(given, before, now);
  const facts = withReplies(known, before);
  const made = callsMade(facts, before, now);
  const memory = withCallsMade(before, made);
  const look = lookWith(facts, memory, now, rules);
  const waiting = half === 'dunning' ? null : attendWaiting(facts, memory, now, rules, look);
  const after = waiting?.memory ?? memory;
  // A customer who waits for us gets the update, and not the reminder.
  const updated = waiting?.letters.some(({ audience }) => audience === 'customer') ?? false;
  const dunning = half === 'waiting' ? null : attendDunning(facts, after, now, rules, updated);
  const tasks = [...(waiting?.tasks ?? []), ...(dunning?.tasks ?? [])];
  const inbox = attendInbox(known, dunning?.memory ?? after, now, rules, tasks, look);
  // Without their account nobody knows what went wrong with their money.
  const mending = dunning === null ? null : attendMending(facts, inbox.memory, now, rules);
  return {
    decisions: waiting?.decisions ?? [],
    verdicts: dunning?.verdicts ?? [],
    letters: [...(waiting?.letters ?? []), ...(dunning?.letters ?? []), ...inbox.letters],
    tasks: [...tasks, ...inbox.tasks, ...(mending?.tasks ?? [])],
    endedReminders: dunning?.endedReminders ?? [],
    endedTasks: [...(dunning?.endedTasks ?? []), ...(mending?.over ?? [])],
    promises: dunning?.promises ?? [],
    answered: inbox.answered,
    callsMade: made,
    memory: mending === null ? inbox.memory : withWatchTasks(inbox.memory, mending, now),
  };
}

/**
 * What `attend` decides now on one invoice, for whoever asks. What another system wants to write is a letter that it plans, and judged
 * as one.
 * @param tone what another system wants to write in; null: what our own ladder decides
 * @returns null when nothing is open on the invoice
 */
export function verdictOn(
  invoiceId: InvoiceId,
  tone: Tone | null,
  facts: CustomerFacts,
  memory: CustomerMemory,
  now: Instant,
  rules: Rules,
): Verdict | null {
  // What is not overdue has no verdict of our own; asked in the gentlest tone it is held, with the day on which that ends.
  const asked: PlannedLetter = { id: 'asked', invoiceId, tone: tone ?? 'friendly', plannedFor: null };
  const account = { ...facts.account, planned: [asked] };
  const verdicts = attend({ ...facts, account }, memory, now, rules).verdicts.filter(
    (verdict) => verdict.invoiceId === invoiceId,
  );
  const own = tone === null ? verdicts.find(({ plannedLetter }) => plannedLetter === null) : undefined;
  return own ?? verdicts.find(({ plannedLetter }) => plannedLetter === asked.id) ?? null;
}
