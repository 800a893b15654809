import type { ComingMoney, Spent } from '../../account/coming-money.ts';
import { daysPast, movedDueDay } from '../../account/due-day.ts';
import { isoDay } from '../../calendar/time.ts';
import type { Invoice } from '../../customer/account.ts';
import { amountOf } from '../../customer/money.ts';
import type { DunningSituation } from '../../dunning/situation.ts';
import { byNumber } from '../facts/by-number.ts';
import {
  STATEMENT_GROUPS,
  type StatementFacts,
  type StatementRow,
  TOLD_IN_FULL,
} from '../facts/reminder-facts.ts';
import { totalsOf } from './invoice-facts.ts';

type StatementGroup = (typeof STATEMENT_GROUPS)[number];

/** A group has so many rows in a letter; the others are summed up. */
const ROWS = 60;
const PAYMENTS = 30;

/**
 * Everything that is open with the customer: what is late, not due yet, contested, credit notes, and where money went that is here or
 * on its way. Null where that is no more than the invoices of the letter, and few of them.
 * @param told ids of the invoices that the letter tells in full
 */
export function statementOf(
  situation: DunningSituation,
  told: ReadonlySet<string>,
  money: ComingMoney,
): StatementFacts | null {
  const { open } = situation.facts.account;
  const spent = money.spent.filter(({ to, creditOf }) => to.length > 0 || creditOf === null);
  const isAll = open.length <= TOLD_IN_FULL && open.every(({ id }) => told.has(id));
  if (spent.length === 0 && isAll) return null;
  const sound = open.filter(({ doubts }) => doubts.length === 0);
  const groups = STATEMENT_GROUPS.flatMap((group) => {
    const theirs = sound.filter(
      // A credit note that is set off is told of by what it went to.
      (invoice) =>
        groupOf(invoice, situation) === group && (group !== 'credit' || leftOf(invoice, money) !== 0n),
    );
    return theirs.length === 0 ? [] : [groupFacts(group, theirs, money, situation)];
  });
  const owed = sound.filter((invoice) => invoice.open > 0n && !invoice.disputed);
  return {
    groups,
    payments: spent.slice(0, PAYMENTS).map((each) => paymentFacts(each, open)),
    morePayments: spent.length <= PAYMENTS ? null : moreOf(spent.slice(PAYMENTS)),
    totals: totalsOf(owed.map((invoice) => ({ invoice, open: money.of(invoice).remains }))),
  };
}

const moreOf = (spent: readonly Spent[]): NonNullable<StatementFacts['morePayments']> => ({
  count: spent.length,
  totals: totalsOf(spent.map(({ currency, amount }) => ({ invoice: { currency }, open: amount }))),
});

function groupOf(invoice: Invoice, { rules, today }: DunningSituation): StatementGroup {
  if (invoice.open < 0n) return 'credit';
  if (invoice.disputed) return 'disputed';
  return movedDueDay(invoice.dueOn, rules) < today ? 'late' : 'not_due';
}

function groupFacts(
  group: StatementGroup,
  invoices: readonly Invoice[],
  money: ComingMoney,
  { rules, today }: DunningSituation,
): StatementFacts['groups'][number] {
  const sorted = [...invoices].sort((a, b) => byNumber.compare(a.number, b.number) || a.dueOn - b.dueOn);
  const rest = sorted.slice(ROWS).map((invoice) => ({ invoice, open: leftOf(invoice, money) }));
  return {
    group,
    rows: sorted.slice(0, ROWS).map(
      (invoice): StatementRow => ({
        kind: invoice.open < 0n ? 'credit_note' : invoice.invoiceKind,
        id: invoice.id,
        number: invoice.number,
        issuedOn: isoDay(invoice.issuedOn),
        dueOn: isoDay(invoice.dueOn),
        daysOverdue: daysPast(movedDueDay(invoice.dueOn, rules), today),
        total: amountOf(invoice.total, invoice.currency),
        open: amountOf(leftOf(invoice, money), invoice.currency),
        instalment: invoice.instalment,
      }),
    ),
    more: rest.length === 0 ? null : { count: rest.length, totals: totalsOf(rest) },
  };
}

/** Of a credit note: what is not set off, below zero. */
function leftOf(invoice: Invoice, money: ComingMoney): bigint {
  if (invoice.open >= 0n) return money.of(invoice).remains;
  return -(money.spent.find(({ creditOf }) => creditOf === invoice.id)?.left ?? 0n);
}

function paymentFacts(
  { amount, currency, kind, day, creditOf, to, left }: Spent,
  open: readonly Invoice[],
): StatementFacts['payments'][number] {
  const numberOf = (id: string): string => open.find((invoice) => invoice.id === id)?.number ?? id;
  return {
    paid: amountOf(amount, currency),
    on: day === null ? null : isoDay(day),
    kind,
    creditNote: creditOf === null ? null : numberOf(creditOf),
    numbers: to.map(({ invoiceId }) => numberOf(invoiceId)),
    left: left === 0n ? null : amountOf(left, currency),
  };
}
