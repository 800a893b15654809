import { smallBalanceIn } from '../account/small-balance.ts';
import { type Day, dayOf } from '../calendar/time.ts';
import type { Invoice } from '../customer/account.ts';
import type { CameOf, GivenAnswer } from '../customer/answers.ts';
import { wasHeard } from '../customer/contacts.ts';
import { type InvoiceId, refKey } from '../customer/ids.ts';
import { minorUnits } from '../customer/money.ts';
import { type Debt, debtsOf, isDebt } from './debt.ts';
import { paymentsAreStale } from './holds/the-invoice.ts';
import type { DunningSituation } from './situation.ts';

/** An answer "I have paid" that holds reminders about an invoice, and the first day on which it no longer does. */
interface SaidPaid {
  readonly answer: GivenAnswer;
  readonly until: Day;
}

/**
 * The answer that holds now; null: none does. It holds for policy's `said_paid_holds` from the day that it names, or from its own,
 * and once: who says so again without paying, and without a person between, is believed no longer. A payment ends it, and so does
 * the person who looked for the money.
 */
export function saidPaid({ invoice, situation }: Pick<Debt, 'invoice' | 'situation'>): SaidPaid | null {
  let holding: GivenAnswer | null = null;
  for (const answer of answersAbout(invoice.id, situation))
    if (holding === null || isFreshAfter(holding, answer, invoice, situation)) holding = answer;
  if (holding === null) return null;
  const until = lookedForUntil(holding, situation);
  const told = toldOpen(holding, invoice, situation);
  const isOver = doneAt(holding, situation) !== null || (told !== null && invoice.open < told);
  return isOver || situation.today >= until ? null : { answer: holding, until };
}

/** Oldest first. */
const answersAbout = (id: InvoiceId, { memory, now }: DunningSituation): readonly GivenAnswer[] =>
  memory.inbox.answers.filter(
    ({ answer, about, at }) =>
      answer === 'paid' && at <= now && about.some((one) => one.kind === 'invoice' && one.id === id),
  );

/** The first day on which money that was said to be on its way is no longer looked for. */
export function lookedForUntil({ at, day }: GivenAnswer, { rules, zone }: DunningSituation): Day {
  const from = dayOf(Math.max(zone.dayAt(at), day ?? 0));
  return rules.calendar.addWorkingDays(from, rules.dunning.saidPaidHolds + 1);
}

/** Since the answer before, a payment took something off the invoice, or a person dealt with it. */
function isFreshAfter(
  before: GivenAnswer,
  answer: GivenAnswer,
  invoice: Invoice,
  situation: DunningSituation,
): boolean {
  const done = doneAt(before, situation);
  if (done !== null && done <= answer.at) return true;
  if (situation.facts.contacts.some((one) => one.at > before.at && one.at <= answer.at && wasHeard(one)))
    return true;
  const then = toldOpen(before, invoice, situation);
  const now = toldOpen(answer, invoice, situation);
  return then !== null && now !== null && now < then;
}

/** When the person who was asked to look for the money had done so; null: they have not. */
const doneAt = ({ taskKey }: GivenAnswer, { memory }: DunningSituation) =>
  memory.dunning.tasks.find(({ key }) => key === taskKey)?.doneAt ?? null;

/** What the letter that they answered said is open, in minor units; null: nobody knows any more. */
function toldOpen({ letterId }: GivenAnswer, { id, currency }: Invoice, { memory }: DunningSituation) {
  const letter = memory.dunning.reminders.find(
    (one) => one.letterId === letterId && one.invoiceId === id && one.told !== null,
  );
  return letter?.told?.open.currency === currency ? minorUnits(letter.told.open.amount, currency) : null;
}

/** What became of a promise to pay. */
export interface PromiseEnd {
  /** The answer. */
  readonly id: string;
  readonly came: CameOf;
}

/**
 * Promises to pay that were kept or broken by now: kept when nothing that matters is left of what their letter was about, by fresh payments;
 * broken when something is once the money is no longer looked for. Of an invoice that nobody sees any more nothing is said.
 */
export function promisesThatEnd(situation: DunningSituation): readonly PromiseEnd[] {
  const { memory, today } = situation;
  const waiting = memory.inbox.answers.filter(
    ({ answer, day, came }) => answer === 'paid' && day !== null && came === null,
  );
  if (waiting.length === 0 || paymentsAreStale(situation)) return [];
  const debtOf = debtsOf(situation);
  return waiting.flatMap((answer): PromiseEnd[] => {
    const paid = whatIsPaid(answer, situation, debtOf);
    const { id } = answer;
    if (isAll(paid)) return [{ id, came: 'kept' }];
    const isOver = today >= lookedForUntil(answer, situation);
    return isOver && paid.includes(false) ? [{ id, came: 'broken' }] : [];
  });
}

/**
 * Keys of open tasks to look for money that was said to be paid, with a day or without, and that fresh payments show. A mail that is owed
 * an answer keeps its task: whoever answers it ends that. So does a promise that was broken.
 */
export function tasksOfFoundMoney(situation: DunningSituation): readonly string[] {
  const { answers, replies } = situation.memory.inbox;
  const open = new Set(
    situation.memory.dunning.tasks.filter(({ doneAt }) => doneAt === null).map(({ key }) => key),
  );
  const owed = new Set(replies.filter(({ answeredAt }) => answeredAt === null).map(({ id }) => id));
  const looking = answers.filter(
    ({ id, answer, taskKey, came }) =>
      answer === 'paid' && came !== 'broken' && taskKey !== null && open.has(taskKey) && !owed.has(id),
  );
  if (looking.length === 0 || paymentsAreStale(situation)) return [];
  const debtOf = debtsOf(situation);
  return looking.flatMap((answer) =>
    answer.taskKey !== null && isAll(whatIsPaid(answer, situation, debtOf)) ? [answer.taskKey] : [],
  );
}

type DebtOf = (invoice: Invoice) => Debt;

/** Of each invoice that an answer is about; null: the tables do not show it. */
const whatIsPaid = ({ about }: GivenAnswer, situation: DunningSituation, debtOf: DebtOf) =>
  about.flatMap((one) => (one.kind === 'invoice' ? [isPaid(one.id, situation, debtOf)] : []));

const isAll = (paid: readonly (boolean | null)[]): boolean =>
  paid.length > 0 && paid.every((each) => each === true);

/** Null: the tables do not show it. The matter of one that was paid first may have ended, and it is no longer looked up: its record has it. */
function isPaid(id: InvoiceId, { facts, rules }: DunningSituation, debtOf: DebtOf): boolean | null {
  const invoice = facts.account.open.find((one) => one.id === id);
  const key = refKey({ kind: 'invoice', id });
  if (invoice === undefined)
    return facts.absence.over.has(key) ||
      facts.absence.settled.has(key) ||
      facts.account.settled.some((one) => one.id === id)
      ? true
      : null;
  return !isDebt(invoice) || debtOf(invoice).cover.remains < smallBalanceIn(invoice.currency, rules);
}
