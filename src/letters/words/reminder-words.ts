import type { Amount } from '../../customer/money-facts.ts';
import type { ReminderFacts } from '../facts/reminder-facts.ts';
import { clean, cleanOr, LENGTHS } from '../language/clean.ts';
import type { Sentences } from '../language/sentences.ts';
import { type CommonWords, closingOf, greetingOf, senderWords } from './common-words.ts';
import { type InvoiceWords, invoicesInWords } from './invoice-words.ts';
import { MOST_TOTALS } from './long-letter.ts';
import { type StatementWords, statementWords } from './statement-words.ts';

/** What a template of a letter about invoices may say; null where something does not apply. */
export interface ReminderWords extends CommonWords {
  /** What has happened: the money that is missing, or that was found. */
  readonly what: string;
  /** That we guess a slip. */
  readonly slip: string | null;
  /** The first, for letters about one. */
  readonly invoice: InvoiceWords;
  readonly invoices: readonly InvoiceWords[];
  readonly count: number;
  readonly totals: readonly Amount[];
  /** What all of them come to; null for one invoice. */
  readonly together: string | null;
  /** On what day we last read the bank. */
  readonly bank: string;
  readonly payments_read_on: string;
  /** Everything that is open, where the letter does not tell it all by itself. */
  readonly statement: StatementWords | null;
  /** Who the company is before the law, in one line. */
  readonly identity: string | null;
  /** A formal letter: what the law of the reader's country asks for. */
  readonly legal: readonly string[];
  readonly pay: string;
  readonly pay_to: string | null;
  readonly instalments: string;
  readonly next_step: string | null;
  readonly next_step_on: string | null;
  /** payment-seen: that nothing is left to do. */
  readonly ends: string;
  readonly paid: Amount | null;
  readonly paid_on: string | null;
}

/** An account number with the name of its bank. */
const PAY_TO_LENGTH = 120;

/** Puts the facts of a letter about invoices into words. Throws when it is about none. */
export function reminderWords(facts: ReminderFacts, say: Sentences): ReminderWords {
  const { today, letter } = facts;
  const sender = senderWords(facts, say);
  const stated = Boolean(facts.statement && say.reminders.statement);
  const told = invoicesInWords(facts.invoices, today, say, stated);
  const [invoice] = told.invoices;
  if (!invoice) throw new Error(`a ${letter} letter needs at least one invoice`);
  const count = facts.invoices.length;
  const context = {
    ...sender,
    invoice,
    count,
    totals: facts.totals.slice(0, MOST_TOTALS),
    payments_read_on: facts.paymentsReadOn,
    pay_to: clean(facts.payTo, PAY_TO_LENGTH),
    next_step_on: facts.nextStepOn,
    paid: facts.payment && { amount: facts.payment.amount, currency: facts.payment.currency },
    paid_on: facts.payment?.on ?? null,
  };
  const one = count === 1;
  const { reminders } = say;
  // Sentence by sentence when it is asked for: a round wants the subject alone, of letters by the thousand.
  return saidOnce({
    letter,
    ...context,
    ...told,
    if_we_fail: null,
    signed: true,
    get subject() {
      return subjectOf(letter, one, say)(context);
    },
    get greeting() {
      return greetingOf(facts.customer, sender.company, say);
    },
    get what() {
      return whatOf(facts, invoice, say)(context);
    },
    get slip() {
      return facts.guessSlip ? reminders.slip[one ? 'one' : 'several'](context) : null;
    },
    get together() {
      return one ? null : reminders.together(context);
    },
    get bank() {
      return reminders.bank[one ? 'one' : 'several'](context);
    },
    get identity() {
      return identityOf(facts, say);
    },
    get legal() {
      return legalOf(facts, say, context);
    },
    get statement() {
      return statementWords(facts.statement, today, say);
    },
    get pay() {
      return payOf(context.pay_to, told.invoices, count, say)(context);
    },
    get instalments() {
      return reminders.instalments(context);
    },
    get next_step() {
      return nextStepOf(facts, say)?.(context) ?? null;
    },
    get ends() {
      return endsOf(facts, one, say)(context);
    },
    get replies() {
      return closingOf(context.person, context, say).replies;
    },
    get because() {
      return closingOf(context.person, context, say).because;
    },
  });
}

