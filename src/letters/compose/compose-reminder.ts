import { type Day, dayOf, isoDay } from '../../calendar/time.ts';
import type { Address } from '../../customer/address.ts';
import { type InvoiceId, type InvoiceRef, invoiceCase } from '../../customer/ids.ts';
import type { ReminderKind } from '../../customer/letter-kinds.ts';
import type { InvoiceFacts } from '../../customer/money-facts.ts';
import type { Tone } from '../../customer/tone.ts';
import { formalTerms } from '../../dunning/formal-letter.ts';
import { accountPerson, type DunningSituation } from '../../dunning/situation.ts';
import type { Rung } from '../../policy/rules.ts';
import type { ReminderFacts } from '../facts/reminder-facts.ts';
import { type CustomerLetter, customerLetter, greeted, named } from './customer-letter.ts';
import { letterKey } from './identity.ts';
import { type Thread, threadOf } from './thread.ts';

/** One invoice of a reminder, as the letter names it. */
export interface ReminderPart {
  readonly id: InvoiceId;
  readonly facts: InvoiceFacts;
  /** The rung on which the invoice stands; null in thanks, which stand on none. */
  readonly rung: Rung | null;
}

/** What kind of letter it is, besides the invoices that it is about. */
export interface ReminderTerms {
  readonly kind: ReminderKind;
  readonly tone: Tone | null;
  readonly release: 'automatic' | 'human';
  readonly guessSlip: boolean;
  readonly nextStepOn: Day | null;
  readonly payment: ReminderFacts['payment'];
  readonly statement: ReminderFacts['statement'];
  readonly totals: ReminderFacts['totals'];
}

/** One email to one customer about their invoices, before words. */
export interface ReminderLetter extends CustomerLetter {
  readonly kind: ReminderKind;
  readonly about: readonly InvoiceRef[];
  readonly facts: ReminderFacts;
  readonly release: 'automatic' | 'human';
  readonly invoices: readonly {
    readonly invoiceId: InvoiceId;
    readonly ordinal: number;
    readonly rung: string | null;
    readonly tone: Tone | null;
  }[];
}

/** Composes one letter about these invoices of one customer: the oldest due day first. */
export function composeReminder(
  situation: DunningSituation,
  parts: readonly ReminderPart[],
  address: Address,
  terms: ReminderTerms,
): ReminderLetter {
  const { facts, memory, rules, today } = situation;
  const { kind, tone } = terms;
  const invoices = parts.map(({ id, rung }) => ({
    invoiceId: id,
    ordinal: 1 + memory.dunning.reminders.filter(({ invoiceId }) => invoiceId === id).length,
    rung: rung?.rung ?? null,
    tone,
  }));
  const key = letterKey(
    kind,
    invoices.map(({ invoiceId, ordinal }) => ({
      caseId: invoiceCase(facts.customer.id, invoiceId),
      ordinal,
    })),
  );
  const person = accountPerson(situation);
  const letter = customerLetter(key, address, person, situation);
  const thread = reminderThread(situation, invoices);
  // Field by field, here and where letters begin: they are made by the hundred thousand, and spreads cost the most of it.
  return {
    audience: letter.audience,
    key: letter.key,
    to: letter.to,
    language: letter.language,
    customerId: letter.customerId,
    id: letter.id,
    messageId: letter.messageId,
    replyTo: letter.replyTo,
    signedBy: letter.signedBy,
    kind,
    about: invoices.map(({ invoiceId }) => ({ kind: 'invoice', id: invoiceId })),
    inReplyTo: thread.inReplyTo,
    references: thread.references,
    release: terms.release,
    invoices,
    facts: {
      letter: kind,
      company: rules.company.name,
      customer: greeted(facts.customer, address.address),
      today: isoDay(today),
      person: named(person, rules),
      invoices: parts.map((part) => part.facts),
      totals: terms.totals,
      paymentsReadOn: isoDay(paymentsReadOn(situation)),
      payTo: rules.company.payTo,
      guessSlip: terms.guessSlip,
      nextStepOn: terms.nextStepOn === null ? null : isoDay(terms.nextStepOn),
      identity: rules.company.legal,
      legal: legalOf(situation, tone),
      statement: terms.statement ?? null,
      payment: terms.payment,
    },
  };
}

function legalOf({ facts, rules }: DunningSituation, tone: Tone | null): ReminderFacts['legal'] {
  const terms = tone === 'formal' ? formalTerms(facts.customer, rules) : null;
  if (terms === null || typeof terms === 'string') return null;
  return { country: terms.country, kind: terms.kind, interest: rules.dunning.interest[terms.kind] };
}

/** The day as of which the payments are known; without a feed nothing is sent, so today stands for it. */
export function paymentsReadOn({ facts, zone, today }: DunningSituation): Day {
  const freshAsOf = facts.feeds.get('payments');
  return freshAsOf === undefined ? today : dayOf(Math.min(zone.dayAt(freshAsOf), today));
}

/** It answers the last letter about any of these invoices, in the thread of all of them. */
function reminderThread({ memory }: DunningSituation, invoices: ReminderLetter['invoices']): Thread {
  const about = new Set(invoices.map(({ invoiceId }) => invoiceId));
  const earlier = memory.dunning.reminders.filter(
    ({ invoiceId, submittedAt, ended }) => about.has(invoiceId) && submittedAt !== null && !ended,
  );
  return threadOf(earlier.map((reminder) => ({ ...reminder, id: reminder.letterId })));
}
