import type { PaymentRecord } from '../../src/account/payment-record.ts';
import type { Amount, InvoiceFacts } from '../../src/customer/money-facts.ts';
import type { CallCustomerFacts, ReminderFacts } from '../../src/letters/facts/reminder-facts.ts';
import { readPhrases } from '../../src/letters/language/phrases.ts';
import { type Sentences, sentencesFor } from '../../src/letters/language/sentences.ts';
import { sourceOf } from './letters.ts';

export const pln = (amount: string): Amount => ({ amount, currency: 'PLN' });

export const anInvoice = (differing: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
  id: 'i-118',
  number: 'FV/118',
  issuedOn: '2026-10-20',
  dueOn: '2026-11-03',
  daysOverdue: 21,
  total: pln('129.00'),
  open: pln('129.00'),
  lines: [],
  payUrl: null,
  ...differing,
});

export const aRecord = (differing: Partial<PaymentRecord> = {}): PaymentRecord => ({
  grade: 'clean',
  why: 'all_on_time',
  settled: 31,
  onTime: 31,
  late: 0,
  worstLateness: 0,
  since: '2019-03-14',
  leftOut: 0,
  firstLate: true,
  ...differing,
});

const person = {
  name: 'Marta Nowak',
  role: 'owner',
  phone: '+48 600 100 200',
  email: 'marta@nowak.example',
} as const;

export const reminder = (
  letter: ReminderFacts['letter'],
  differing: Partial<ReminderFacts> = {},
): ReminderFacts => ({
  letter,
  company: 'Pracownia Nowak',
  customer: { name: 'Mark Smith', salutation: 'Mr Smith' },
  today: '2026-11-24',
  person,
  invoices: [anInvoice()],
  totals: [pln('129.00')],
  paymentsReadOn: '2026-11-23',
  payTo: 'IBAN PL00 0000 0000 0000 0000 0000 0000',
  guessSlip: false,
  nextStepOn: null,
  payment: null,
  ...differing,
});

export const aCall = (differing: Partial<CallCustomerFacts> = {}): CallCustomerFacts => ({
  letter: 'call-customer',
  company: 'Pracownia Nowak',
  today: '2026-11-24',
  person,
  customer: { id: 'C-17', name: 'Mark Smith', email: 'mark@example.com' },
  invoices: [anInvoice()],
  totals: [pln('129.00')],
  paymentsReadOn: '2026-11-23',
  record: aRecord(),
  asked: 'firm',
  reasons: [{ code: 'record_asks_person', evidence: { tone: 'firm' } }],
  story: [],
  ...differing,
});

/** The sentences of a language, as the shell reads them. */
export async function sayIn(language: string): Promise<Sentences> {
  const { phrases, locale } = await sourceOf('task', language);
  if ('faults' in readPhrases(phrases, language)) throw new Error(`phrases of ${language}`);
  return sentencesFor(language, phrases, locale);
}
