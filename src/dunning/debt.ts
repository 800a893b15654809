import { type ComingMoney, type Cover, comingMoney } from '../account/coming-money.ts';
import { daysPast, movedDueDay } from '../account/due-day.ts';
import { type PaymentRecord, recordsOf } from '../account/payment-record.ts';
import type { Day } from '../calendar/time.ts';
import type { Invoice } from '../customer/account.ts';
import type { Reminder } from '../customer/reminders.ts';
import { grouped } from '../grouped.ts';
import { type Mending, mendingOf } from '../waiting/mending.ts';
import { type OnLadder, remindersGone, standingOf } from './ladder.ts';
import type { DunningSituation } from './situation.ts';
import { type OwedItem, whatWeOwe } from './what-we-owe.ts';

/** One invoice on which something is to be paid, with all that the rules of dunning look at. */
export interface Debt {
  readonly invoice: Invoice;
  /** Moved on to a working day. */
  readonly dueDay: Day;
  /** Calendar days; 0 when it is not overdue. */
  readonly daysOverdue: number;
  readonly money: ComingMoney;
  readonly cover: Cover;
  /** All reminders about it, whatever became of them, oldest first. */
  readonly reminders: readonly Reminder[];
  /** Those that went or are going. */
  readonly gone: readonly Reminder[];
  readonly standing: OnLadder;
  /** What is known of how its customer pays, beside this invoice. */
  readonly record: PaymentRecord;
  /** What we owe this customer late, about whatever. */
  readonly weOwe: readonly OwedItem[];
  /** Something of ours went wrong for this customer lately; null: nothing did. */
  readonly mending: Mending | null;
  readonly situation: DunningSituation;
}

/** What the invoices of one customer share, worked out once: a function that gives each as a debt. */
export function debtsOf(situation: DunningSituation): (invoice: Invoice) => Debt {
  const { facts, memory, rules, today } = situation;
  const money = comingMoney(facts.account, today, rules);
  const weOwe = whatWeOwe(situation);
  const mending = mendingOf(situation);
  const recordFor = recordsOf(facts.account, today, rules);
  const byInvoice = grouped<string, Reminder>(memory.dunning.reminders, ({ invoiceId }) => invoiceId);
  return (invoice) => {
    const reminders = byInvoice.get(invoice.id) ?? [];
    const gone = remindersGone(reminders);
    const dueDay = movedDueDay(invoice.dueOn, rules);
    const record = recordFor(invoice);
    return {
      invoice,
      dueDay,
      daysOverdue: daysPast(dueDay, today),
      money,
      cover: money.of(invoice),
      reminders,
      gone,
      standing: standingOf(dueDay, gone, today, rules, record.usualLateness ?? null),
      record,
      weOwe,
      mending,
      situation,
    };
  };
}

/** Something is to be paid on it; one whose amount cannot be right is shown with its doubt rather than passed over. */
export const isDebt = ({ open, doubts }: Invoice): boolean =>
  open > 0n || doubts.includes('amount_unusable') || doubts.includes('sign_differs');
