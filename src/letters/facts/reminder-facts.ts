import { z } from 'zod';
import { MONEY_KINDS } from '../../account/coming-money.ts';
import { type PaymentRecord, RECORD_GRADES, RECORD_WHYS } from '../../account/payment-record.ts';
import { INVOICE_KINDS } from '../../customer/account.ts';
import { REMINDER_LETTERS } from '../../customer/letter-kinds.ts';
import { TONES } from '../../customer/tone.ts';
import { LEGAL_COUNTRIES } from '../../dunning/formal-letter.ts';
import { type ReminderHold, VERDICT_REASONS, type VerdictBecause } from '../../dunning/verdict.ts';
import { count, day, eventsOf, type FactsOf, text, toCustomer, toStaff } from './fact-shapes.ts';
import { item } from './letter.ts';

const tone = z.enum(TONES);
const decimal = z.string().regex(/^-?\d{1,18}(\.\d{1,6})?$/, 'is not an amount such as 129.00, in quotes');
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency such as PLN');
const amount = z.strictObject({ amount: decimal, currency });
const amounts = z.array(amount);
const instalment = z.strictObject({ nth: count, of: count });

/** What every invoice says. */
const owed = {
  id: z.string(),
  number: z.string(),
  issuedOn: day,
  dueOn: day,
  daysOverdue: z.number().int(),
  total: amount,
  /** What is left to be paid, or of a credit note to be set off, when all that is here or on its way is taken off. */
  open: amount,
};

/** `InvoiceFacts`, as it is read back. */
const invoice = z.strictObject({
  ...owed,
  lines: z.array(z.strictObject({ description: z.string(), amount })),
  payUrl: text,
  partPaid: z.boolean().optional(),
  instalment: instalment.nullish(),
  isInstalment: z.boolean().optional(),
});

/** `PaymentRecord`, as it is read back. */
const record = z.strictObject({
  grade: z.enum(RECORD_GRADES),
  why: z.enum(RECORD_WHYS),
  settled: count,
  onTime: count,
  late: count,
  worstLateness: count,
  since: day.nullable(),
  leftOut: count,
  firstLate: z.boolean(),
  usualLateness: count.nullish(),
});

/** `VerdictEvidence`, as it is read back. */
const evidence = z.strictObject({
  day: day.optional(),
  days: z.number().int().optional(),
  amount: z.string().optional(),
  currency: z.string().optional(),
  number: z.string().optional(),
  tone: tone.optional(),
  rung: z.string().optional(),
  by: z.string().optional(),
  why: z.string().optional(),
});

/** So many invoices are told in full in a letter; of more of them it has a statement, by number. */
export const TOLD_IN_FULL = 8;

export const STATEMENT_GROUPS = ['late', 'not_due', 'disputed', 'credit'] as const;

/** One open row of a customer's account, as a bookkeeper would look for it. */
const row = z.strictObject({
  ...owed,
  kind: z.enum(INVOICE_KINDS),
  instalment: instalment.nullable(),
});
export type StatementRow = FactsOf<typeof row>;

/** What is beyond the room of a letter. */
const more = z.strictObject({ count, totals: amounts });

/** Everything that is open with a customer. */
const statement = z.strictObject({
  groups: z.array(
    z.strictObject({ group: z.enum(STATEMENT_GROUPS), rows: z.array(row), more: more.nullable() }),
  ),
  /** Money of theirs that is not taken off any invoice yet, and what it covers; credit notes that are set off. */
  payments: z.array(
    z.strictObject({
      paid: amount,
      on: day.nullable(),
      kind: z.enum(MONEY_KINDS),
      /** The number of the credit note that it is. */
      creditNote: text,
      numbers: z.array(z.string()),
      left: amount.nullable(),
    }),
  ),
  /** Letters of a build before have none. */
  morePayments: more.nullish(),
  /** What is left to be paid on all of it, per currency; disputed invoices apart. */
  totals: amounts,
});
export type StatementFacts = FactsOf<typeof statement>;

/** All that a reminder, or the thanks for a payment, says, before words. */
export const reminder = z.strictObject({
  letter: z.enum(REMINDER_LETTERS),
  ...toCustomer,
  /** The oldest due day first. */
  invoices: z.array(invoice).min(1),
  /** What is open on all of them together, per currency. */
  totals: amounts,
  /** The day the payments were last read from the bank. */
  paymentsReadOn: day,
  /** Where customers pay: an account number, as the policy writes it. */
  payTo: text,
  /** The record is clean: the letter guesses a slip. */
  guessSlip: z.boolean(),
  /** firm and formal: the day on which the next step follows, which the letter states once. */
  nextStepOn: day.nullable(),
  /** Who the company is before the law; null: the policy does not say. Letters of a build before have none. */
  identity: z.strictObject({ name: z.string(), seat: z.string(), register: text, taxId: text }).nullish(),
  /** A formal letter: by the law of which country it is written, to whom, and the interest that it names, in percent a year. */
  legal: z
    .strictObject({ country: z.enum(LEGAL_COUNTRIES), kind: z.enum(['person', 'company']), interest: text })
    .nullish(),
  /** Everything that is open; null where the letter tells it all by itself. Letters of a build before have none. */
  statement: statement.nullish(),
  /** payment-seen: the money that was found; `on` is the day it was booked or is expected; null where unknown. */
  payment: amount.extend({ on: day.nullable(), scheduled: z.boolean() }).nullable(),
});
export type ReminderFacts = FactsOf<typeof reminder>;

/** All that a person needs for the call that takes the place of a letter about money. */
export const callCustomer = z.strictObject({
  letter: z.literal('call-customer'),
  ...toStaff,
  record,
  invoices: z.array(invoice).min(1),
  totals: amounts,
  paymentsReadOn: day,
  /** The tone that the ladder asks for, and that no machine uses here. */
  asked: tone.nullable(),
  /** Why a person calls and no letter goes. */
  reasons: z.array(z.strictObject({ code: z.enum(VERDICT_REASONS), evidence })),
  /** Reminders so far, oldest first. */
  story: eventsOf(REMINDER_LETTERS),
});
export type CallCustomerFacts = FactsOf<typeof callCustomer>;

/** All that a credit decision needs. */
export const creditReview = z.strictObject({
  letter: z.literal('review-credit-limit'),
  ...toStaff,
  record,
  /** What stands still. */
  items: z.array(item),
  limit: amount.nullable(),
  /** Open on all their invoices, in the limit's currency. */
  exposure: amount.nullable(),
  /** What the items that stand still will cost. */
  estimate: amount.nullable(),
  largestInvoice: amount.nullable(),
  /** The limit that the record supports; null when it supports none higher than today's. */
  supported: amount.nullable(),
});
export type CreditReviewFacts = FactsOf<typeof creditReview>;

/** What is said of a verdict, in codes; `letters/words/verdict-words.ts` puts it into one language. */
export interface ToldVerdict {
  readonly holds: readonly ReminderHold[];
  readonly reasons: readonly VerdictBecause[];
  readonly record: PaymentRecord;
}
