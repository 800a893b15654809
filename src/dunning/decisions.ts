import { hasOutlasted } from '../calendar/working-time.ts';
import { type InvoiceId, invoiceCase } from '../customer/ids.ts';
import type { CaseTask } from '../customer/task.ts';
import { occasionOf, taskKey } from '../customer/task-key.ts';
import { accountPerson } from './account-person.ts';
import type { DunningSituation } from './situation.ts';
import type { InvoiceTask } from './tasks.ts';
import type { Hold, HoldCode, Verdict } from './verdict.ts';

const DECIDE = 'decide-money';

/** Holds that end only when a person decides; each invoice by itself. */
const OF_AN_INVOICE: ReadonlySet<HoldCode> = new Set<HoldCode>([
  'doubtful',
  'disputed',
  'money_unclear',
  'letter_held',
  'ladder_ended',
]);
/** The same for all that the customer owes: asked once, about the oldest. */
const OF_THE_CUSTOMER: ReadonlySet<HoldCode> = new Set<HoldCode>([
  'money_other_currency',
  'complaint_open',
  'by_hand',
]);

interface Decisions {
  readonly tasks: readonly InvoiceTask[];
  /** Keys of those that were asked for and that nothing waits for any more. */
  readonly over: readonly string[];
}

/**
 * What waits for a person and would wait unseen: a contested invoice, a formal letter, money that somebody must place, a hold without an
 * end. Each is a task with a day; one that was done while its matter still waits is asked for again after as long. It ends by itself with
 * its matter.
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
  const ask = (invoiceId: InvoiceId, code: HoldCode, subject: string | null): void => {
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
  const over = given.filter(({ key, doneAt }) => doneAt === null && !isWaitedFor(key)).map(({ key }) => key);
  return { tasks, over };
}

/** What the task is about; null: nobody need decide now, for it ends by itself or no reminder is due. */
function subjectOf(
  { code, until }: Hold,
  invoiceId: Verdict['invoiceId'],
  { facts }: DunningSituation,
  isDue: boolean,
): string | null {
  const { id } = facts.customer;
  if (OF_AN_INVOICE.has(code) && (isDue || code === 'ladder_ended')) return invoiceCase(id, invoiceId);
  return OF_THE_CUSTOMER.has(code) && isDue && until === null ? `${id}/money` : null;
}

/** Null: it is asked for already, or was done only just. */
function keyToAsk(
  base: string,
  subject: string,
  code: HoldCode,
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
