import { type CoveredPart, type MoneyKind, noLongerExpectedOn } from '../../account/coming-money.ts';
import { smallBalanceIn } from '../../account/small-balance.ts';
import { type Day, isoDay } from '../../calendar/time.ts';
import { amountOf } from '../../customer/money.ts';
import type { Debt } from '../debt.ts';
import type { ReminderHold, ReminderHoldCode } from '../verdict.ts';
import { type HoldRule, hold } from './hold.ts';

/** A credit note of ours makes up for it, and no money. */
export const holdCreditNote: HoldRule = (debt) =>
  onlyCredit(debt) ? holdCovered(debt, 'here', 'credit_note') : null;

/** It is paid by money that the company has, and has not taken off the invoice yet. */
export const holdMoneyHere: HoldRule = (debt) =>
  onlyCredit(debt) ? null : holdCovered(debt, 'here', 'money_here');

const onlyCredit = ({ cover }: Debt): boolean => cover.parts.every(({ isCredit }) => isCredit);

/** It will be paid by money that the bank has announced. */
export const holdMoneyPending: HoldRule = (debt) => holdCovered(debt, 'pending', 'money_pending');

/** It will be paid by a transfer that is set for a day; until then, and the tolerance after it, nobody is reminded. */
export const holdMoneyScheduled: HoldRule = (debt) => holdCovered(debt, 'scheduled', 'money_scheduled');

/** There is money in another currency, and nobody can say for what. */
export const holdMoneyInOtherCurrency: HoldRule = ({ money, invoice }) => {
  const payment = money.foreignTo(invoice);
  if (payment === null) return null;
  const day = payment.scheduledFor ?? payment.bookedOn;
  return hold('money_other_currency', null, {
    ...amountOf(payment.amount, payment.currency),
    day: day === null ? undefined : isoDay(day),
    number: payment.creditNote ?? undefined,
  });
};

/** There is money whose payer named this invoice, and it is another sum: a person says what it pays. */
export const holdMoneyUnclear: HoldRule = ({ invoice, situation }) => {
  const payment = situation.facts.account.unclear.find(({ about }) => about.includes(invoice.id));
  if (payment === undefined) return null;
  const day = payment.scheduledFor ?? payment.bookedOn;
  return hold('money_unclear', null, {
    ...amountOf(payment.amount, payment.currency),
    day: day === null ? undefined : isoDay(day),
  });
};

/** The farthest kind of money that it takes names the hold; a small balance may be left. */
function holdCovered(debt: Debt, kind: MoneyKind, code: ReminderHoldCode): ReminderHold | null {
  const { cover, invoice, situation } = debt;
  if (cover.covered === 0n || (cover.remains > 0n && !isSmall(debt))) return null;
  if (farthest(cover.parts) !== kind) return null;
  const day = latestDay(cover.parts.filter((part) => part.kind === kind));
  const until = kind === 'scheduled' && day !== null ? noLongerExpectedOn(day, situation.rules) : null;
  return hold(code, until, {
    ...amountOf(cover.covered, invoice.currency),
    day: day === null ? undefined : isoDay(day),
  });
}

const farthest = (parts: readonly CoveredPart[]): MoneyKind =>
  (['scheduled', 'pending'] as const).find((kind) => parts.some((part) => part.kind === kind)) ?? 'here';

/** Null where a part has no day: then nobody can name one for all. */
const latestDay = (parts: readonly CoveredPart[]): Day | null =>
  parts.reduce<Day | null>(
    (latest, { day }, index) =>
      day === null || (latest === null && index > 0) ? null : latest === null || day > latest ? day : latest,
    null,
  );

/** What is left after the money that comes is less than a small balance in its currency. */
const isSmall = ({ cover, invoice, situation }: Debt): boolean =>
  invoice.currency !== '' &&
  cover.remains > 0n &&
  cover.remains < smallBalanceIn(invoice.currency, situation.rules);

/** Too little to write about. */
export const holdSmallBalance: HoldRule = (debt) =>
  isSmall(debt) ? hold('small_balance', null, amountOf(debt.cover.remains, debt.invoice.currency)) : null;