/** What is put into words when it is asked for stays as it was put: a letter asks for it in its HTML and in its text. */
function saidOnce<Words extends object>(words: Words): Words {
  for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(words))) {
    if (get === undefined) continue;
    const keep = (): unknown => {
      const value: unknown = get.call(words);
      Object.defineProperty(words, name, { value, enumerable: true });
      return value;
    };
    Object.defineProperty(words, name, { get: keep, enumerable: true, configurable: true });
  }
  return words;
}

type ListedPhrases = Sentences['reminders']['listed'];

function identityOf({ identity }: ReminderFacts, { reminders }: Sentences): string | null {
  if (!identity || !reminders.identity) return null;
  const { name, seat, register, taxId } = identity;
  return reminders.identity({
    name: cleanOr(name, LENGTHS.name, '…'),
    seat: cleanOr(seat, LENGTHS.note, '…'),
    register: clean(register, LENGTHS.note),
    tax_id: clean(taxId, LENGTHS.number),
  });
}

/** The claim, its basis and the way to agree without a court, as that country's law asks; interest where the policy gives it. */
function legalOf(
  { legal, invoices }: ReminderFacts,
  { reminders }: Sentences,
  context: object,
): readonly string[] {
  const sentences = legal ? reminders.legal?.[legal.country][legal.kind] : undefined;
  if (!legal || !sentences) return [];
  const all = {
    ...context,
    one: invoices.length === 1 || null,
    interest: clean(legal.interest, LENGTHS.note),
  };
  return [
    sentences.claim(all),
    ...(all.interest === null || !reminders.legal_interest ? [] : [reminders.legal_interest(all)]),
    sentences.settle(all),
  ];
}

function subjectOf(letter: ReminderFacts['letter'], one: boolean, say: Sentences): ListedPhrases {
  const { subject } = say.reminders;
  if (letter === 'payment-seen') return one ? subject.thanks : subject.thanks_several;
  const formal = one ? subject.formal : subject.formal_several;
  if (letter === 'reminder-formal' && formal) return formal;
  return one ? subject.one : subject.several;
}

function whatOf(
  { letter, payment, invoices }: ReminderFacts,
  { part_paid }: InvoiceWords,
  say: Sentences,
): ListedPhrases {
  const { what, thanks } = say.reminders;
  if (letter === 'payment-seen') {
    if (payment === null) return invoices.length === 1 ? thanks.seen : thanks.seen_several;
    return payment.scheduled ? thanks.scheduled : thanks.found;
  }
  const which = invoices.length > 1 ? 'several' : part_paid ? 'part' : 'one';
  const of = what[letter === 'reminder-firm' ? 'firm' : letter === 'reminder-formal' ? 'formal' : 'gentle'];
  const areParts = which === 'several' && invoices.every(({ isInstalment }) => isInstalment === true);
  return (areParts ? of.instalments : undefined) ?? of[which];
}

/** To our account where there is one; else by the link that every invoice has; else as the invoice says. */
function payOf(
  payTo: string | null,
  told: readonly InvoiceWords[],
  count: number,
  say: Sentences,
): ListedPhrases {
  const one = count === 1;
  const { pay } = say.reminders;
  if (payTo !== null) return one ? pay.to_account : pay.to_account_several;
  const online = told.length === count && told.every(({ pay_url }) => pay_url !== null);
  if (online) return one ? pay.online : pay.online_several;
  return one ? pay.as_invoiced : pay.as_invoiced_several;
}

function nextStepOf({ letter, nextStepOn, legal }: ReminderFacts, say: Sentences): ListedPhrases | null {
  const { next_step } = say.reminders;
  if (letter === 'reminder-formal') {
    const beforeClaim = legal?.country === 'GB' && legal.kind === 'person';
    if (beforeClaim && say.reminders.legal) return say.reminders.legal.GB.person.next;
    return nextStepOn === null ? next_step.legal_undated : next_step.legal;
  }
  return letter === 'reminder-firm' && nextStepOn !== null ? next_step.firm : null;
}

function endsOf({ payment }: ReminderFacts, one: boolean, say: Sentences): ListedPhrases {
  const { thanks } = say.reminders;
  if (payment?.scheduled) return one ? thanks.covers : thanks.covers_several;
  return one ? thanks.settles : thanks.settles_several;
}
