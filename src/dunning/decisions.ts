import { parseDay } from '../calendar/time.ts';
import { hasOutlasted } from '../calendar/working-time.ts';
import { type InvoiceId, invoiceCase } from '../customer/ids.ts';
import type { CaseTask } from '../customer/task.ts';
import { occasionOf, taskKey } from '../customer/task-key.ts';
import { accountPerson, type DunningSituation } from './situation.ts';
import type { InvoiceTask } from './tasks.ts';
import { HOLDS, type ReminderHold, type ReminderHoldCode, type Verdict } from './verdict.ts';

const DECIDE = 'decide-money';

interface Decisions {
  readonly tasks: readonly InvoiceTask[];
  /** Keys of those that were asked for and that nothing waits for any more. */
  readonly over: readonly string[];
}

/**
 * What waits for a person and would wait unseen: a contested invoice, a formal letter, money that somebody must place, a hold without an
 * end. Each is a task with a day; one that was done while its matter still waits is asked for again after as long. It ends by itself with
 * its matter, as a call does when nothing of its invoice is overdue any more.
 * @param held invoices of a letter of this very round that waits for a person to release it
 */
export function moneyDecisions(
  situation: DunningSituation,
  verdicts: readonly Verdict[],
  held: readonly InvoiceId[],
): Decisions {
  const { memory, facts, rules, today } = situation;
  const given = memory.dunning.tasks.filter(({ kind }) => kind === DECIDE);
  const dueOn = rules.calendar.addWorkingDays(today, rules.dunning.decideWithin);
  const waiting = new Set<string>();
  const tasks: InvoiceTask[] = [];
  const ask = (invoiceId: InvoiceId, code: ReminderHoldCode, subject: string | null): void => {
    if (subject === null || waiting.has(taskKey(subject, DECIDE, code))) return;
    const base = taskKey(subject, DECIDE, code);
    waiting.add(base);
    const key = keyToAsk(base, subject, code, given, situation);
    if (key === null) return;
    tasks.push({
      key,
      kind: DECIDE,
      forPerson: accountPerson(situation)?.id ?? null,
      customerId: facts.customer.id,
      about: [{ kind: 'invoice', id: invoiceId }],
      caseId: null,
      dueOn,
      urgent: false,
      why: code,
    });
  };
  for (const id of held) ask(id, 'letter_held', invoiceCase(facts.customer.id, id));
  for (const { invoiceId, holds, plannedLetter, rung } of verdicts) {
    if (plannedLetter !== null) continue;
    for (const hold of holds) ask(invoiceId, hold.code, subjectOf(hold, invoiceId, situation, rung !== null));
  }
  const isWaitedFor = (key: string) =>
    [...waiting].some((base) => key === base || key.startsWith(`${base}/`));
  const over = given.filter(({ key, doneAt }) => doneAt === null && !isWaitedFor(key));
  return { tasks, over: [...over, ...needlessCalls(situation, verdicts)].map(({ key }) => key) };
}

/** Calls about invoices that are paid, or not overdue any more. One whose row is gone is no such: rows vanish and come back. */
function needlessCalls(
  { memory, facts: { customer, account } }: DunningSituation,
  verdicts: readonly Verdict[],
): readonly CaseTask[] {
  const open = memory.dunning.tasks.filter(({ kind, doneAt }) => kind === 'call-customer' && doneAt === null);
  if (open.length === 0) return open;
  const overdue = new Set(verdicts.map(({ invoiceId }) => invoiceId));
  const over = [...account.settled, ...account.open]
    .filter(({ id }) => !overdue.has(id))
    .map(({ id }) => taskKey(invoiceCase(customer.id, id), 'call-customer', ''));
  return open.filter(({ key }) => over.some((begins) => key.startsWith(begins)));
}

/** What the task is about; null: nobody need decide now, for it ends by itself or no reminder is due. */
function subjectOf(
  hold: ReminderHold,
  invoiceId: Verdict['invoiceId'],
  situation: DunningSituation,
  isDue: boolean,
): string | null {
  const { code, until } = hold;
  const { id } = situation.facts.customer;
  const { asks } = HOLDS[code];
  if (asks === 'invoice' && (isDue || code === 'ladder_ended')) return invoiceCase(id, invoiceId);
  if (asks !== 'customer' || !isDue || until !== null) return null;
  return code === 'money_pending' && isOnItsWay(hold, situation) ? null : `${id}/money`;
}

/** Money that the bank announced lately comes by itself; of what never came somebody asks. */
const isOnItsWay = ({ evidence: { day } }: ReminderHold, { rules, today }: DunningSituation): boolean =>
  day !== undefined &&
  rules.calendar.addWorkingDays(parseDay(day) ?? today, rules.dunning.decideWithin) >= today;

/** Null: it is asked for already, or was done only just. */
function keyToAsk(
  base: string,
  subject: string,
  code: ReminderHoldCode,
  given: readonly CaseTask[],
  { rules, zone, now }: DunningSituation,
): string | null {
  const before = given.filter(({ key }) => {
    const occasion = occasionOf(key, subject, DECIDE);
    return occasion === code || occasion?.startsWith(`${code}/`) === true;
  });
  const last = before.at(-1);
  if (last === undefined) return base;
  const { decideWithin } = rules.dunning;
  if (last.doneAt === null || !hasOutlasted(rules.calendar, zone, last.doneAt, decideWithin, now))
    return null;
  return `${base}/${before.length + 1}`;
}
