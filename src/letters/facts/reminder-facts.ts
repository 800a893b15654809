import type { PaymentRecord } from '../../account/payment-record.ts';
import type { IsoDay } from '../../calendar/time.ts';
import type { ReminderKind } from '../../customer/letter-kinds.ts';
import type { Amount, InvoiceFacts } from '../../customer/money-facts.ts';
import type { Tone } from '../../customer/tone.ts';
import type { Hold, Reason } from '../../dunning/verdict.ts';
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
  /** payment-seen: the money that was found; `on` is the day it was booked or is expected; null where unknown. */
  readonly payment: (Amount & { readonly on: IsoDay | null; readonly scheduled: boolean }) | null;
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
