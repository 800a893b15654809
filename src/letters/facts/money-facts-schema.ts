import { z } from 'zod';
import { MONEY_KINDS } from '../../account/coming-money.ts';
import { RECORD_GRADES, RECORD_WHYS } from '../../account/payment-record.ts';
import { INVOICE_KINDS } from '../../customer/account.ts';
import { REMINDER_LETTERS } from '../../customer/letter-kinds.ts';
import { TONES } from '../../customer/tone.ts';
import { LEGAL_COUNTRIES } from '../../dunning/formal-letter.ts';
import { VERDICT_REASONS } from '../../dunning/verdict.ts';
import { count, day, eventsOf, item, text, toCustomer, toStaff } from './fact-shapes.ts';
import { STATEMENT_GROUPS } from './reminder-facts.ts';

const tone = z.enum(TONES);
const decimal = z.string().regex(/^-?\d{1,18}(\.\d{1,6})?$/, 'is not an amount such as 129.00, in quotes');
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not a currency such as PLN');
const amount = z.strictObject({ amount: decimal, currency });

const invoice = z.strictObject({
  id: z.string(),
  number: z.string(),
  issuedOn: day,
  dueOn: day,
  daysOverdue: z.number().int(),
  total: amount,
  open: amount,
  lines: z.array(z.strictObject({ description: z.string(), amount })),
  payUrl: text,
  partPaid: z.boolean().optional(),
  instalment: z.strictObject({ nth: count, of: count }).nullable().optional(),
  isInstalment: z.boolean().optional(),
});

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
  usualLateness: count.nullable().optional(),
});

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

const row = z.strictObject({
  kind: z.enum(INVOICE_KINDS),
  id: z.string(),
  number: z.string(),
  issuedOn: day,
  dueOn: day,
  daysOverdue: z.number().int(),
  total: amount,
  open: amount,
  instalment: z.strictObject({ nth: count, of: count }).nullable(),
});

const statement = z.strictObject({
  groups: z.array(
    z.strictObject({
      group: z.enum(STATEMENT_GROUPS),
      rows: z.array(row),
      more: z.strictObject({ count, totals: z.array(amount) }).nullable(),
    }),
  ),
  payments: z.array(
    z.strictObject({
      paid: amount,
      on: day.nullable(),
      kind: z.enum(MONEY_KINDS),
      creditNote: text,
      numbers: z.array(z.string()),
      left: amount.nullable(),
    }),
  ),
  morePayments: z
    .strictObject({ count, totals: z.array(amount) })
    .nullable()
    .optional(),
  totals: z.array(amount),
});

/** A letter to a customer about invoices. */
export const reminder = z.strictObject({
  letter: z.enum(REMINDER_LETTERS),
  ...toCustomer,
  invoices: z.array(invoice).min(1),
  totals: z.array(amount),
  paymentsReadOn: day,
  payTo: text,
  guessSlip: z.boolean(),
  nextStepOn: day.nullable(),
  identity: z
    .strictObject({ name: z.string(), seat: z.string(), register: text, taxId: text })
    .nullable()
    .optional(),
  legal: z
    .strictObject({
      country: z.enum(LEGAL_COUNTRIES),
      kind: z.enum(['person', 'company']),
      interest: text,
    })
    .nullable()
    .optional(),
  statement: statement.nullable().optional(),
  payment: amount.extend({ on: day.nullable(), scheduled: z.boolean() }).nullable(),
});

/** The call that takes the place of a letter about money. */
export const callCustomer = z.strictObject({
  letter: z.literal('call-customer'),
  ...toStaff,
  record,
  invoices: z.array(invoice).min(1),
  totals: z.array(amount),
  paymentsReadOn: day,
  asked: tone.nullable(),
  reasons: z.array(z.strictObject({ code: z.enum(VERDICT_REASONS), evidence })),
  story: eventsOf(REMINDER_LETTERS),
});

/** A decision about a credit limit. */
export const creditReview = z.strictObject({
  letter: z.literal('review-credit-limit'),
  ...toStaff,
  record,
  items: z.array(item),
  limit: amount.nullable(),
  exposure: amount.nullable(),
  estimate: amount.nullable(),
  largestInvoice: amount.nullable(),
  supported: amount.nullable(),
});
