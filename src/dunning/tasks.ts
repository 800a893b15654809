import { callTask, invoiceCallKey } from '../customer/call-task.ts';
import type { InvoiceRef } from '../customer/ids.ts';
import type { Task, Todo, UntoldTask } from '../customer/task.ts';
import type { MendedBecause } from '../waiting/mending.ts';
import { accountPerson, type DunningSituation } from './situation.ts';
import type { ReminderHoldCode, Verdict, VerdictReason } from './verdict.ts';

/** Reasons for which a person calls and no letter goes. */
const CALLS: ReadonlySet<VerdictReason> = new Set<VerdictReason>([
  'reminders_came_back',
  'record_asks_person',
  'no_legal_identity',
  'formal_not_reviewed',
  'no_formal_letter',
  'no_address',
  'email_not_wanted',
  'address_refused',
  'address_bounced',
  'complained',
]);

/**
 * The calls that a person is asked for: once for each invoice and rung. One that was asked for when a reminder came back
 * is told of here, with all that the caller needs.
 */
export function callTasks(situation: DunningSituation, verdicts: readonly Verdict[]): readonly InvoiceTask[] {
  const { facts, memory, rules, today } = situation;
  const untold = new Set(memory.inbox.untold.map(({ key }) => key));
  const asked = new Set(memory.dunning.tasks.map(({ key }) => key).filter((key) => !untold.has(key)));
  const tasks: InvoiceTask[] = [];
  for (const verdict of verdicts) {
    const isCall =
      verdict.do === 'hand over' || verdict.reasons.some(({ code }) => code === 'reminders_came_back');
    if (!isCall || verdict.plannedLetter !== null) continue;
    const { invoiceId, rung } = verdict;
    const key = invoiceCallKey(facts.customer.id, invoiceId, rung?.rung ?? null);
    if (asked.has(key)) continue;
    tasks.push(
      callTask(key, {
        forPerson: accountPerson(situation)?.id ?? null,
        customerId: facts.customer.id,
        about: [{ kind: 'invoice', id: invoiceId }],
        caseId: null,
        dueOn: rules.calendar.addWorkingDays(today, rules.dunning.decideWithin),
        urgent: true,
        why: verdict.reasons.find(({ code }) => CALLS.has(code))?.code ?? 'record_asks_person',
      }),
    );
  }
  return tasks;
}

/** Something that a person must do about one invoice. */
export interface InvoiceTask extends Todo {
  readonly about: readonly InvoiceRef[];
  readonly caseId: null;
  readonly why: VerdictReason | ReminderHoldCode;
}

/** A person watches how a customer who is mended is written to, contact by contact. */
export interface WatchTask extends Todo {
  readonly about: readonly [];
  readonly caseId: null;
  readonly why: MendedBecause;
}

export type AnyTask = Task | InvoiceTask | UntoldTask | WatchTask;
