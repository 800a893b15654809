import { comingMoney } from '../account/coming-money.ts';
import { paymentRecordOf } from '../account/payment-record.ts';
import { type Instant, isoDay, isoInstant } from '../calendar/time.ts';
import { zoneOf } from '../calendar/zone.ts';
import type { CustomerFacts, CustomerMemory } from '../customer/customer.ts';
import { amountOf } from '../customer/money.ts';
import type { Verdict } from '../dunning/verdict.ts';
import type { SayVerdict } from '../ledger/documents/spoken-verdicts.ts';
import type { Rules } from '../policy/rules.ts';
import type { VerdictEntry } from '../round/round-report.ts';
import { entryOf } from '../round/verdict-tally.ts';

/** What one customer owes and has paid, with every verdict and its reasons. */
export interface AccountStory {
  readonly record: {
    readonly grade: string;
    readonly settled: number;
    readonly on_time: number;
    readonly since: string | null;
  };
  readonly payments_as_of: string | null;
  readonly invoices: readonly InvoiceStory[];
  readonly holds_by_hand: readonly {
    readonly id: string;
    readonly invoice_id: string | null;
    readonly until: string | null;
    readonly why: string;
    readonly by: string;
  }[];
}

interface InvoiceStory {
  readonly id: string;
  readonly number: string;
  readonly issued_on: string;
  readonly due_on: string;
  readonly currency: string;
  readonly total: string;
  readonly open: string;
  /** What is left when money and credit notes that are here or on their way are taken off. */
  readonly remains: string;
  readonly disputed: boolean;
  readonly autopay: boolean;
  readonly doubts: readonly string[];
  /** Ours first, then those about letters that other systems plan; none: it is not overdue. */
  readonly verdicts: readonly VerdictEntry[];
  readonly reminders: readonly {
    readonly at: string;
    readonly letter: string;
    readonly rung: string | null;
    readonly status: string;
  }[];
}

/** Tells of the account; null when there is nothing open and nothing settled lately. */
export function accountStory(
  facts: CustomerFacts,
  memory: CustomerMemory,
  verdicts: readonly Verdict[],
  now: Instant,
  rules: Rules,
  words: SayVerdict,
): AccountStory | null {
  const { account, customer } = facts;
  const { open, settled, paidInTime } = account;
  if (open.length + settled.length + paidInTime.count + paidInTime.leftOut === 0) return null;
  const today = zoneOf(rules.company.timeZone).dayAt(now);
  const record = paymentRecordOf(account, today, rules);
  const money = comingMoney(account, today, rules);
  const freshAsOf = facts.feeds.get('payments');
  return {
    record: {
      grade: record.grade,
      settled: record.settled,
      on_time: record.onTime,
      since: record.since,
    },
    payments_as_of: freshAsOf === undefined ? null : isoInstant(freshAsOf),
    invoices: account.open.map((invoice) => ({
      id: invoice.id,
      number: invoice.number,
      issued_on: isoDay(invoice.issuedOn),
      due_on: isoDay(invoice.dueOn),
      currency: invoice.currency,
      total: amountOf(invoice.total, invoice.currency).amount,
      open: amountOf(invoice.open, invoice.currency).amount,
      remains: amountOf(money.of(invoice).remains, invoice.currency).amount,
      disputed: invoice.disputed,
      autopay: invoice.autopay,
      doubts: invoice.doubts,
      verdicts: verdicts
        .filter(({ invoiceId }) => invoiceId === invoice.id)
        .map((verdict) => entryOf(customer.id, verdict, words)),
      reminders: memory.dunning.reminders
        .filter(({ invoiceId }) => invoiceId === invoice.id)
        .map(({ decidedAt, kind, rung, status }) => ({
          at: isoInstant(decidedAt),
          letter: kind,
          rung,
          status,
        })),
    })),
    holds_by_hand: memory.dunning.holds.map(({ id, invoiceId, until, why, by }) => ({
      id,
      invoice_id: invoiceId,
      until,
      why,
      by,
    })),
  };
}
