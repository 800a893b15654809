import type { MoneyKind } from '../../account/coming-money.ts';
import type { PaymentRecord } from '../../account/payment-record.ts';
import type { IsoDay } from '../../calendar/time.ts';
import type { InvoiceKind } from '../../customer/account.ts';
import type { ReminderKind } from '../../customer/letter-kinds.ts';
import type { Amount, InvoiceFacts } from '../../customer/money-facts.ts';
import type { Tone } from '../../customer/tone.ts';
import type { LEGAL_COUNTRIES } from '../../dunning/formal-letter.ts';
import type { Hold, Reason } from '../../dunning/verdict.ts';
import type { Rules } from '../../policy/rules.ts';
import type { ItemFacts, ToCustomerFacts, ToStaffFacts } from './letter.ts';
import type { LetterEvent } from './letter-event.ts';

/** All that a reminder, or the thanks for a payment, says, before words. */
export interface ReminderFacts extends ToCustomerFacts {
  readonly letter: ReminderKind;
  /** The oldest due day first. */
  readonly invoices: readonly InvoiceFacts[];
  /** What is open on all of them together, per currency. */
  readonly totals: readonly Amount[];
  /** The day the payments were last read from the bank. */
  readonly paymentsReadOn: IsoDay;
  /** Where customers pay: an account number, as the policy writes it. */
  readonly payTo: string | null;
  /** The record is clean: the letter guesses a slip. */
  readonly guessSlip: boolean;
  /** firm and formal: the day on which the next step follows, which the letter states once. */
  readonly nextStepOn: IsoDay | null;
  /** Who the company is before the law; null: the policy does not say. Letters of a build before have none. */
  readonly identity?: Rules['company']['legal'] | undefined;
  /** A formal letter: by the law of which country it is written, to whom, and the interest that it names, in percent a year. */
  readonly legal?:
    | {
        readonly country: (typeof LEGAL_COUNTRIES)[number];
        readonly kind: 'person' | 'company';
        readonly interest: string | null;
      }
    | null
    | undefined;
  /** Everything that is open; null where the letter tells it all by itself. Letters of a build before have none. */
  readonly statement?: StatementFacts | null | undefined;
  /** payment-seen: the money that was found; `on` is the day it was booked or is expected; null where unknown. */
  readonly payment: (Amount & { readonly on: IsoDay | null; readonly scheduled: boolean }) | null;
}

/** So many invoices are told in full in a letter; of more of them it has a statement, by number. */
export const TOLD_IN_FULL = 8;

export const STATEMENT_GROUPS = ['late', 'not_due', 'disputed', 'credit'] as const;

/** One open row of a customer's account, as a bookkeeper would look for it. */
export interface StatementRow {
  readonly kind: InvoiceKind;
  readonly id: string;
  readonly number: string;
  readonly issuedOn: IsoDay;
  readonly dueOn: IsoDay;
  readonly daysOverdue: number;
  readonly total: Amount;
  /** What is left to be paid, or of a credit note to be set off, when all that is here or on its way is taken off. */
  readonly open: Amount;
  readonly instalment: { readonly nth: number; readonly of: number } | null;
}

/** Everything that is open with a customer. */
export interface StatementFacts {
  readonly groups: readonly {
    readonly group: (typeof STATEMENT_GROUPS)[number];
    readonly rows: readonly StatementRow[];
    /** Rows beyond those that a letter has room for, and what is open on them. */
    readonly more: { readonly count: number; readonly totals: readonly Amount[] } | null;
  }[];
  /** Money of theirs that is not taken off any invoice yet, and what it covers; credit notes that are set off. */
  readonly payments: readonly {
    readonly paid: Amount;
    readonly on: IsoDay | null;
    readonly kind: MoneyKind;
    /** The number of the credit note that it is. */
    readonly creditNote: string | null;
    readonly numbers: readonly string[];
    readonly left: Amount | null;
  }[];
  /** Sums beyond those that a letter has room for. Letters of a build before have none. */
  readonly morePayments?: { readonly count: number; readonly totals: readonly Amount[] } | null | undefined;
  /** What is left to be paid on all of it, per currency; disputed invoices apart. */
  readonly totals: readonly Amount[];
}

/** All that a person needs for the call that takes the place of a letter about money. */
export interface CallCustomerFacts extends ToStaffFacts {
  readonly letter: 'call-customer';
  readonly invoices: readonly InvoiceFacts[];
  readonly totals: readonly Amount[];
  readonly paymentsReadOn: IsoDay;
  readonly record: PaymentRecord;
  /** The tone that the ladder asks for, and that no machine uses here. */
  readonly asked: Tone | null;
  /** Why a person calls and no letter goes. */
  readonly reasons: readonly Reason[];
  /** Reminders so far, oldest first. */
  readonly story: readonly LetterEvent<ReminderKind>[];
}

/** All that a credit decision needs. */
export interface CreditReviewFacts extends ToStaffFacts {
  readonly letter: 'review-credit-limit';
  /** What stands still. */
  readonly items: readonly ItemFacts[];
  readonly limit: Amount | null;
  /** Open on all their invoices, in the limit's currency. */
  readonly exposure: Amount | null;
  /** What the items that stand still will cost. */
  readonly estimate: Amount | null;
  readonly largestInvoice: Amount | null;
  readonly record: PaymentRecord;
  /** The limit that the record supports; null when it supports none higher than today's. */
  readonly supported: Amount | null;
}

/** What is said of a verdict, in codes; `letters/words/verdict-words.ts` puts it into one language. */
export interface ToldVerdict {
  readonly holds: readonly Hold[];
  readonly reasons: readonly Reason[];
  readonly record: PaymentRecord;
}
